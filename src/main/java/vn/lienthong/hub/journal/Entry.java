package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.DossierRecord;

/**
 * What intake gives to the journal.
 *
 * @param source name of the source, from its credential
 * @param fingerprint SHA-256 of the record's canonical content: tells a repetition from a conflict
 * @param owedTo destinations that are owed the record, in order; empty: kept, owed to nobody
 * @param deadline nearest legal deadline of the record, for order after an outage
 * @param keptAs under which id it was kept when it was refused before: refused again, it is not kept once more; null: it was not refused
 * @param spared destinations that would be owed the record, and are not, because of where it came from
 * @param history of a dossier that existed before its unit's switchover: it goes with the backfill, also where live records flow already
 */
public record Entry(
        String source,
        DossierRecord record,
        byte[] fingerprint,
        List<String> owedTo,
        @Nullable Instant deadline,
        @Nullable Long keptAs,
        List<String> spared,
        boolean history) {

    /** One that comes as it happens. */
    public Entry(
            String source,
            DossierRecord record,
            byte[] fingerprint,
            List<String> owedTo,
            @Nullable Instant deadline,
            @Nullable Long keptAs,
            List<String> spared) {
        this(source, record, fingerprint, owedTo, deadline, keptAs, spared, false);
    }

    /** One that was not refused before, owed to all that it would be owed to. */
    public Entry(
            String source, DossierRecord record, byte[] fingerprint, List<String> owedTo, @Nullable Instant deadline) {
        this(source, record, fingerprint, owedTo, deadline, null, List.of());
    }
}
