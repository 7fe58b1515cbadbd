package vn.lienthong.hub.connector;

import java.util.Map;
import org.apache.camel.Exchange;

/** The step {@code post}: sends the body as JSON and keeps the answer, whatever it is. */
final class PostStep implements Step {

    private final HttpTarget target;
    private final HttpLimits limits;
    private final String idempotencyHeader;

    PostStep(StepOptions options) {
        this.target = options.url();
        this.limits = options.limits();
        this.idempotencyHeader = options.text("idempotencyHeader", "");
    }

    @Override
    public void take(Call call, Exchange exchange) {
        if (!call.mayBegin()) {
            call.ended(new Answer.Failed(Answer.Failure.NOT_SENT, "it was too late to begin"), exchange);
            return;
        }
        byte[] body = exchange.getMessage().getBody(byte[].class);
        // Nothing of the exchange's headers travels: only what this step was told to send.
        Map<String, String> headers =
                idempotencyHeader.isEmpty() ? Map.of() : Map.of(idempotencyHeader, call.idempotencyKey());
        call.answered(call.instance().door(limits).post(target, Letter.json(body, headers)));
    }
}
