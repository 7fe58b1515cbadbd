package vn.lienthong.hub.connector;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** The step {@code post}: sends the body as JSON and keeps the answer, whatever it is. */
final class PostStep implements Step {

    /**
     * An operation and where it goes. Nothing in the query but plain words, and a comma between them: on its way through Camel an ampersand
     * would begin another option of the step.
     */
    static final Pattern PATH = Pattern.compile("(\\w{1,60})=(/(?!/)[\\w./-]*(?:\\?[\\w.=,-]*)?)");

    private final HttpTarget target;
    private final Map<String, HttpTarget> targets = new HashMap<>();
    private final HttpLimits limits;
    private final String idempotencyHeader;

    PostStep(StepOptions options) {
        this.target = options.url();
        for (String path : options.list("paths")) {
            Matcher matcher = PATH.matcher(path);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "An operation goes to a plain path. Found: " + path + ". Example: ThemMoi=/ho-so/them-moi");
            }
            targets.put(
                    matcher.group(1),
                    HttpTarget.of(options.text("url", "") + matcher.group(2).replace(',', '&')));
        }
        this.limits = options.limits();
        this.idempotencyHeader = options.text("idempotencyHeader", "");
    }

    @Override
    public void take(Call call, Exchange exchange) {
        HttpTarget place = targets.isEmpty() ? target : targets.get(call.operation());
        if (place == null) {
            call.ended(
                    new Answer.Failed(
                            Answer.Failure.NOT_SENT, "the Kamelet has no path for operation " + call.operation()),
                    exchange);
            return;
        }
        if (!call.mayBegin()) {
            call.ended(new Answer.Failed(Answer.Failure.NOT_SENT, "it was too late to begin"), exchange);
            return;
        }
        byte[] body = exchange.getMessage().getBody(byte[].class);
        // Nothing of the exchange's headers travels: only what the steps were told to send.
        Map<String, String> headers = new LinkedHashMap<>(call.headers());
        if (!idempotencyHeader.isEmpty()) {
            headers.put(idempotencyHeader, call.idempotencyKey());
        }
        InlineBody inline = call.inline();
        Letter letter = inline == null ? Letter.json(body, headers) : Letter.json(inline, headers);
        call.answered(call.instance().door(limits).post(call.directed(place), letter));
    }
}
