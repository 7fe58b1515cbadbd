package vn.lienthong.hub.vocabulary;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. Expected failure is a value: a connector never throws for what the other side answered. */
public sealed interface Outcome {

    /** What is wrong; null only when it was delivered. */
    @Nullable
    Problem problem();

    /**
     * The destination confirmed that it holds the record.
     *
     * @param reference the destination's own number for it, if it gave one
     */
    record Delivered(@Nullable String reference) implements Outcome {
        @Override
        public @Nullable Problem problem() {
            return null;
        }
    }

    /** The destination refused the record for what it is; a person must act. The transfer is parked. */
    record Rejected(Problem problem) implements Outcome {}

    /**
     * Not now. The transfer waits and goes again.
     *
     * @param after how long to wait, or null for the retry plan's own wait
     * @param trouble true when this is the destination's or the network's trouble: it uses up none of the transfer's attempts
     * @param everybody true when the destination itself asked for this wait, and for whatever we send; else it concerns this transfer
     */
    record Deferred(Problem problem, @Nullable Duration after, boolean trouble, boolean everybody) implements Outcome {
        /** Concerns this transfer only. */
        public Deferred(Problem problem, @Nullable Duration after, boolean trouble) {
            this(problem, after, trouble, false);
        }
    }

    /**
     * It is not known whether the destination took the record: enquire before anything is sent again.
     *
     * @param trouble true when this is the destination's or the network's trouble: it uses up none of the transfer's attempts
     */
    record Unclear(Problem problem, boolean trouble) implements Outcome {
        /** Unclear for the record's own reasons. */
        public Unclear(Problem problem) {
            this(problem, false);
        }
    }

    /** Whether the destination or the network is in trouble, and the record not at fault. */
    default boolean isTrouble() {
        return this instanceof Deferred deferred && deferred.trouble()
                || this instanceof Unclear unclear && unclear.trouble();
    }
}
