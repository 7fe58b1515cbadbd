package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import vn.lienthong.hub.vocabulary.Problem;

/** What the journal made of an entry. */
public sealed interface Acceptance {

    /**
     * Held, durably.
     *
     * @param repeated the same record had been accepted before; this is the receipt of then
     * @param superseded a newer revision had been accepted before; kept, never sent
     */
    record Receipt(
            long submissionId,
            String source,
            String dossierCode,
            int revision,
            Instant acceptedAt,
            boolean repeated,
            boolean superseded,
            List<OwedTransfer> transfers)
            implements Acceptance {}

    /** A transfer that the record is owed. */
    record OwedTransfer(long id, String destination) {}

    /**
     * Not accepted: the same source, dossier and revision is held with other content, or the dossier is known under another unit.
     *
     * @param keptAs id under which the refused bytes are kept
     */
    record Conflict(Problem problem, long keptAs) implements Acceptance {}
}
