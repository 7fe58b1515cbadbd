package vn.lienthong.hub.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was accepted.
 *
 * @param content the record's canonical JSON; null when it cannot be read any more
 */
public record KeptRecord(
        long submissionId,
        String source,
        String dossierCode,
        int revision,
        String unit,
        Instant acceptedAt,
        byte @Nullable [] content) {}
