package vn.lienthong.hub.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * A transfer as lists show it: no personal data.
 *
 * @param hold what keeps it from going, now or when due; null when nothing does, and for what waits behind another
 */
public record TransferView(
        long id,
        long submissionId,
        String source,
        String dossierCode,
        int revision,
        String procedureCode,
        String unit,
        String destination,
        TransferState state,
        Instant acceptedAt,
        @Nullable Instant deadline,
        @Nullable Instant due,
        int attempts,
        int troubles,
        @Nullable String row,
        @Nullable String problem,
        @Nullable String unmappedCode,
        @Nullable String reference,
        @Nullable Instant endedAt,
        @Nullable String problemCode,
        @Nullable HeldBy hold) {

    /** The hold that a transfer waits under: its name, who placed it and why, since when, and until when if it ends by itself. */
    public record HeldBy(String name, String who, String why, Instant since, @Nullable Instant until) {}
}
