package vn.lienthong.hub.connector;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.cxf.headers.Header;
import org.jspecify.annotations.Nullable;

/**
 * The step {@code x-road}: says to an X-Road security server who asks whom. {@code as} tells how: {@code soap}, headers of message protocol 4.0 inside
 * the envelope; {@code rest}, HTTP headers and a path that begins with {@code /r1/}; {@code headers}, HTTP headers alone. A repetition of a message has
 * the same id. An answer that speaks of another message or service is not ours.
 */
final class XRoadStep implements Step {

    static final Set<String> FORMS = Set.of("soap", "rest", "headers");

    private final String form;
    private final @Nullable XRoadId client;
    private final @Nullable XRoadId service;
    private final String serviceVersion;
    private final String userId;
    private final String issue;

    XRoadStep(StepOptions options) {
        this.form = options.text("as", "soap");
        String asks = options.text("client", "");
        // Blank where a setting was left out; the call then says what is missing.
        this.client = asks.isBlank() ? null : XRoadId.of("a client", asks, 3, XRoadId.SUBSYSTEM);
        String asked = options.text("service", "");
        this.service = asked.isBlank() ? null : XRoadId.of("a service", asked, XRoadId.SUBSYSTEM, 6);
        this.serviceVersion = options.text("serviceVersion", "");
        this.userId = options.text("userId", "").strip();
        this.issue = options.text("issue", "").strip();
        if (!FORMS.contains(form)) {
            throw new IllegalArgumentException("Step x-road is told a form that it does not know. Found: as " + form
                    + ". Known: " + FORMS.stream().sorted().toList());
        }
    }

    @Override
    public void take(Call call, Exchange exchange) {
        if (client == null || service == null && !form.equals("headers")) {
            call.ended(
                    new Answer.Failed(
                            Answer.Failure.NOT_SENT,
                            "X-Road wants to know " + (client == null ? "the client" : "the service")),
                    exchange);
            return;
        }
        String id = call.messageId();
        if (form.equals("soap")) {
            inEnvelope(call, client, named(call, service), id);
        } else {
            inHeaders(call, exchange, client, id);
        }
    }

    /** The service is called like the operation where nothing else is told. */
    private XRoadId named(Call call, @Nullable XRoadId told) {
        XRoadId provider = told == null ? new XRoadId(java.util.List.of()) : told;
        return provider.isSubsystem() ? provider.with(call.operation()).with(serviceVersion) : provider;
    }

    private void inEnvelope(Call call, XRoadId asks, XRoadId asked, String id) {
        XRoadHeaders headers = new XRoadHeaders(asks, asked, id, userId, issue);
        for (Header header : headers.all()) {
            call.carry(header);
        }
        call.checks(answer -> XRoadEcho.ours(answer, XRoadEcho.inEnvelope(answer, id, asked)));
    }

    private void inHeaders(Call call, Exchange exchange, XRoadId asks, String id) {
        boolean goesOn = call.carry("X-Road-Client", asks.encoded(), exchange)
                && call.carry("X-Road-Id", id, exchange)
                && (userId.isEmpty() || call.carry("X-Road-UserId", userId, exchange))
                && (issue.isEmpty() || call.carry("X-Road-Issue", issue, exchange));
        if (!goesOn) {
            return;
        }
        XRoadId asked = form.equals("rest") ? service : null;
        if (asked != null) {
            XRoadId named = named(call, asked);
            call.behind("/r1/" + named.encoded());
            call.checks(answer -> XRoadEcho.ours(answer, XRoadEcho.inHeaders(answer, id, named.encoded())));
        } else {
            call.checks(answer -> XRoadEcho.ours(answer, XRoadEcho.inHeaders(answer, id, "")));
        }
    }
}
