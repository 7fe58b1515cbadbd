package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the steps log in: asks once for all senders, and reads whether the answer grants, refuses, or is trouble. Immutable. */
final class LoginDesk {

    /** A login that says yes and gives nothing has logged in all the same: not again at once. */
    private static final Duration AFTER_NOTHING = Duration.ofMinutes(1);

    /** What is sent to log in. */
    record Asked(byte[] body, Map<String, String> headers) {
        @Override
        public String toString() {
            return "Asked[]";
        }
    }

    /** What one kind of login says in a way of its own. */
    interface Ways {
        /** Whether this answer, which grants nothing, refuses our name and secret. */
        default boolean refuse(Facts facts) {
            return false;
        }

        /** How long what was granted may be used; null when nobody says. */
        default @Nullable Duration lifetime(Facts facts) {
            return null;
        }
    }

    private final String key;
    private final HttpTarget target;
    private final HttpLimits limits;
    private final Duration patience;
    private final ZoneId zone;
    private final Grant grant;
    private final List<String> comeAgain;
    private final Ways ways;

    /**
     * How a login says yes.
     *
     * @param at where what it grants stands
     * @param codeAt where its code stands, or null when the grant alone decides
     */
    private record Grant(JsonPath at, @Nullable JsonPath codeAt, List<String> success) {

        @Nullable
        JsonNode code(Facts facts) {
            JsonNode code = codeAt == null ? null : facts.at(codeAt);
            return code == null || !code.isValueNode() ? null : code;
        }

        boolean says(JsonNode code) {
            return success.contains(code.asText().strip());
        }
    }

    LoginDesk(StepOptions options, String grantedAt, Ways ways) {
        this.key = options.text("url", "");
        this.target = options.url();
        this.limits = options.limits();
        this.patience = limits.connect().plus(limits.answer());
        this.zone = ZoneId.of(options.text("timeZone", "Z"));
        String codeAt = options.text("codeAt", "");
        this.grant = new Grant(
                JsonPath.of(grantedAt), codeAt.isEmpty() ? null : JsonPath.of(codeAt), options.list("successCodes"));
        this.comeAgain = options.list("comeAgain").stream().map(Folding::fold).toList();
        this.ways = ways;
    }

    /** What all senders share, after logging in where needed. */
    SharedSession.State open(Instance instance, Supplier<Asked> asked) {
        return instance.session(key, zone).open(() -> logIn(instance, asked.get()), patience);
    }

    private SharedSession.Login logIn(Instance instance, Asked asked) {
        Answer answer = instance.door(limits).post(target, Letter.json(asked.body(), asked.headers()));
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
        String granted = facts.at(grant.at()).asText("");
        boolean ok = http.status() == 200 && (code == null || grant.says(code));
        if (ok && !granted.isBlank()) {
            return new SharedSession.Login.Granted(granted, ways.lifetime(facts));
        }
        String detail = "login at " + target.shown() + " answered HTTP " + http.status()
                + (code == null ? "" : ", code " + Excerpt.masked(code.asText()));
        if (ok && facts.json() != null) {
            return denied(
                    Answer.Failure.LOGIN_UNREACHABLE,
                    detail + ", and no session at " + grant.at().written(),
                    AFTER_NOTHING);
        }
        Duration asked = RetryAfter.read(facts.header("retry-after"), instance.clock());
        return denied(
                isRefusal(http.status(), code, facts) ? Answer.Failure.LOGIN_REFUSED : Answer.Failure.LOGIN_UNREACHABLE,
                detail,
                asked);
    }

    private boolean isRefusal(int status, @Nullable JsonNode code, Facts facts) {
        boolean refused = status == 401
                || status == 403
                || status == 200 && code != null && !grant.says(code)
                || ways.refuse(facts);
        return refused && comeAgain.stream().noneMatch(facts.text()::contains);
    }

    private static SharedSession.Login denied(Answer.Failure failure, String detail, @Nullable Duration asked) {
        return new SharedSession.Login.Denied(new Answer.Failed(failure, detail), asked);
    }
}
