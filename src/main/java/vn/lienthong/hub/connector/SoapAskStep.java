package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import vn.lienthong.hub.vocabulary.Outcome;

/**
 * The step {@code soap-ask}: calls an operation of a WSDL before the message goes, and notes what is answered for a step behind it, such as the address to
 * which files are uploaded. Only where the message holds a claim of the field; judged by {@code outcomes.yaml} like everything else.
 */
final class SoapAskStep implements Step {

    private final HttpTarget target;
    private final HttpLimits limits;
    private final String wsdl;
    private final String operation;
    private final String field;
    private final Map<String, JsonPath> notes = new HashMap<>();
    private final ObjectNode shown;
    private final Map<String, String> secrets = new HashMap<>();

    SoapAskStep(StepOptions options) {
        this.target = options.url();
        this.limits = options.limits();
        this.wsdl = options.text("wsdl", "");
        this.operation = options.text("operation", "");
        this.field = options.text("field", "");
        for (String take : options.list("notes")) {
            int equals = take.indexOf('=');
            notes.put(take.substring(0, Math.max(0, equals)), JsonPath.of(take.substring(equals + 1)));
        }
        this.shown = JsonPath.JSON.createObjectNode();
        options.values().forEach((name, value) -> {
            if (name.startsWith(StepWants.FIELD)) {
                shown.put(name.substring(StepWants.FIELD.length()), value);
            } else if (name.startsWith(StepWants.SECRET)) {
                shown.put(name.substring(StepWants.SECRET.length()), "");
                secrets.put(name.substring(StepWants.SECRET.length()), value);
            }
        });
    }

    @Override
    public void take(Call call, Exchange exchange) {
        if (UploadClaim.in(call.message(), field).isEmpty()) {
            return;
        }
        if (!call.mayBegin()) {
            call.ended(new Answer.Failed(Answer.Failure.NOT_SENT, "it was too late to begin"), exchange);
            return;
        }
        Instance instance = call.instance();
        SoapContract contract = instance.contract(wsdl);
        ObjectNode message = shown.deepCopy();
        secrets.forEach((name, secret) -> message.put(name, instance.credential(secret)));
        byte[] envelope;
        try {
            envelope = contract.envelope(operation, message);
        } catch (SoapContract.OffContract e) {
            call.ended(new Answer.Failed(Answer.Failure.OFF_CONTRACT, String.valueOf(e.getMessage())), exchange);
            return;
        }
        Instant startedAt = instance.clock().instant();
        long started = System.nanoTime();
        Answer answer = instance.door(limits).post(target, contract.letter(operation, envelope, null, call.headers()));
        Conversation asked = new Conversation(
                Conversation.ofPreparation(operation),
                SessionBody.bytes(shown),
                answer,
                startedAt,
                Duration.ofNanos(System.nanoTime() - started),
                call.session(),
                List.of());
        if (!(instance.read(operation, answer).outcome() instanceof Outcome.Delivered)) {
            call.endedBefore(asked, answer, exchange);
            return;
        }
        call.uploaded(asked);
        note(call, asked, answer, exchange);
    }

    private void note(Call call, Conversation asked, Answer answer, Exchange exchange) {
        for (Map.Entry<String, JsonPath> note : notes.entrySet()) {
            JsonNode value = call.instance().said(operation, answer, note.getValue());
            if (value.asText("").isBlank()) {
                call.endedBefore(
                        asked,
                        new Answer.Failed(
                                Answer.Failure.FILE_NOT_TAKEN,
                                "the answer of " + operation + " has nothing at "
                                        + note.getValue().written()),
                        exchange);
                return;
            }
            call.note(note.getKey(), value.asText().strip());
        }
    }
}
