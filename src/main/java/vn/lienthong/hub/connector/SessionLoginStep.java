package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * The step {@code session-login}: posts name and password once, shares the session it gets among all senders, and puts it into
 * each body. What the fields are called and how a login says yes is told in the Kamelet.
 */
final class SessionLoginStep implements Step {

    private final LoginDesk desk;
    private final SessionBody place;
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

    SessionLoginStep(StepOptions options) {
        this.desk = new LoginDesk(options, options.text("sessionAt", "/session"), new LoginDesk.Ways() {});
        this.place = new SessionBody(options.text("sessionField", "session"));
        this.credentials = new Credentials(
                options.text("usernameField", "username"),
                options.text("username", ""),
                options.text("passwordField", "password"),
                options.text("password", ""));
    }

    @Override
    public void take(Call call, Exchange exchange) {
        Instance instance = call.instance();
        SharedSession.State state =
                desk.open(instance, () -> new LoginDesk.Asked(credentials.body(instance), Map.of()));
        if (state instanceof SharedSession.State.Closed closed) {
            call.ended(closed.why(), exchange);
            return;
        }
        SharedSession.State.Open open = (SharedSession.State.Open) state;
        byte[] body = place.prepared(exchange.getMessage().getBody(byte[].class));
        call.sentAs(body, open.generation());
        exchange.getMessage().setBody(place.with(body, open.value()));
    }
}
