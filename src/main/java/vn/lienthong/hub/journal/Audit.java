package vn.lienthong.hub.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who sent what and who did what, hash-linked: every submission, refusal, attempt, act and end was noted in its node's chain by the
 * transaction that wrote it. Thread-safe.
 */
public interface Audit {

    /** Compares the journal's rows with the chains, and the chains with themselves and with what was anchored. Takes long for millions. */
    Report verify(Wanted wanted, Watcher watcher);

    /** Who sent what of a dossier, and what was done about it, oldest first; stays when bodies go. Empty: unknown. */
    List<Line> show(String dossierCode);

    /**
     * Notes the newest links in a file outside of the database, so that a chain whose end was cut off is noticed. Does nothing for a chain
     * that is not the one that was noted before; verifying tells.
     *
     * @return the links that were noted, in words
     */
    List<String> anchor(Path file);

    /**
     * What to verify.
     *
     * @param since from which time on; null: from the beginning
     * @param anchors file of {@link #anchor}; null: none
     * @param archives folder of the archives, whose checksums are verified too; null: none
     */
    record Wanted(@Nullable Instant since, @Nullable Path anchors, @Nullable Path archives) {}

    /** Is told how far a verification has come. */
    interface Watcher {
        void at(long links, long ofLinks, long entries);
    }

    /** What is wrong with an entry. */
    enum Fault {
        ALTERED,
        MISSING,
        EXTRA,
        LINK_MISSING,
        CHAIN_BROKEN,
        TAIL_CUT_OFF
    }

    /**
     * One thing that is not as it was written down.
     *
     * @param table where
     * @param id of the row; of a link its number
     * @param position orders findings by the time at which the hub wrote what is concerned
     * @param transfer of an attempt, act or end; 0: none
     */
    record Finding(
            Fault fault,
            String table,
            long id,
            long position,
            long transfer,
            @Nullable String dossierCode,
            String text) {

        Finding of(@Nullable String dossier) {
            return new Finding(fault, table, id, position, transfer, dossier, text);
        }
    }

    /**
     * What came of verifying.
     *
     * @param findings the first hundred, oldest first
     * @param count how many there are in all
     * @param unlinkedUntil before this time the journal was written by a hub that linked nothing; null: all is linked
     * @param keyed whether the chains are made with a key; without one whoever can write to the database can make them anew
     */
    record Report(
            List<Finding> findings,
            long count,
            long links,
            long entries,
            int anchors,
            int archives,
            List<String> notes,
            @Nullable Instant unlinkedUntil,
            boolean keyed) {

        public boolean sound() {
            return count == 0;
        }
    }

    /**
     * One line of who did what.
     *
     * @param who the source, or the person
     * @param id of the submission or transfer
     */
    record Line(Instant at, String what, String who, long id, String text) {}
}
