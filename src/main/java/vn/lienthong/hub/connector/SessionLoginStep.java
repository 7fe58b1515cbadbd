package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The step {@code session-login}: posts name and password once, shares the session it gets among all senders, and puts it into
 * each body. What the fields are called and how a login says yes is told in the Kamelet.
 */
final class SessionLoginStep implements Step {

    /** A login that says yes and gives nothing has logged in all the same: not again at once. */
    private static final Duration AFTER_NOTHING = Duration.ofMinutes(1);

    private final String key;
    private final HttpTarget target;
    private final HttpLimits limits;
    private final Duration patience;
    private final ZoneId zone;
    private final SessionBody place;
    private final Grant grant;
    private final List<String> comeAgain;
    private final Credentials credentials;

    /** The other side's names for what a login says, and the names of ours for what it is. */
    private record Credentials(String usernameField, String username, String passwordField, String password) {

        byte[] body(Instance instance) {
            ObjectNode body = JsonPath.JSON.createObjectNode();
            body.put(usernameField, instance.credential(username));
            body.put(passwordField, instance.credential(password));
            return SessionBody.bytes(body);
        }
    }

    /**
     * How a login says yes.
     *
     * @param codeAt where its code stands, or null when the session alone decides
     */
    private record Grant(JsonPath sessionAt, @Nullable JsonPath codeAt, List<String> success) {

        @Nullable
        JsonNode code(Facts facts) {
            JsonNode code = codeAt == null ? null : facts.at(codeAt);
            return code == null || !code.isValueNode() ? null : code;
        }

        boolean says(JsonNode code) {
            return success.contains(code.asText().strip());
        }
    }

    SessionLoginStep(StepOptions options) {
        this.key = options.text("url", "");
        this.target = options.url();
        this.limits = options.limits();
        this.patience = limits.connect().plus(limits.answer());
        this.zone = ZoneId.of(options.text("timeZone", "Z"));
        this.place = new SessionBody(options.text("sessionField", "session"));
        String codeAt = options.text("codeAt", "");
        this.grant = new Grant(
                JsonPath.of(options.text("sessionAt", "/session")),
                codeAt.isEmpty() ? null : JsonPath.of(codeAt),
                options.list("successCodes"));
        this.comeAgain = options.list("comeAgain").stream().map(Folding::fold).toList();
        this.credentials = new Credentials(
                options.text("usernameField", "username"),
                options.text("username", ""),
                options.text("passwordField", "password"),
                options.text("password", ""));
    }

    @Override
    public void take(Call call, Exchange exchange) {
        Instance instance = call.instance();
        SharedSession.State state = instance.session(key, zone).open(() -> logIn(instance), patience);
        if (state instanceof SharedSession.State.Closed closed) {
            call.ended(closed.why(), exchange);
            return;
        }
        SharedSession.State.Open open = (SharedSession.State.Open) state;
        byte[] body = place.prepared(exchange.getMessage().getBody(byte[].class));
        call.sentAs(body, open.generation());
        exchange.getMessage().setBody(place.with(body, open.value()));
    }

    private SharedSession.Login logIn(Instance instance) {
        Answer answer = instance.door(limits).post(target, Letter.json(credentials.body(instance), Map.of()));
        if (answer instanceof Answer.Failed failed) {
            String detail = "login: " + Words.kebab(failed.failure()) + ", " + failed.detail();
            return new SharedSession.Login.Denied(
                    new Answer.Failed(
                            Answer.Failure.LOGIN_UNREACHABLE,
                            detail,
                            failed.failure().name()),
                    null);
        }
        return judged((Answer.Http) answer, instance);
    }

    private SharedSession.Login judged(Answer.Http http, Instance instance) {
        Facts facts = new Facts("login", http);
        JsonNode code = grant.code(facts);
        String session = facts.at(grant.sessionAt()).asText("");
        boolean ok = http.status() == 200 && (code == null || grant.says(code));
        if (ok && !session.isBlank()) {
            return new SharedSession.Login.Granted(session);
        }
        String detail = "login at " + target.shown() + " answered HTTP " + http.status()
                + (code == null ? "" : ", code " + Excerpt.masked(code.asText()));
        if (ok && facts.json() != null) {
            return denied(
                    Answer.Failure.LOGIN_UNREACHABLE,
                    detail + ", and no session at " + grant.sessionAt().written(),
                    AFTER_NOTHING);
        }
        Duration asked = RetryAfter.read(facts.header("retry-after"), instance.clock());
        return denied(
                isRefusal(http.status(), code, facts) ? Answer.Failure.LOGIN_REFUSED : Answer.Failure.LOGIN_UNREACHABLE,
                detail,
                asked);
    }

    private boolean isRefusal(int status, @Nullable JsonNode code, Facts facts) {
        boolean refused = status == 401 || status == 403 || status == 200 && code != null && !grant.says(code);
        return refused && comeAgain.stream().noneMatch(facts.text()::contains);
    }

    private static SharedSession.Login denied(Answer.Failure failure, String detail, @Nullable Duration asked) {
        return new SharedSession.Login.Denied(new Answer.Failed(failure, detail), asked);
    }
}
