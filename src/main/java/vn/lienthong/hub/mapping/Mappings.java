package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import vn.lienthong.hub.check.Unfilled;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.reference.Reference;

/**
 * The mapping catalogue: every folder of mappings/ compiled once, at start. Thread-safe. Loading never fails for a
 * broken folder; {@link #check()} says what is wrong with it, and {@link #named} does not know it.
 */
public final class Mappings {
    // Folders of mappings/ that hold no mapping.
    private static final Set<String> NO_MAPPING = Set.of("tables");

    private final Map<String, MappingFolder> folders = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private Mappings(Path root, Facts facts) {
        SchemaFolder schemas = new SchemaFolder(root);
        List<Function> functions = LentFunctions.from(facts);
        for (Path folder : folders(root)) {
            folders.put(folder.getFileName().toString(), new MappingFolder(folder, schemas, functions));
        }
        if (!Files.isRegularFile(root.resolve(RecordSchema.FILE))) {
            violations.add(new Violation(
                    "mappings",
                    "The schema of the DossierRecord is missing.",
                    "no " + RecordSchema.FILE,
                    "Take it from the hub's distribution."));
        }
    }

    /**
     * Compiles every mapping of a folder.
     *
     * @throws java.io.UncheckedIOException if the folder itself cannot be read
     */
    public static Mappings load(Path mappingsFolder, Reference reference) {
        return new Mappings(mappingsFolder, new TableFacts(reference));
    }

    /** The mapping in the folder of that name; empty when there is none or it does not compile. */
    public Optional<Mapping> named(String name) {
        return jslt(name).map(Mapping.class::cast);
    }

    Optional<JsltMapping> jslt(String name) {
        return Optional.ofNullable(folders.get(name)).flatMap(MappingFolder::mapping);
    }

    /** The names of all folders that hold, or ought to hold, a mapping; in order. */
    public List<String> names() {
        return List.copyOf(folders.keySet());
    }

    /** Everything that is wrong, all at once: files, schemas, READMEs, and every case run. Empty when all is sound. */
    public List<Violation> check() {
        List<Violation> all = new ArrayList<>(violations);
        folders.keySet().forEach(name -> all.addAll(check(name)));
        return all;
    }

    /** What is wrong with one mapping. */
    public List<Violation> check(String name) {
        MappingFolder folder = folders.get(name);
        if (folder == null) {
            return List.of(new Violation(
                    "mappings/" + name, "There is no such mapping.", "folders " + names(), "Correct the name."));
        }
        List<Violation> all = new ArrayList<>(folder.violations());
        folder.mapping().ifPresent(mapping -> all.addAll(new MappingCases(folder.cases()).violations(mapping)));
        return all;
    }

    /**
     * What a case becomes today, beside what it expects.
     *
     * @throws IllegalArgumentException if there is no such mapping, it does not compile, or the case has no input that can be read; in three parts
     */
    public CaseOutput output(String name, String situation) {
        MappingFolder folder = folders.get(name);
        if (folder == null) {
            throw new IllegalArgumentException(
                    "There is no such mapping. Found: " + name + ". Known are: " + names() + ".");
        }
        JsltMapping mapping = folder.mapping()
                .orElseThrow(() -> new IllegalArgumentException("The mapping cannot be used. Found: "
                        + folder.violations().get(0).message() + " See 'check mapping " + name + "'."));
        Path cases = folder.cases();
        if (!MappingFolder.NAME.matcher(situation).matches() || !Files.isDirectory(cases.resolve(situation))) {
            throw new IllegalArgumentException("There is no such case. Found: " + situation + ". In " + cases + " are: "
                    + new MappingCases(cases)
                            .all().stream()
                                    .map(one -> String.valueOf(one.getFileName()))
                                    .toList()
                    + ".");
        }
        return CaseOutput.of(mapping, cases.resolve(situation));
    }

    /** What is marked FILL IN: whatever is begun from a contract and not finished. No violation. */
    public List<Violation> unfilled() {
        return folders.keySet().stream()
                .flatMap(name -> unfilled(name).stream())
                .toList();
    }

    /** The same of one mapping. */
    public List<Violation> unfilled(String name) {
        MappingFolder folder = folders.get(name);
        return folder == null ? List.of() : Unfilled.in(folder.path(), "mappings/" + name);
    }

    /**
     * Writes a new mapping that passes {@link #check()}: a copy of {@code dossier-to-echo} under another name.
     *
     * @return the new folder
     * @throws IllegalArgumentException if the name is no name for a folder or is taken; the message says what to do
     * @throws IOException if the folder cannot be written
     */
    public static Path create(Path mappingsFolder, String name) throws IOException {
        return new NewMapping(mappingsFolder).write(name);
    }

    /**
     * The same, begun from a message of a destination: fields whose names say what belongs there are filled, the rest is left out and marked FILL IN.
     */
    public static Path create(Path mappingsFolder, String name, Theirs theirs, Reference reference) throws IOException {
        return new NewMapping(mappingsFolder).write(name, theirs, reference);
    }

    /**
     * What is known of a destination before a mapping to it is written.
     *
     * @param destination its name
     * @param message with {@code operation} and {@code body}, as a connector's case has it
     * @param shape what the contract says of the fields of the body, in the words of JSON Schema, with where each stands under {@code $comment}; missing
     *     where nobody knows
     */
    public record Theirs(String destination, JsonNode message, JsonNode shape) {}

    private static List<Path> folders(Path root) {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(Files::isDirectory)
                    .filter(child -> !NO_MAPPING.contains(child.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("No mappings folder can be read at " + root + ". Check hub.home.", e);
        }
    }
}
