package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.vocabulary.Problem;

/** The cases of a mapping: folders with input.json and either expected.json or expected-error.txt. */
final class MappingCases {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPECTED = "expected.json";
    private static final String ERROR = "expected-error.txt";
    private final Path folder;

    MappingCases(Path folder) {
        this.folder = folder;
    }

    List<Path> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What the cases say against a mapping; a folder without cases proves nothing and is a violation too. */
    List<Violation> violations(JsltMapping mapping) {
        String where = "mappings/" + mapping.name() + "/cases";
        List<Path> cases = all();
        if (cases.isEmpty()) {
            return List.of(new Violation(
                    where,
                    "A mapping without cases proves nothing.",
                    "no folder in cases/",
                    "Add cases/<situation>/input.json and expected.json."));
        }
        return cases.stream().flatMap(one -> violations(mapping, one).stream()).toList();
    }

    List<Violation> violations(JsltMapping mapping, Path one) {
        List<Violation> found = new ArrayList<>();
        run(mapping, one, "mappings/" + mapping.name() + "/cases/" + one.getFileName(), found);
        return found;
    }

    private static void run(JsltMapping mapping, Path one, String where, List<Violation> found) {
        boolean error = Files.isRegularFile(one.resolve(ERROR));
        if (!Files.isRegularFile(one.resolve("input.json")) || error == Files.isRegularFile(one.resolve(EXPECTED))) {
            found.add(new Violation(
                    where,
                    "A case is input.json and either " + EXPECTED + " or " + ERROR + ".",
                    "another set of files",
                    "Add or remove files."));
            return;
        }
        try {
            JsonNode input = JSON.readTree(Files.readAllBytes(one.resolve("input.json")));
            if (!error) {
                for (RecordSchema.Fault fault : mapping.inputFaults(input)) {
                    found.add(new Violation(
                            where,
                            "The input of a case does not fit " + MappingFolder.INPUT + ".",
                            fault.found() + " at " + fault.pointer(),
                            fault.cure()));
                }
            }
            String expected = error
                    ? Files.readString(one.resolve(ERROR)).strip()
                    : pretty(JSON.readTree(Files.readAllBytes(one.resolve(EXPECTED))));
            MappingResult made = mapping.apply(input);
            if (!error && made instanceof MappingResult.Refused refused) {
                // A comparison with the whole text of the case would hide the one thing that is wrong.
                Problem problem = refused.problem();
                found.add(new Violation(
                        where,
                        "The mapping refuses a record that the case expects to be mapped.",
                        problem.code() + ", " + problem.found(),
                        problem.cure()));
                return;
            }
            compare(expected, text(made, error), where, found);
        } catch (IOException e) {
            found.add(new Violation(
                    where, "The case cannot be read.", String.valueOf(e.getMessage()), "It must be JSON in UTF-8."));
        }
    }

    private static void compare(String expected, String made, String where, List<Violation> found) {
        if (!expected.equals(made)) {
            found.add(new Violation(
                    where,
                    "The mapping does not make what the case expects.",
                    Difference.between(expected, made),
                    "Correct the mapping, or the case when the change is wanted."));
        }
    }

    private static String text(MappingResult result, boolean error) {
        if (result instanceof MappingResult.Refused refused) {
            return refusal(refused);
        }
        return error ? "(mapped, not refused)" : pretty((MappingResult.Mapped) result);
    }

    /** A refusal as expected-error.txt shows it. */
    static String refusal(MappingResult.Refused refused) {
        Problem problem = refused.problem();
        String unmapped = refused.unmappedCode() == null ? "" : "\nunmapped: " + refused.unmappedCode();
        return problem.code() + "\n" + problem.what() + "\nFound: " + problem.found() + "\n" + problem.cure()
                + unmapped;
    }

    /** Messages and notes as expected.json shows them. */
    static String pretty(MappingResult.Mapped mapped) {
        ObjectNode shown = JSON.createObjectNode();
        ArrayNode messages = shown.putArray("messages");
        for (Message message : mapped.messages()) {
            ObjectNode one = messages.addObject();
            one.put("operation", message.operation());
            one.set("body", message.body());
            one.put("confirmsExistence", message.confirmsExistence());
            ArrayNode steps = one.putArray("confirmsSteps");
            message.confirmsSteps().forEach(steps::add);
            one.put("enquiry", message.enquiry());
        }
        ArrayNode notes = shown.putArray("notes");
        mapped.notes().forEach(notes::add);
        return pretty(shown);
    }

    static String pretty(JsonNode node) {
        return node.toPrettyString().replace("\r\n", "\n");
    }
}
