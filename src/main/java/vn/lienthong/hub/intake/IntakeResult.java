package vn.lienthong.hub.intake;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Acceptance;
import vn.lienthong.hub.vocabulary.Problem;

/** What the intake made of a submission; the same for HTTP, JMS and files. */
public sealed interface IntakeResult {

    /** The HTTP status that says the same. */
    int status();

    /** The answer as JSON, UTF-8: a receipt, or a problem document (RFC 9457). */
    default byte[] json() {
        return AnswerJson.of(this);
    }

    /** Held, durably; also when it had been accepted before, or a newer revision had. */
    record Held(Acceptance.Receipt receipt, List<Finding> notes) implements IntakeResult {
        @Override
        public int status() {
            return receipt.repeated() ? 200 : 202;
        }

        /** Whether exactly this was accepted before. */
        public boolean repeated() {
            return receipt.repeated();
        }

        /** Whether a newer revision had been accepted before. */
        public boolean superseded() {
            return receipt.superseded();
        }
    }

    /** Contradicts what is held. The bytes are kept. */
    record Conflict(Problem problem, long keptAs) implements IntakeResult {
        @Override
        public int status() {
            return 409;
        }
    }

    /**
     * No record that the hub could carry.
     *
     * @param status 400 when it is not even JSON in UTF-8, 413 when too large, else 422
     * @param errors what is wrong, at least one
     * @param keptAs id under which the bytes are kept; null when there was nothing to keep
     */
    record Refused(int status, List<Finding> errors, @Nullable Long keptAs) implements IntakeResult {}

    /** Did not come whole: nothing was written, and the same may be sent again at once. */
    record Unfinished(Problem problem) implements IntakeResult {
        @Override
        public int status() {
            return 408;
        }
    }

    /** Not now; nothing was written, or it cannot be known: send the same again, which never does harm. */
    record Unable(Problem problem, Duration retryAfter) implements IntakeResult {
        @Override
        public int status() {
            return 503;
        }
    }
}
