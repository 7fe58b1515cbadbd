package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** The step {@code post}: sends the body as JSON and keeps the answer, whatever it is. */
final class PostStep implements Step {

    /**
     * An operation and how and where it goes: {@code GET} or {@code POST?} before the path put the fields of the message into the query, and the
     * body stays empty. Nothing in the query but plain words, and a comma between them: on its way through Camel an ampersand would begin
     * another option of the step.
     */
    static final Pattern PATH = Pattern.compile("(\\w{1,60})=(GET |POST\\? )?(/(?!/)[\\w./-]*(?:\\?[\\w.=,-]*)?)");

    /** @param asking whether the fields of the message go into the query */
    private record Way(String method, boolean asking, HttpTarget target) {}

    private final Way way;
    private final Map<String, Way> ways = new HashMap<>();
    private final HttpLimits limits;
    private final String idempotencyHeader;

    PostStep(StepOptions options) {
        this.way = new Way("POST", false, options.url());
        for (String path : options.list("paths")) {
            Matcher matcher = PATH.matcher(path);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "An operation goes to a plain path. Found: " + path + ". Example: ThemMoi=/ho-so/them-moi");
            }
            String how = matcher.group(2);
            HttpTarget place =
                    HttpTarget.of(options.text("url", "") + matcher.group(3).replace(',', '&'));
            ways.put(
                    matcher.group(1),
                    new Way(how != null && how.startsWith("GET") ? "GET" : "POST", how != null, place));
        }
        this.limits = options.limits();
        this.idempotencyHeader = options.text("idempotencyHeader", "");
    }

    @Override
    public void take(Call call, Exchange exchange) {
        Way taken = ways.isEmpty() ? way : ways.get(call.operation());
        if (taken == null) {
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
        HttpDoor door = call.instance().door(limits);
        if (taken.asking()) {
            HttpTarget place = call.directed(taken.target().asking(tree(body)));
            call.leaving();
            call.answered(door.send(taken.method(), place, Letter.empty(headers)));
            return;
        }
        InlineBody inline = call.inline();
        Letter letter = inline == null ? Letter.json(body, headers) : Letter.json(inline, headers);
        call.leaving();
        call.answered(door.post(call.directed(taken.target()), letter));
    }

    /** With what the steps before put into it. */
    private static JsonNode tree(byte[] body) {
        try {
            return JsonPath.JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException("The hub made a message that is no JSON", e);
        }
    }
}
