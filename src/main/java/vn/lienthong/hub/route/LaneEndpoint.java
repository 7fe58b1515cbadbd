package vn.lienthong.hub.route;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import vn.lienthong.hub.delivery.Attempt;
import vn.lienthong.hub.delivery.Delivery;

/** Where a flow begins: each attempt of a destination is one exchange whose body is the {@link Attempt}. */
final class LaneEndpoint extends BeginEndpoint {
    private final String destination;
    private final Delivery delivery;

    LaneEndpoint(String uri, Component component, String destination, Delivery delivery) {
        super(uri, component);
        this.destination = destination;
        this.delivery = delivery;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        delivery.flow(destination, attempt -> run(attempt, processor));
        return new DefaultConsumer(this, processor);
    }

    @Override
    public Producer createProducer() {
        throw new IllegalArgumentException("A flow cannot send to " + getEndpointUri()
                + ". Found: it under to. Use hub:deliver/" + destination + ".");
    }
}
