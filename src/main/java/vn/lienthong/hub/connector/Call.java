package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** One call on its way through a Kamelet: what the steps leave for each other and for the one who called. One thread. */
final class Call {

    /** Exchange property under which the steps find it. */
    static final String PROPERTY = "hub.call";

    /**
     * What the mapping wants to be said.
     *
     * @param operation to be called at the other side
     * @param bytes the message as JSON
     */
    record Said(String operation, JsonNode message, byte[] bytes) {}

    private final Instance instance;
    private final Supplier<String> idempotencyKey;
    private final BooleanSupplier mayBegin;
    private final Said said;
    private byte[] shown;
    private @Nullable Answer answer;
    private long session;

    Call(Instance instance, Said said, Supplier<String> idempotencyKey, BooleanSupplier mayBegin) {
        this.instance = instance;
        this.said = said;
        this.idempotencyKey = idempotencyKey;
        this.mayBegin = mayBegin;
        this.shown = said.bytes();
    }

    static Call of(Exchange exchange) {
        Call call = exchange.getProperty(PROPERTY, Call.class);
        if (call == null) {
            throw new IllegalStateException("A hub step was used outside a connector; call it through Connector.call");
        }
        return call;
    }

    Instance instance() {
        return instance;
    }

    Said said() {
        return said;
    }

    String idempotencyKey() {
        return idempotencyKey.get();
    }

    /** Whether the message may be sent, asked directly before. */
    boolean mayBegin() {
        return mayBegin.getAsBoolean();
    }

    /** What was sent, fit to be kept: without secrets. */
    byte[] shown() {
        return shown;
    }

    @Nullable
    Answer answer() {
        return answer;
    }

    long session() {
        return session;
    }

    void sentAs(byte[] withoutSecrets, long underSession) {
        shown = withoutSecrets;
        session = underSession;
    }

    void answered(Answer came) {
        answer = came;
    }

    /** Ends the call before the message was sent. */
    void ended(Answer.Failed why, Exchange exchange) {
        answer = why;
        exchange.setRouteStop(true);
    }

    @Override
    public String toString() {
        return "Call[session=" + session + "]";
    }
}
