package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * How an attempt ended.
 *
 * @param becomes DELIVERED, WAITING, UNCLEAR or PARKED
 * @param due when it may go again, for WAITING and UNCLEAR
 * @param counts whether it uses up one of the transfer's attempts; the destination's own trouble does not
 * @param row the row of outcomes.yaml that decided, or a name of the hub's own such as {@code mapping/unmapped-procedure}
 * @param held what the destination holds now, as far as known; kept also when the attempt failed half-way
 * @param unmappedCode the code without counterpart that it waits under, if any
 * @param exchanges what was said and answered, secrets masked
 */
public record Landing(
        Flight flight,
        Instant startedAt,
        Instant endedAt,
        Outcome outcome,
        TransferState becomes,
        @Nullable Instant due,
        boolean counts,
        String row,
        Held held,
        @Nullable String unmappedCode,
        List<KeptExchange> exchanges) {

    /** Before the code of the problem, in the row of what a mapping refused. */
    public static final String BY_MAPPING = "mapping/";

    /** Row of a transfer that only waits for a file that is on its way here: nobody's trouble. */
    public static final String FETCHING = "file-being-fetched";

    /**
     * One message and its answer, kept.
     *
     * @param status HTTP status, or 0 when no answer came
     * @param failure how the network failed, if it did
     * @param mayRepeat whether steps were sent of which nobody can tell if they had arrived before
     */
    public record KeptExchange(
            String operation,
            byte[] sent,
            int status,
            @Nullable String failure,
            byte[] answered,
            long tookMillis,
            boolean mayRepeat) {

        /** Begins the operation of what was asked of a register on the way, and not said to the destination. */
        public static final String LOOKUP = "lookup/";

        /** Whether it was asked of a register: only codes are kept of it, no bytes. */
        public boolean isLookup() {
            return operation.startsWith(LOOKUP);
        }
    }

    /** Whether anything was said to the destination. */
    public boolean spoke() {
        return exchanges.stream().anyMatch(exchange -> !exchange.isLookup());
    }
}
