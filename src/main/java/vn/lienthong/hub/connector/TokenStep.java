package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The steps {@code client-credentials} and {@code password-grant}: ask for a token once, share it among all senders, renew it before its end,
 * and put it into a header of each message.
 */
final class TokenStep implements Step {

    /** What RFC 6749, 5.2, calls a refusal; with other words a 400 is trouble and no wrong secret. */
    private static final Set<String> REFUSALS = Set.of(
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "invalid_request");

    private static final JsonPath ERROR = JsonPath.of("/error");

    private final LoginDesk desk;
    private final TokenRequest request;
    private final String header;
    private final String scheme;

    TokenStep(StepOptions options, TokenRequest request) {
        this.request = request;
        JsonPath lifetimeAt = JsonPath.of(options.text("lifetimeAt", "/expires_in"));
        this.desk = new LoginDesk(options, options.text("tokenAt", "/access_token"), new LoginDesk.Ways() {
            @Override
            public boolean refuse(Facts facts) {
                return facts.status() == 400
                        && REFUSALS.contains(facts.at(ERROR).asText(""));
            }

            @Override
            public @Nullable Duration lifetime(Facts facts) {
                return seconds(facts.at(lifetimeAt));
            }
        });
        this.header = options.text("header", HeaderStep.AUTHORIZATION);
        this.scheme = options.text("scheme", "Bearer");
    }

    /**
     * What the other side says in seconds, as a number or as text. Null when it says nothing usable: 0 was seen, and a token that were over
     * at once would be asked for with each message.
     */
    static @Nullable Duration seconds(JsonNode said) {
        String text = said.isValueNode() ? said.asText("").strip() : "";
        if (!text.matches("[0-9]{1,18}([.][0-9]{1,9})?")) {
            return null;
        }
        long seconds = (long) Double.parseDouble(text);
        return seconds <= 0 ? null : Duration.ofSeconds(seconds);
    }

    @Override
    public void take(Call call, Exchange exchange) {
        Instance instance = call.instance();
        SharedSession.State state =
                desk.open(instance, () -> new LoginDesk.Asked(request.body(instance), request.headers(instance)));
        if (state instanceof SharedSession.State.Closed closed) {
            call.ended(closed.why(), exchange);
            return;
        }
        SharedSession.State.Open open = (SharedSession.State.Open) state;
        call.sentAs(call.shown(), open.generation());
        call.carry(header, HeaderStep.withScheme(scheme, open.value()), exchange);
    }
}
