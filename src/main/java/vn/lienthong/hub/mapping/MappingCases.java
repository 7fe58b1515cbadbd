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
import java.util.Set;
import java.util.stream.Stream;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.vocabulary.Problem;

/** The cases of a mapping: folders with input.json and either expected.json or expected-error.txt. */
final class MappingCases {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String EXPECTED = "expected.json";
    static final String INPUT = "input.json";
    static final String ERROR = "expected-error.txt";
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
        List<Violation> all = new ArrayList<>();
        cases.forEach(one -> all.addAll(violations(mapping, one)));
        neverShown(mapping, cases, where, all);
        return all;
    }

    /** Of a field that may be absent only a case can prove that it is ever there: a misspelt path would leave it out always. */
    private static void neverShown(JsltMapping mapping, List<Path> cases, String where, List<Violation> found) {
        Set<OutputPlace> left = ClosedRule.mayBeAbsent(mapping.outputSchema());
        for (Path one : left.isEmpty() ? List.<Path>of() : cases) {
            try {
                JsonNode expected = Files.isRegularFile(one.resolve(EXPECTED))
                        ? JsonText.tree(one.resolve(EXPECTED))
                        : JSON.nullNode();
                left.removeIf(place -> place.isShownBy(expected));
            } catch (JsonText.Unreadable e) {
                // Told with the case itself.
            }
        }
        left.forEach(place -> found.add(new Violation(
                where,
                "A field that may be absent is in no case, so that nothing shows whether its path is spelt right.",
                place.name() + ", which output.schema.json lets be absent at " + place,
                "Add a case with a record that has it there.")));
    }

    List<Violation> violations(JsltMapping mapping, Path one) {
        List<Violation> found = new ArrayList<>();
        run(mapping, one, "mappings/" + mapping.name() + "/cases/" + one.getFileName(), found);
        return found;
    }

    private static void run(JsltMapping mapping, Path one, String where, List<Violation> found) {
        boolean error = Files.isRegularFile(one.resolve(ERROR));
        if (!Files.isRegularFile(one.resolve(INPUT)) || error == Files.isRegularFile(one.resolve(EXPECTED))) {
            incomplete(mapping, one, where, found);
            return;
        }
        String file = INPUT;
        try {
            JsonNode input = JsonText.tree(one.resolve(INPUT));
            if (!error) {
                for (RecordSchema.Fault fault : mapping.inputFaults(input)) {
                    found.add(new Violation(
                            where + "/" + INPUT,
                            "The input of a case does not fit " + MappingFolder.INPUT + ".",
                            fault.found() + " at " + (fault.pointer().isEmpty() ? "/" : fault.pointer()),
                            fault.cure()));
                }
            }
            file = error ? ERROR : EXPECTED;
            String expected =
                    error ? JsonText.text(one.resolve(ERROR)).strip() : pretty(JsonText.tree(one.resolve(EXPECTED)));
            MappingResult made = mapping.apply(input);
            if (!error && made instanceof MappingResult.Refused refused) {
                // A comparison with the whole text of the case would hide the one thing that is wrong.
                Problem problem = refused.problem();
                String why = mapping.whyNot(input);
                found.add(new Violation(
                        where,
                        "The mapping refuses a record that the case expects to be mapped: " + problem.what(),
                        problem.code() + ", " + problem.found() + (why.isEmpty() ? "" : ": " + why),
                        problem.code().equals(JsltMapping.FAILED)
                                ? "Correct mappings/" + mapping.name() + "/mapping.jslt there."
                                : problem.cure()));
                return;
            }
            compare(expected, text(made, error), where + "/" + file, found);
        } catch (JsonText.Unreadable e) {
            found.add(new Violation(
                    where + "/" + file + e.where(),
                    "A file of a case cannot be read.",
                    e.found(),
                    file.equals(ERROR) ? "It must be text in UTF-8." : "Correct it there; it must be JSON in UTF-8."));
        }
    }

    private static void incomplete(JsltMapping mapping, Path one, String where, List<Violation> found) {
        List<String> there = new ArrayList<>();
        try (Stream<Path> files = Files.list(one)) {
            files.map(file -> String.valueOf(file.getFileName())).sorted().forEach(there::add);
        } catch (IOException e) {
            there.add(e.getClass().getSimpleName());
        }
        boolean begun = there.contains(INPUT) && !there.contains(EXPECTED) && !there.contains(ERROR);
        found.add(new Violation(
                where,
                "A case is " + INPUT + " and either " + EXPECTED + " or " + ERROR + ".",
                there.isEmpty() ? "an empty folder" : String.join(", ", there),
                begun
                        ? "Write what it must become, or look at what it becomes and take that: check mapping "
                                + mapping.name() + " --accept " + one.getFileName() + "."
                        : "Add what is missing, or remove what is too much; the names are exactly these."));
    }

    private static void compare(String expected, String made, String where, List<Violation> found) {
        if (!expected.equals(made)) {
            found.add(new Violation(
                    where,
                    "The mapping does not make what the case expects.",
                    Difference.between(expected, made),
                    "Correct the mapping; or, when this is what is wanted, the case: check mapping " + mappingOf(where)
                            + " --accept " + caseOf(where) + " shows all that changes and writes it."));
        }
    }

    private static String mappingOf(String where) {
        return where.split("/", -1)[1];
    }

    private static String caseOf(String where) {
        return where.split("/", -1)[3];
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
