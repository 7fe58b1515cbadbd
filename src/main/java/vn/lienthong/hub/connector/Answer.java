package vn.lienthong.hub.connector;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came back from an outside system, before anyone judged it. */
public sealed interface Answer {

    /**
     * An HTTP answer, whatever its status.
     *
     * @param headers names in lower case, last value wins
     * @param body as received; empty when there was none. What was encrypted is here decrypted, and of several parts this is the first
     * @param distrust why nothing that it says may be believed, such as a signature that does not hold; null where nobody asks for one
     */
    record Http(int status, Map<String, String> headers, byte[] body, @Nullable String distrust) implements Answer {

        Http(int status, Map<String, String> headers, byte[] body) {
            this(status, headers, body, null);
        }

        Http distrusted(String why) {
            return new Http(status, headers, body, why);
        }
    }

    /**
     * No complete answer came.
     *
     * @param detail for people; no secret, no personal data
     * @param beneath what the log-in met, when that is why nothing was sent: the name of a {@link Failure}, or {@link #SESSIONS_USELESS};
     *     null when it was not the log-in, or it answered
     */
    record Failed(Failure failure, String detail, @Nullable String beneath) implements Answer {
        /** Sessions are granted and then not accepted, again and again: no more are asked for now. */
        public static final String SESSIONS_USELESS = "SESSIONS_USELESS";

        Failed(Failure failure, String detail) {
            this(failure, detail, null);
        }
    }

    /** How the network failed. */
    enum Failure {
        /** No machine has the name of the address: nothing was sent. */
        UNKNOWN_HOST(false),
        /** Nobody listens, no route: nothing was sent. */
        CONNECTION_REFUSED(false),
        /** No connection in time: nothing was sent. */
        CONNECT_TIMEOUT(false),
        /** TLS could not be agreed: nothing was sent. */
        TLS(false),
        /** Connected and sent, no answer in time. */
        ANSWER_TIMEOUT(true),
        /** The connection broke after it stood. */
        CONNECTION_LOST(true),
        /** Something answered that is not HTTP. */
        NOT_HTTP(true),
        /** An answer came that speaks of another message than ours. */
        FOREIGN_ANSWER(true),
        /** The answer was longer than the limit. */
        ANSWER_TOO_LARGE(true),
        /** The connector itself failed before sending. */
        NOT_SENT(false),
        /** The message does not keep the destination's contract: nothing was sent. */
        OFF_CONTRACT(false),
        /** A file that belongs into the message is not held by the hub, is empty or too large: nothing was sent. */
        FILE_NOT_HELD(false),
        /** A file was uploaded, and the answer gives nothing to name it by, or another hash: the message was not sent. */
        FILE_NOT_TAKEN(false),
        /** What was fetched is not the file that was meant, such as a web page, or no file that the hub takes. */
        FILE_UNUSABLE(false),
        /** A file came, and our own disk did not keep it. */
        FILE_NOT_KEPT(false),
        /** The destination refused our name and password; the message itself was not sent. */
        LOGIN_REFUSED(false),
        /** No session could be had because the login did not answer usably; the message itself was not sent. */
        LOGIN_UNREACHABLE(false);

        private final boolean mayHaveArrived;

        Failure(boolean mayHaveArrived) {
            this.mayHaveArrived = mayHaveArrived;
        }

        /** Whether the destination may have received what was sent. */
        public boolean mayHaveArrived() {
            return mayHaveArrived;
        }
    }
}
