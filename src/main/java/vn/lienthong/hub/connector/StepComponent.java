package vn.lienthong.hub.connector;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** The Camel component {@code step:}: the named steps as endpoints that a Kamelet can use. */
final class StepComponent extends DefaultComponent {

    static final String SCHEME = "step";

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        StepKind kind = StepKind.find(remaining)
                .orElseThrow(() -> new IllegalArgumentException("There is no step of this name. Found: step:"
                        + remaining + ". Known: " + Words.all(StepKind.class)));
        Map<String, String> options = new HashMap<>();
        parameters.forEach((name, value) -> options.put(name, UriSigns.shown(String.valueOf(value))));
        parameters.clear();
        return new StepEndpoint(uri, this, kind.make(options));
    }

    private static final class StepEndpoint extends DefaultEndpoint {

        private final Step step;

        StepEndpoint(String uri, StepComponent component, Step step) {
            super(uri, component);
            this.step = step;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    step.take(Call.of(exchange), exchange);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("A step cannot begin a route; it is used inside a Kamelet");
        }
    }
}
