package vn.lienthong.hub.route;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import vn.lienthong.hub.intake.PullFlow;
import vn.lienthong.hub.intake.PulledMessage;

/** Where a flow of the way back begins: each message of a source is one exchange whose body is the {@link PulledMessage}. */
final class PullEndpoint extends BeginEndpoint {
    private final String every;
    private final Flow flow;

    PullEndpoint(String uri, Component component, String every, Flow flow) {
        super(uri, component);
        this.every = every;
        this.flow = flow;
    }

    /** Whom to tell what becomes of the messages. */
    interface Flow {
        void is(String every, PullFlow flow);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        flow.is(every, message -> run(message, processor));
        return new DefaultConsumer(this, processor);
    }

    @Override
    public Producer createProducer() {
        throw new IllegalArgumentException("A flow cannot send to " + getEndpointUri()
                + ". Found: it under to. A source stands under from; what it gives goes to hub:accept/DESTINATION.");
    }
}
