package vn.lienthong.hub.connector;

import org.jspecify.annotations.Nullable;

/**
 * What a row of outcomes.yaml makes of an answer, for whoever explains a transfer.
 *
 * @param kind what the attempt becomes
 * @param trouble whether it is the destination's or the network's trouble and not the record's
 * @param needsPerson whether that trouble passes only when a person acts
 * @param aboutSession whether it is our session that was not accepted: the row's next step is a new log-in
 * @param who who can act; null where the row does not say
 */
public record RowMeaning(Kind kind, boolean trouble, boolean needsPerson, boolean aboutSession, @Nullable Who who) {

    /** What an attempt becomes. */
    public enum Kind {
        /** Taken. */
        DELIVERED,
        /** Refused for what it is: parked. */
        REJECTED,
        /** Later again. */
        DEFERRED,
        /** Not known: asked first. */
        UNCLEAR
    }

    static RowMeaning of(OutcomeRow row) {
        return new RowMeaning(
                Kind.valueOf(row.verdict().name()),
                row.trouble(),
                row.needsPerson(),
                row.next() == Reading.NextStep.LOG_IN_AGAIN,
                row.who());
    }
}
