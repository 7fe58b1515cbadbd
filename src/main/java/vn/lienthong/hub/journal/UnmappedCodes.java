package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Held;

/** Codes that a mapping found no counterpart for. What has one is parked under it, until the tables know the code. Thread-safe. */
public interface UnmappedCodes {
    /** Every code that something waits under, those with most first. */
    List<Code> codes();

    /** What waits under codes, by code and age, after one of them; with its record. */
    List<Waiting> waiting(@Nullable Waiting after, int limit);

    /** Lets go what waits under a code; says of each what became of it. Waits for the database. */
    List<Journal.ActResult> release(List<Long> transferIds, Journal.By by);

    /**
     * A code towards a destination.
     *
     * @param code kind and code, such as {@code procedure:TS_lop1}
     * @param count transfers that wait under it
     * @param firstSeen when the first of them met it
     * @param units whose records have it
     * @param examples dossier codes of the oldest, three at most
     * @param problem what the mapping said of the oldest
     */
    record Code(
            String code,
            String destination,
            long count,
            Instant firstSeen,
            List<String> units,
            List<String> examples,
            @Nullable String problem) {}

    /**
     * A transfer that waits under a code.
     *
     * @param content the record's canonical JSON; null when it cannot be read
     */
    record Waiting(
            long transferId,
            String code,
            String destination,
            String unit,
            String dossierCode,
            Held held,
            byte @Nullable [] content) {}
}
