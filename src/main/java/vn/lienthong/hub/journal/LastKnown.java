package vn.lienthong.hub.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * What the journal knows of one dossier towards one destination.
 *
 * @param unit of its newest record
 * @param newest the newest record that is owed to the destination; where none is, the newest of all
 * @param delivered the newest record that the destination confirmed, which may be the same; null: none
 */
public record LastKnown(String dossierCode, String unit, Revision newest, @Nullable Revision delivered) {

    /**
     * One record.
     *
     * @param source who sent it
     * @param transferId the latest transfer of it to the destination, which a resend made or the acceptance; where a record of the dossier waits for a
     *     person, and all later ones behind it, the transfer of that one; null: it is not owed
     * @param state of that transfer; null: it is not owed
     * @param problem short name of what keeps that transfer, such as {@code unmapped-procedure}; null: nothing, or not known
     * @param acceptedAt when the hub took it in
     * @param endedAt when that transfer ended; null: it has not, or there is none
     * @param content its canonical JSON; null when the body is no longer in the journal, or cannot be read
     */
    public record Revision(
            long submissionId,
            int revision,
            String source,
            @Nullable Long transferId,
            @Nullable TransferState state,
            @Nullable String problem,
            Instant acceptedAt,
            @Nullable Instant endedAt,
            byte @Nullable [] content) {}

    /**
     * Which dossiers are meant.
     *
     * @param unit only those whose newest record is of this unit; null: any
     * @param since what was accepted before is left out, as if it had never come; null: nothing is
     */
    public record Asked(String destination, @Nullable String unit, @Nullable Instant since) {}
}
