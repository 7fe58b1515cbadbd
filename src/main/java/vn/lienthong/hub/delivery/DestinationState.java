package vn.lienthong.hub.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a destination stands.
 *
 * @param standing whether it is sent to, or why not
 * @param reason why not, in words
 * @param since since when not
 * @param until when it is tried again: by one real record when the breaker is open, by all otherwise
 * @param inFlight transfers in flight now
 * @param refused what it refuses us until a person acts, in words; null when nothing
 * @param trouble what is wrong with it, when it is not sent to for that
 * @param pacing whether its rate holds back what could go otherwise
 */
public record DestinationState(
        String name,
        Standing standing,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Instant until,
        int inFlight,
        @Nullable String refused,
        @Nullable Trouble trouble,
        boolean pacing) {

    /** Whether the breaker is open: nothing is sent but one real record per probe interval. */
    public boolean open() {
        return standing == Standing.BREAKER_OPEN;
    }

    /** Whether it is not sent to. */
    public boolean isClosed() {
        return standing != Standing.FLOWING;
    }

    /** Whether something is wrong; sending hours and quotas are as they were meant to be. */
    public boolean isTrouble() {
        return standing == Standing.BREAKER_OPEN || standing == Standing.ASKED_TO_WAIT || standing == Standing.CUT_OFF;
    }

    /** Whether a destination is sent to, or why not. */
    public enum Standing {
        /** Sent to. */
        FLOWING,
        /** In trouble: one real record tries now and then. */
        BREAKER_OPEN,
        /** It asked for patience. */
        ASKED_TO_WAIT,
        /** Its sending hours are over. */
        OUTSIDE_HOURS,
        /** As many as it takes in a day have gone. */
        QUOTA_USED_UP,
        /** This node has lost the journal; others may have taken its place. */
        CUT_OFF
    }
}
