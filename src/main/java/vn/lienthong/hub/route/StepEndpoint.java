package vn.lienthong.hub.route;

import java.util.function.Consumer;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.Attempt;
import vn.lienthong.hub.intake.PulledMessage;

/** A step that does one thing with what stands in the message body: an attempt, or a message that was pulled. */
final class StepEndpoint extends DefaultEndpoint {
    private final @Nullable Consumer<Attempt> attempts;
    private final @Nullable Consumer<PulledMessage> pulled;

    private StepEndpoint(
            String uri,
            Component component,
            @Nullable Consumer<Attempt> attempts,
            @Nullable Consumer<PulledMessage> pulled) {
        super(uri, component);
        this.attempts = attempts;
        this.pulled = pulled;
    }

    /** For flows that begin with a lane. */
    static StepEndpoint ofAttempts(String uri, Component component, Consumer<Attempt> step) {
        return new StepEndpoint(uri, component, step, null);
    }

    /** For flows that pull. */
    static StepEndpoint ofPulled(String uri, Component component, Consumer<PulledMessage> step) {
        return new StepEndpoint(uri, component, null, step);
    }

    /** For both. */
    static StepEndpoint ofBoth(
            String uri, Component component, Consumer<Attempt> attempts, Consumer<PulledMessage> pulled) {
        return new StepEndpoint(uri, component, attempts, pulled);
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                Object body = exchange.getMessage().getBody();
                if (attempts != null && body instanceof Attempt attempt) {
                    attempts.accept(attempt);
                } else if (pulled != null && body instanceof PulledMessage message) {
                    pulled.accept(message);
                } else {
                    throw new IllegalStateException(
                            "A flow has nothing that " + getEndpointUri()
                                    + " could work on. Found: a body of another type. Leave the body as hub:lane or hub:pull gave it.");
                }
            }
        };
    }

    @Override
    public org.apache.camel.Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException("A flow cannot begin with " + getEndpointUri()
                + ". Found: it under from. Begin with hub:lane/DESTINATION or hub:pull/SOURCE.");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
