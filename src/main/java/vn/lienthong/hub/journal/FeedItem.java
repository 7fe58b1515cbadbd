package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the feed for a source: what became of its record, not how each attempt ended. Cursors count up.
 *
 * @param kind one of {@link #KINDS}
 */
public record FeedItem(
        long cursor,
        Instant at,
        long submissionId,
        long transferId,
        String dossierCode,
        int revision,
        String unit,
        String destination,
        String kind,
        @Nullable String reference,
        @Nullable String problem) {

    /** What may become of a record. A released one moves again, a resent one goes once more; the ends of a transfer are for ever. */
    public static final List<String> KINDS =
            List.of("delivered", "parked", "released", "resent", "cancelled", "superseded");
}
