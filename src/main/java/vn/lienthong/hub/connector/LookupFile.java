package vn.lienthong.hub.connector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What makes a connector a lookup, which is asked about records on their way and owed none: the file lookup.yaml. Immutable.
 *
 * @param asks name of the mapping that makes a question from a record
 * @param reads name of the mapping that compares a record with an answer
 */
public record LookupFile(String asks, String reads) {

    static final String NAME = "lookup.yaml";
    private static final Set<String> KEYS = Set.of("asks", "reads");

    static Optional<LookupFile> read(Path folder, String shown, Findings findings) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return YamlNode.read(file, shown, findings).map(root -> {
            if (!root.isMap() || !root.entries().keySet().equals(KEYS)) {
                findings.add(
                        root.where(),
                        "A lookup names two mappings",
                        root.isMap() ? root.entries().keySet().toString() : root.text(),
                        "Write asks: MAPPING that makes the question, and reads: MAPPING that compares the answer");
            }
            return new LookupFile(root.text("asks", ""), root.text("reads", ""));
        });
    }
}
