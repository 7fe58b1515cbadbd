package vn.lienthong.hub.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the feed for a source: what became of its record. Cursors count up by one, without gaps per hub. */
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
        @Nullable String problem) {}
