package vn.lienthong.hub.intake;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import vn.lienthong.hub.journal.Journal;

/** The way in for records, whatever carried them here: read, check, give to the journal, answer. Thread-safe. */
public interface Intake {

    /** An intake before a journal. */
    static Intake of(Journal journal, RecordReader reader, IntakeSettings settings, Clock clock) {
        return new JournalIntake(journal, reader, settings, clock, false);
    }

    /**
     * The same for records that say how things were: they have no deadline, so that after an outage whatever is pushed now goes first.
     */
    static Intake ofHistory(Journal journal, RecordReader reader, IntakeSettings settings, Clock clock) {
        return new JournalIntake(journal, reader, settings, clock, true);
    }

    /**
     * Takes in one record. Reading and checking happen on the caller's thread; the future completes when the journal's
     * commit is on disk, on the journal's thread, never exceptionally. Refused bytes are kept before the answer is given.
     */
    CompletableFuture<IntakeResult> accept(Source source, byte[] body);

    /** Refuses something that never became a record (too large, a broken line), and keeps its beginning. */
    CompletableFuture<IntakeResult> refuse(Source source, int status, Finding error, byte[] beginning);
}
