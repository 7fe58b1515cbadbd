package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the input of a case becomes today, beside what the case expects of it.
 *
 * @param file that holds what is expected, or would
 * @param before what it holds; empty where it is not there
 * @param now what the mapping makes, as the file would hold it
 * @param refused whether the mapping refuses the input
 * @param broken what is wrong with a mapping that meant no refusal and could only end in one; empty when nothing is
 */
public record CaseOutput(Path file, String before, String now, boolean refused, String broken) {

    static CaseOutput of(JsltMapping mapping, Path folder) {
        Path input = folder.resolve(MappingCases.INPUT);
        if (!Files.isRegularFile(input)) {
            throw new IllegalArgumentException("There is no such case. Found: no " + input
                    + ". Put what the mapping is given there: {\"record\": {…}}.");
        }
        JsonNode given = read(input);
        List<RecordSchema.Fault> faults = mapping.inputFaults(given);
        MappingResult result = mapping.apply(given);
        boolean refused = result instanceof MappingResult.Refused;
        if (!refused && !faults.isEmpty()) {
            RecordSchema.Fault fault = faults.get(0);
            throw new IllegalArgumentException("The input of the case does not fit " + MappingFolder.INPUT + ". Found: "
                    + fault.found() + " at " + fault.pointer() + " in " + input + ". " + fault.cure());
        }
        String now = result instanceof MappingResult.Refused no
                ? MappingCases.refusal(no)
                : MappingCases.pretty((MappingResult.Mapped) result);
        Path file = folder.resolve(refused ? MappingCases.ERROR : MappingCases.EXPECTED);
        return new CaseOutput(
                file, Files.isRegularFile(file) ? text(file) : "", now + "\n", refused, broken(mapping, given, result));
    }

    private static String broken(JsltMapping mapping, JsonNode given, MappingResult result) {
        if (!(result instanceof MappingResult.Refused no)
                || !JsltMapping.BROKEN.contains(no.problem().code())) {
            return "";
        }
        String why = mapping.whyNot(given);
        return no.problem().code() + ", " + no.problem().found() + (why.isEmpty() ? "" : ": " + why);
    }

    /** Whether the case expects just this, and may. */
    public boolean isSame() {
        return broken.isEmpty() && before.strip().equals(now.strip());
    }

    /** From the first line that changes to the last: those that go begin with -, those that come with +. */
    public List<String> difference() {
        return Difference.lines(before, now);
    }

    /**
     * Writes it as what the case expects.
     *
     * @throws IllegalArgumentException if the case expects a refusal where there is none, or the other way round: that must be decided by hand; or if the
     *     mapping is broken: a case that expected that would call it sound
     */
    public void accept() throws IOException {
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException("The mapping breaks on this case, and no case may expect that. Found: "
                    + broken + ". Correct mapping.jslt, or output.schema.json where that is behind, and accept again.");
        }
        Path other = file.resolveSibling(refused ? MappingCases.EXPECTED : MappingCases.ERROR);
        if (Files.exists(other)) {
            throw new IllegalArgumentException((refused
                            ? "The mapping refuses this case, which expects a message. Found: "
                            : "The mapping makes a message of this case, which expects a refusal. Found: ")
                    + now.lines().findFirst().orElse("") + ", and " + other
                    + ". Correct the mapping; or, if it is meant, remove that file and accept again.");
        }
        Files.writeString(file, now);
    }

    private static JsonNode read(Path file) {
        try {
            return JsonText.tree(file);
        } catch (JsonText.Unreadable e) {
            throw unreadable(file, e);
        }
    }

    private static String text(Path file) {
        try {
            return JsonText.text(file);
        } catch (JsonText.Unreadable e) {
            throw unreadable(file, e);
        }
    }

    private static IllegalArgumentException unreadable(Path file, JsonText.Unreadable e) {
        return new IllegalArgumentException("A file of the case cannot be read. Found: " + e.found() + " in " + file
                + e.where() + ". Correct it there; it must be in UTF-8.");
    }
}
