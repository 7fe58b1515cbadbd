package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Problem;

/** A mapping written in JSLT, between two closed schemas. */
final class JsltMapping implements Mapping {
    private final String name;
    private final Expression expression;
    private final Shape input;
    private final Shape output;

    JsltMapping(String name, Expression expression, Shape input, Shape output) {
        this.name = name;
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
            return explained(given, failed("line " + e.getLine()));
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
                            "output-does-not-fit",
                            "Mapping " + name + " made what its output schema refuses.",
                            faults.get(0),
                            " Correct mappings/" + name + "/mapping.jslt, or the record at its source."));
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
                        "mapping-failed",
                        "Mapping " + name + " could not be computed for this record.",
                        "an error in mapping.jslt, " + at,
                        "Add the record's situation as a case to mappings/" + name + "/cases and correct the mapping."),
                null);
    }
}
