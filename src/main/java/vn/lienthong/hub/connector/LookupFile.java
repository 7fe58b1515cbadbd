package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes a connector a lookup, which is asked about records on their way and owed none: the file lookup.yaml. Immutable.
 *
 * @param asks name of the mapping that makes a question from a record
 * @param reads name of the mapping that compares a record with an answer
 * @param probe a question that is about nobody and changes nothing, by which one sees whether it is there; null: there is none
 * @param whyNoProbe in words, where there is none
 */
public record LookupFile(String asks, String reads, @Nullable Question probe, String whyNoProbe) {

    /** A question as it is sent. */
    public record Question(String operation, JsonNode body) {}

    static final String NAME = "lookup.yaml";
    private static final Set<String> NEEDED = Set.of("asks", "reads");
    private static final Set<String> KEYS = Set.of("asks", "reads", "probe");
    private static final String NO_PROBE = "its lookup.yaml names no question that is about nobody";

    static Optional<LookupFile> read(Path folder, String shown, Findings findings) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return YamlNode.read(file, shown, findings).map(root -> {
            Set<String> keys = root.entries().keySet();
            if (!root.isMap() || !keys.containsAll(NEEDED) || !KEYS.containsAll(keys)) {
                findings.add(
                        root.where(),
                        "A lookup names two mappings",
                        root.isMap() ? keys.toString() : root.text(),
                        "Write asks: MAPPING that makes the question, and reads: MAPPING that compares the answer; probe is all that may stand beside them");
            }
            YamlNode probe = root.get("probe");
            Question question = probe == null || !probe.isMap() ? null : question(probe, findings);
            return new LookupFile(
                    root.text("asks", ""),
                    root.text("reads", ""),
                    question,
                    question == null ? root.text("probe", NO_PROBE) : "");
        });
    }

    private static Question question(YamlNode probe, Findings findings) {
        YamlNode body = probe.get("body");
        if (!Set.of("operation", "body").containsAll(probe.entries().keySet())
                || probe.text("operation", "").isBlank()) {
            findings.add(
                    probe.where(),
                    "A probe is one question: operation and body",
                    probe.entries().keySet().toString(),
                    "Write probe: {operation: NAME, body: {…}}; or, where there is no question about nobody, why in words");
        }
        return new Question(
                probe.text("operation", ""), body == null ? JsonNodeFactory.instance.objectNode() : body.json());
    }
}
