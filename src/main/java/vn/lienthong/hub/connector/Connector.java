package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One outside system, ready to speak: a folder in connectors/ with its settings filled in. Thread-safe. */
public interface Connector {

    /** Name of the folder. */
    String name();

    /**
     * Sends one message and returns what came back. Blocks no longer than the connector's time limits. Never throws for
     * what the other side or the network did.
     *
     * @param key asked only where the connector sends it, or uploads files
     */
    default Conversation call(String operation, JsonNode body, MessageKey key) {
        return call(operation, body, key, () -> true);
    }

    /**
     * The same, if it may still be sent when its turn comes: a log-in may have to be waited for before.
     *
     * @param mayBegin asked directly before the message is sent; if not, the answer is {@link Answer.Failure#NOT_SENT}
     */
    Conversation call(String operation, JsonNode body, MessageKey key, BooleanSupplier mayBegin);

    /** What a person should know before it becomes trouble: that our certificate ends soon. */
    default Optional<String> notice() {
        return Optional.empty();
    }

    /** What an answer means. */
    Reading read(String operation, Answer answer);

    /** What an answer says, as {@code outcomes.yaml} looks at it: an envelope is taken off. Missing when it says nothing that can be read. */
    JsonNode content(String operation, Answer answer);

    /** How often a known next step may be taken within one attempt. */
    int limit(Reading.NextStep step);

    /** Whether the destination stores the message of an operation once more when it comes once more, as {@code outcomes.yaml} says. */
    default boolean storesTwice(String operation) {
        return false;
    }

    /** Whether a row of {@code outcomes.yaml} is a trouble that passes only when a person acts, here or there. */
    boolean needsPerson(String row);

    /**
     * Forgets the shared session of an answer which said that it expired; the next call logs in once, however many
     * senders saw the same expiry.
     *
     * @param session {@link Conversation#session()} of that answer
     */
    void logInAgain(long session);
}
