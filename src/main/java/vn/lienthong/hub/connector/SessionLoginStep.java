package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The step {@code session-login}: posts {@code {username, password}} once, shares the session it gets among all senders, and
 * puts it into each body as {@code session}.
 */
final class SessionLoginStep implements Step {

    private static final Set<String> SUCCESS = Set.of("0", "00");
    private static final JsonPath CODE = JsonPath.of("/error_code");

    private final String key;
    private final HttpTarget target;
    private final HttpLimits limits;
    private final Duration patience;
    private final JsonPath sessionAt;
    private final List<String> comeAgain;
    private final String username;
    private final String password;

    SessionLoginStep(StepOptions options) {
        this.key = options.text("url", "");
        this.target = options.url();
        this.limits = options.limits();
        this.patience = limits.connect().plus(limits.answer());
        this.sessionAt = JsonPath.of(options.text("sessionAt", "/session"));
        this.comeAgain = Arrays.stream(options.text("comeAgain", "").split("\\|"))
                .map(Folding::fold)
                .filter(phrase -> !phrase.isEmpty())
                .toList();
        this.username = options.text("username", "");
        this.password = options.text("password", "");
    }

    @Override
    public void take(Call call, Exchange exchange) {
        Instance instance = call.instance();
        SharedSession.State state = instance.session(key).open(() -> logIn(instance), patience);
        if (state instanceof SharedSession.State.Closed closed) {
            call.ended(closed.why(), exchange);
            return;
        }
        SharedSession.State.Open open = (SharedSession.State.Open) state;
        byte[] body = SessionBody.prepared(exchange.getMessage().getBody(byte[].class));
        call.sentAs(body, open.generation());
        exchange.getMessage().setBody(SessionBody.with(body, open.value()));
    }

    private SharedSession.Login logIn(Instance instance) {
        ObjectNode body = JsonPath.JSON.createObjectNode();
        body.put("username", instance.credential(username));
        body.put("password", instance.credential(password));
        Answer answer = instance.door(limits).post(target, SessionBody.bytes(body), Map.of());
        if (answer instanceof Answer.Failed failed) {
            String detail = "login: " + Words.kebab(failed.failure()) + ", " + failed.detail();
            return denied(Answer.Failure.LOGIN_UNREACHABLE, detail, null);
        }
        return judged((Answer.Http) answer, instance);
    }

    private SharedSession.Login judged(Answer.Http http, Instance instance) {
        Facts facts = new Facts("login", http);
        JsonNode code = facts.at(CODE);
        String session = facts.at(sessionAt).asText("");
        boolean ok = http.status() == 200
                && (code.isMissingNode() || SUCCESS.contains(code.asText().strip()));
        if (ok && !session.isBlank()) {
            return new SharedSession.Login.Granted(session);
        }
        String detail = "login at " + target.shown() + " answered HTTP " + http.status()
                + (code.isValueNode() ? ", error_code " + Excerpt.masked(code.asText()) : "");
        boolean refused = http.status() == 401
                || http.status() == 403
                || http.status() == 200
                        && code.isValueNode()
                        && !SUCCESS.contains(code.asText().strip());
        if (refused && comeAgain.stream().anyMatch(facts.folded(null)::contains)) {
            refused = false;
        }
        Duration asked = RetryAfter.read(facts.header("retry-after"), instance.clock());
        return denied(refused ? Answer.Failure.LOGIN_REFUSED : Answer.Failure.LOGIN_UNREACHABLE, detail, asked);
    }

    private static SharedSession.Login denied(Answer.Failure failure, String detail, @Nullable Duration asked) {
        return new SharedSession.Login.Denied(new Answer.Failed(failure, detail), asked);
    }
}
