package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Problem;

/** A mapping written in JSLT, between two closed schemas. */
final class JsltMapping implements Mapping {
    /** Code of a refusal that nobody meant: it could not be computed. */
    static final String FAILED = "mapping-failed";

    /** Code of another: what was made is not what the output schema lets out. */
    private static final String UNFIT = "output-does-not-fit";

    /** Both: what a mapping becomes that is broken. */
    static final Set<String> BROKEN = Set.of(FAILED, UNFIT);

    private final String name;
    private final Expression expression;
    private final Shape input;
    private final Shape output;
    private final String source;

    /** @param source the text of mapping.jslt, in which a field is looked for when it is wrong */
    JsltMapping(String name, Expression expression, Shape input, Shape output, String source) {
        this.name = name;
        this.source = source;
        this.expression = expression;
        this.input = input;
        this.output = output;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MappingResult apply(JsonNode given) {
        Notes.clear();
        try {
            return checked(given, expression.apply(given));
        } catch (Refusal refusal) {
            return refusal.isDeliberate() ? refusal.result() : explained(given, refusal.result());
        } catch (JsltException e) {
            return explained(
                    given, failed(e.getLine() > 0 ? "line " + e.getLine() : "in a function, its line is not known"));
        } catch (RuntimeException e) { // a mapping must not throw for bad data, whatever a function meets
            return explained(given, failed(e.getClass().getSimpleName()));
        } catch (StackOverflowError e) { // the only error that is the mapping's fault, and passes when it returns
            return failed("or in output.schema.json: something that calls itself without end");
        }
    }

    /** What does not fit in an input; empty when all fits. */
    List<RecordSchema.Fault> inputFaults(JsonNode given) {
        try {
            return input.faults(given);
        } catch (StackOverflowError e) {
            return List.of(new RecordSchema.Fault(
                    "", "a schema that refers to itself without end", "Correct the reference ($ref)."));
        }
    }

    JsonNode outputSchema() {
        return output.source();
    }

    /** What the output schema refuses of what an input becomes; empty when it fits, or when nothing comes of it. */
    List<RecordSchema.Fault> outputFaults(JsonNode given) {
        try {
            return output.faults(expression.apply(given));
        } catch (RuntimeException e) { // whatever a function meets in what was only guessed
            return List.of();
        } finally {
            Notes.clear();
        }
    }

    /** Why an input of a case, which is nobody's data, could not be computed, in the words of JSLT; empty when it could. */
    String whyNot(JsonNode given) {
        try {
            expression.apply(given);
            return "";
        } catch (JsltException e) {
            return e.getMessageWithoutLocation();
        } catch (RuntimeException | StackOverflowError e) { // its words would be Java's, not JSLT's
            return "";
        } finally {
            Notes.clear();
        }
    }

    // The intake has checked the record, so only a failure is worth the time: if the input itself is wrong, that is the
    // reason.
    private MappingResult explained(JsonNode given, MappingResult failure) {
        List<RecordSchema.Fault> faults = inputFaults(given);
        return faults.isEmpty()
                ? failure
                : unfit(
                        "input-does-not-fit",
                        "The record is not what mapping " + name + " takes.",
                        faults.get(0),
                        " Have the record corrected at its source and sent as a new revision, then cancel this transfer.");
    }

    private MappingResult checked(JsonNode given, JsonNode made) {
        List<RecordSchema.Fault> faults = output.faults(made);
        if (!faults.isEmpty()) {
            return explained(
                    given,
                    unfit(
                            UNFIT,
                            "Mapping " + name + " made what its output schema refuses.",
                            written(faults.get(0)),
                            " Correct mappings/" + name
                                    + "/mapping.jslt, or output.schema.json where that is behind, or the record at its source."));
        }
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : made.path("messages")) {
            for (JsonNode key : message.path("confirmsSteps")) {
                if (!HeldSteps.isKey(key.asText())) {
                    return failed("a key of a step that is no key");
                }
            }
            messages.add(message(message));
        }
        return new MappingResult.Mapped(List.copyOf(messages), Notes.taken());
    }

    /** The fault with the line in which the mapping writes the field, where one line does. */
    private RecordSchema.Fault written(RecordSchema.Fault fault) {
        String field = fault.pointer().substring(fault.pointer().lastIndexOf('/') + 1);
        List<String> lines = source.lines().toList();
        int at = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.startsWith("//") && line.contains("\"" + field + "\"")) {
                if (at >= 0) {
                    return fault;
                }
                at = i;
            }
        }
        return at < 0
                ? fault
                : new RecordSchema.Fault(
                        fault.pointer(), fault.found() + " (written in mapping.jslt:" + (at + 1) + ")", fault.cure());
    }

    private static Message message(JsonNode made) {
        return new Message(
                made.path("operation").textValue(),
                made.path("body"),
                made.path("confirmsExistence").booleanValue(),
                keys(made.path("confirmsSteps")),
                made.path("enquiry").booleanValue());
    }

    private static List<String> keys(JsonNode made) {
        if (made.isEmpty()) {
            return List.of();
        }
        List<String> keys = new ArrayList<>(made.size());
        made.forEach(key -> keys.add(key.asText()));
        return keys;
    }

    private static MappingResult unfit(String code, String what, RecordSchema.Fault fault, String more) {
        String where = fault.pointer().isEmpty() ? "/" : fault.pointer();
        return new MappingResult.Refused(
                new Problem(code, what, fault.found() + " at " + where, fault.cure() + more), null);
    }

    // JSLT's own sentence may quote the value, and the value may be a person's: the line must do.
    private MappingResult failed(String at) {
        return new MappingResult.Refused(
                new Problem(
                        FAILED,
                        "Mapping " + name + " could not be computed for this record.",
                        "an error in mapping.jslt, " + at,
                        "Add the record's situation as a case to mappings/" + name + "/cases and correct the mapping."),
                null);
    }
}
