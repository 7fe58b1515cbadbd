package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.kit.SettableClock;

/** Calls in which something breaks that is ours, before and after the message leaves; and under which keys messages are pulled. */
@Timeout(60)
class BrokenCallsIT {

    private static final JsonNode BODY = JsonNodeFactory.instance.objectNode().put("dossier", "D-1");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> keys = new ArrayList<>();

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    /** Where a Kamelet would stand. */
    private static final class Steps extends DefaultEndpoint {

        private final Step step;

        Steps(DefaultCamelContext camel, Step step) {
            this.step = step;
            setCamelContext(camel);
        }

        @Override
        protected String createEndpointUri() {
            return "steps:of-a-test";
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
            throw new UnsupportedOperationException();
        }
    }

    private KameletConnector connector(String of, Step step) {
        ConnectorFolder folder = new ConnectorFolder(Bed.CONNECTORS.resolve(of));
        OutcomeTable outcomes = folder.outcomes().orElseThrow();
        SettableClock clock = new SettableClock(Instant.parse("2026-01-05T01:00:00Z"));
        Instance instance = new Instance(Bed.CONNECTORS.resolve(of), outcomes, Map.of(), clock, HeldFiles.NONE);
        return new KameletConnector(of, outcomes, new Steps(camel, step), instance);
    }

    private static Map<String, String> told(Map<String, String> more) {
        Map<String, String> told =
                new HashMap<>(Map.of("concurrency", "1", "connectTimeout", "PT5S", "answerTimeout", "PT20S"));
        told.putAll(more);
        return told;
    }

    private static Throwable broken(String kind) {
        return switch (kind) {
            case "error" -> new StackOverflowError("bi-mat");
            case "class" -> new NoClassDefFoundError("bi-mat");
            default -> new IllegalStateException("bi-mat");
        };
    }

    private static void breakOff(String kind) {
        Throwable thrown = broken(kind);
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    private static Answer.Failed failed(Conversation said) {
        assertThat(said.answer()).isInstanceOf(Answer.Failed.class);
        Answer.Failed failed = (Answer.Failed) said.answer();
        assertThat(failed.detail()).doesNotContain("bi-mat");
        return failed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "class"})
    void whatBreaksBeforeTheMessageLeavesSendsNothing(String kind) {
        Connector connector = connector("echo", (call, exchange) -> breakOff(kind));
        Answer.Failed failed = failed(connector.call("echo", BODY, () -> "k", () -> true));
        assertThat(failed.failure()).isEqualTo(Answer.Failure.NOT_SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "class"})
    void whatBreaksBehindTheSendingLeavesUnknownWhetherItArrived(String kind) throws IOException {
        try (RawServer server = new RawServer((request, socket, end) -> {
            Weather.answer(socket.getOutputStream(), "200 OK", "application/json", "{}");
            return true;
        })) {
            Step post = StepKind.POST.make(told(Map.of("url", server.address() + "/messages")));
            Connector connector = connector("echo", (call, exchange) -> {
                call.checks(answer -> {
                    breakOff(kind);
                    return answer;
                });
                post.take(call, exchange);
            });
            Answer.Failed failed = failed(connector.call("echo", BODY, () -> "k", () -> true));
            assertThat(server.requests).hasSize(1);
            assertThat(failed.failure()).isEqualTo(Answer.Failure.CONNECTION_LOST);
            assertThat(failed.detail()).contains("whether they have it is not known");
        }
    }

    @Test
    void anEnvelopeThatHasLeftIsNotSaidToBeUnsent() throws IOException {
        try (RawServer server = new RawServer((request, socket, end) -> {
            Weather.answer(socket.getOutputStream(), "200 OK", "text/xml", "<a/>");
            return true;
        })) {
            Step soap =
                    StepKind.SOAP.make(told(Map.of("url", server.address() + "/ws", "wsdl", "contract/gateway.wsdl")));
            Connector connector = connector("gateway-soap", (call, exchange) -> {
                call.checks(answer -> {
                    throw new StackOverflowError();
                });
                soap.take(call, exchange);
            });
            JsonNode message = JsonNodeFactory.instance.objectNode().put("xmlMessage", "x");
            Answer.Failed failed = failed(connector.call("sendMessage", message, () -> "k", () -> true));
            assertThat(server.requests).hasSize(1);
            assertThat(failed.failure()).isEqualTo(Answer.Failure.CONNECTION_LOST);
        }
    }

    /** To ask again is another question, which an answer to the one before does not answer; to tell again is the same message. */
    @Test
    void eachQuestionOfAPullHasAKeyOfItsOwn() {
        KameletConnector connector = connector("gateway-soap", (call, exchange) -> {
            keys.add(call.idempotencyKey());
            call.ended(new Answer.Failed(Answer.Failure.NOT_SENT, "enough"), exchange);
        });
        PullForm form = new ConnectorFolder(Bed.CONNECTORS.resolve("gateway-soap"))
                .pull()
                .orElseThrow();
        PullSide side = new PullSide(connector, form, Map.of());
        PullSide.Item item = new PullSide.Item("", "7", JsonNodeFactory.instance.textNode("7"));
        for (int i = 0; i < 2; i++) {
            side.list("", null, () -> true);
            side.detail(item, () -> true);
        }
        assertThat(keys).hasSize(4).doesNotHaveDuplicates();
        keys.clear();
        side.done(List.of(item), () -> true);
        side.done(List.of(item), () -> true);
        assertThat(keys).hasSize(2).containsOnly(keys.get(0));
    }
}
