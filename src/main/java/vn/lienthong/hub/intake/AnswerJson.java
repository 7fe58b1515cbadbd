package vn.lienthong.hub.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import vn.lienthong.hub.journal.Acceptance;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Times;

/** The answers of the intake as JSON. */
final class AnswerJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AnswerJson() {}

    /** The members of one object. */
    interface Members {
        void write(JsonGenerator out) throws IOException;
    }

    static byte[] write(Members members) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
            try (JsonGenerator out = JSON.createGenerator(bytes)) {
                out.writeStartObject();
                members.write(out);
                out.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
    }

    static byte[] of(IntakeResult result) {
        return write(out -> members(result, out));
    }

    /** One line of the answer to a batch, with its line feed. */
    static byte[] line(long number, IntakeResult result) {
        byte[] object = write(out -> {
            out.writeNumberField("line", number);
            if (result instanceof IntakeResult.Held) {
                out.writeNumberField("status", result.status());
            }
            members(result, out);
        });
        byte[] line = java.util.Arrays.copyOf(object, object.length + 1);
        line[object.length] = '\n';
        return line;
    }

    private static void members(IntakeResult result, JsonGenerator out) throws IOException {
        if (result instanceof IntakeResult.Held held) {
            receipt(held, out);
        } else {
            problem(result).members(out);
        }
    }

    private static void receipt(IntakeResult.Held held, JsonGenerator out) throws IOException {
        Acceptance.Receipt receipt = held.receipt();
        out.writeStringField("submission", Ids.text(receipt.submissionId()));
        out.writeStringField("source", receipt.source());
        out.writeStringField("dossierCode", receipt.dossierCode());
        out.writeNumberField("revision", receipt.revision());
        out.writeStringField("state", receipt.superseded() ? "superseded" : "accepted");
        out.writeStringField("acceptedAt", Times.text(receipt.acceptedAt()));
        out.writeBooleanField("repeated", receipt.repeated());
        out.writeBooleanField("superseded", receipt.superseded());
        out.writeArrayFieldStart("transfers");
        for (Acceptance.OwedTransfer transfer : receipt.transfers()) {
            out.writeStartObject();
            out.writeStringField("id", Ids.text(transfer.id()));
            out.writeStringField("destination", transfer.destination());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!held.notes().isEmpty()) {
            findings(out, "warnings", held.notes());
        }
    }

    static void findings(JsonGenerator out, String name, List<Finding> findings) throws IOException {
        out.writeArrayFieldStart(name);
        for (Finding finding : findings) {
            out.writeStartObject();
            out.writeStringField("code", finding.code());
            out.writeStringField("pointer", finding.pointer());
            out.writeStringField("what", finding.what());
            out.writeStringField("found", finding.found());
            out.writeStringField("cure", finding.cure());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** A result that is no receipt, as a problem document. */
    static ProblemDocument problem(IntakeResult result) {
        if (result instanceof IntakeResult.Conflict conflict) {
            return new ProblemDocument(
                    409, conflict.problem(), ProblemDocument.Retry.NEVER, List.of(), conflict.keptAs());
        }
        if (result instanceof IntakeResult.Unable unable) {
            return ProblemDocument.of(503, unable.problem(), ProblemDocument.Retry.LATER);
        }
        if (result instanceof IntakeResult.Unfinished unfinished) {
            return ProblemDocument.of(408, unfinished.problem(), ProblemDocument.Retry.NOW);
        }
        IntakeResult.Refused refused = (IntakeResult.Refused) result;
        Finding first = refused.errors().get(0);
        Problem problem = refused.errors().size() == 1 ? first.problem() : several(refused.errors());
        return new ProblemDocument(
                refused.status(), problem, ProblemDocument.Retry.NEVER, refused.errors(), refused.keptAs());
    }

    private static Problem several(List<Finding> errors) {
        return new Problem(
                "invalid-record",
                "The record has several mistakes.",
                errors.size() + " mistakes, the first at " + errors.get(0).pointer(),
                "Correct what errors lists, then send again.");
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
