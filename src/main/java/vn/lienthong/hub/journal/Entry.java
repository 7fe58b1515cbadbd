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
 * @param duties what the record says of the legal deadlines of its dossier
 */
public record Entry(
        String source,
        DossierRecord record,
        byte[] fingerprint,
        List<String> owedTo,
        @Nullable Instant deadline,
        @Nullable Long keptAs,
        List<String> spared,
        List<Duty> duties) {

    /** One that says nothing of legal deadlines. */
    public Entry(
            String source,
            DossierRecord record,
            byte[] fingerprint,
            List<String> owedTo,
            @Nullable Instant deadline,
            @Nullable Long keptAs,
            List<String> spared) {
        this(source, record, fingerprint, owedTo, deadline, keptAs, spared, List.of());
    }

    /** One that was not refused before, owed to all that it would be owed to. */
    public Entry(
            String source, DossierRecord record, byte[] fingerprint, List<String> owedTo, @Nullable Instant deadline) {
        this(source, record, fingerprint, owedTo, deadline, null, List.of());
    }

    /** The same with what it says of legal deadlines. */
    public Entry with(List<Duty> more) {
        return new Entry(source, record, fingerprint, owedTo, deadline, keptAs, spared, List.copyOf(more));
    }
}
