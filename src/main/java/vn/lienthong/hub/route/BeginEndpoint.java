package vn.lienthong.hub.route;

import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultEndpoint;

/** Where a flow begins: what comes goes through it as the body of one exchange, on the caller's thread. */
abstract class BeginEndpoint extends DefaultEndpoint {

    BeginEndpoint(String uri, Component component) {
        super(uri, component);
    }

    /** Runs the flow once; what fails in it fails here. */
    final void run(Object body, Processor processor) throws Exception {
        Exchange exchange = createExchange();
        exchange.getMessage().setBody(body);
        processor.process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    @Override
    public final boolean isSingleton() {
        return true;
    }
}
