package vn.lienthong.hub.route;

import java.util.function.Consumer;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import vn.lienthong.hub.delivery.Attempt;

/** A step that does one thing with the attempt in the message body. */
final class AttemptEndpoint extends DefaultEndpoint {
    private final Consumer<Attempt> step;

    AttemptEndpoint(String uri, Component component, Consumer<Attempt> step) {
        super(uri, component);
        this.step = step;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                if (exchange.getMessage().getBody() instanceof Attempt attempt) {
                    step.accept(attempt);
                } else {
                    throw new IllegalStateException("A flow lost its attempt before " + getEndpointUri()
                            + ". Found: a body of another type. Leave the body as hub:lane gave it.");
                }
            }
        };
    }

    @Override
    public org.apache.camel.Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException("A flow cannot begin with " + getEndpointUri()
                + ". Found: it under from. Begin with hub:lane/DESTINATION.");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
