package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Producer;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/** A connector that speaks through its Kamelet, on the caller's own thread. */
final class KameletConnector implements Connector {

    private static final String OPERATION = "hub.operation";

    private final String name;
    private final OutcomeTable outcomes;
    private final Endpoint kamelet;
    private final Instance instance;
    private final Clock clock;
    private final AtomicLong questions = new AtomicLong();
    private volatile @Nullable Producer producer;

    KameletConnector(String name, OutcomeTable outcomes, Endpoint kamelet, Instance instance) {
        this.name = name;
        this.outcomes = outcomes;
        this.kamelet = kamelet;
        this.instance = instance;
        this.clock = instance.clock();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Conversation call(String operation, JsonNode body, MessageKey key, BooleanSupplier mayBegin) {
        Instant startedAt = clock.instant();
        long started = System.nanoTime();
        byte[] bytes = SessionBody.bytes(body);
        Call call = new Call(instance, new Call.Said(operation, body, bytes), key, mayBegin);
        Answer answer = answer(call, exchange(operation, bytes, call));
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        if (instance.unproven(call.session()) && heard(call.answeredTo(), answer)) {
            instance.proved(call.session());
        }
        return new Conversation(
                call.answeredTo(), call.shown(), answer, startedAt, took, call.session(), List.copyOf(call.uploads()));
    }

    /** Whether the answer came from beyond the door where sessions are checked. */
    private boolean heard(String operation, Answer answer) {
        return answer instanceof Answer.Http && read(operation, answer).next() != Reading.NextStep.LOG_IN_AGAIN;
    }

    private Exchange exchange(String operation, byte[] bytes, Call call) {
        Exchange exchange = kamelet.createExchange(ExchangePattern.InOut);
        exchange.setProperty(Call.PROPERTY, call);
        exchange.getMessage().setHeader(OPERATION, operation);
        exchange.getMessage().setBody(bytes);
        return exchange;
    }

    private Answer answer(Call call, Exchange exchange) {
        Throwable thrown = null;
        try {
            producer().process(exchange);
            thrown = exchange.getException();
        } catch (Exception | StackOverflowError | LinkageError e) {
            // These errors can come of what they answered, and end this call only.
            thrown = e;
        }
        Answer answer = call.answer();
        if (answer != null) {
            return answer;
        }
        // Only the kind of the exception: its message may quote the body.
        String detail = thrown == null ? "the Kamelet ended without sending" : Failures.shown(thrown);
        return call.hasLeft()
                ? new Answer.Failed(
                        Answer.Failure.CONNECTION_LOST,
                        "connector " + name + ": " + detail
                                + ", after the message had begun to leave; whether they have it is not known")
                : new Answer.Failed(Answer.Failure.NOT_SENT, "connector " + name + ": " + detail);
    }

    private Producer producer() throws Exception {
        Producer open = producer;
        if (open != null) {
            return open;
        }
        synchronized (this) {
            open = producer;
            if (open == null) {
                open = kamelet.createProducer();
                ServiceHelper.startService(open);
                producer = open;
            }
            return open;
        }
    }

    @Override
    public Optional<String> notice() {
        return instance.notice();
    }

    @Override
    public Reading read(String operation, Answer answer) {
        return outcomes.read(operation, answer, clock);
    }

    @Override
    public boolean storesTwice(String operation) {
        return outcomes.storesTwice().contains(operation);
    }

    @Override
    public JsonNode content(String operation, Answer answer) {
        AnswerForm form = Conversation.isFile(operation) ? AnswerForm.UNKNOWN : outcomes.form();
        JsonNode json = new Facts(operation, answer, form).json();
        return json == null ? MissingNode.getInstance() : json;
    }

    @Override
    public int limit(Reading.NextStep step) {
        return outcomes.limit(step);
    }

    @Override
    public boolean needsPerson(String row) {
        return outcomes.needsPerson(row);
    }

    @Override
    public void logInAgain(long session) {
        instance.forget(session);
    }

    @Override
    public String toString() {
        return "Connector[" + name + "]";
    }

    HeldFiles held() {
        return instance.files();
    }

    /** A key that no other question has had: to ask the same again is another question. */
    String keyOfQuestion() {
        return clock.instant() + "-" + questions.incrementAndGet();
    }
}
