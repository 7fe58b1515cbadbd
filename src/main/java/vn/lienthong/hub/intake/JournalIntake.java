package vn.lienthong.hub.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Acceptance;
import vn.lienthong.hub.journal.Entry;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.RefusedSubmission;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Problem;

/** The one implementation of the door. */
final class JournalIntake implements Intake {
    private static final Logger LOG = LoggerFactory.getLogger(JournalIntake.class);

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Journal journal;
    private final RecordReader reader;
    private final IntakeSettings settings;
    private final Clock clock;
    private final boolean history;

    JournalIntake(Journal journal, RecordReader reader, IntakeSettings settings, Clock clock, boolean history) {
        this.journal = journal;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
        this.history = history;
    }

    @Override
    public CompletableFuture<IntakeResult> accept(Source source, byte[] body) {
        RecordReader.Result result;
        try {
            result = reader.read(body);
        } catch (RuntimeException e) {
            LOG.error(
                    "A record could not be read, by a fault of the hub; it is kept: {}",
                    e.getClass().getName());
            LOG.debug("The record that could not be read", e);
            return keep(source, 422, null, List.of(fault()), body);
        }
        if (result instanceof RecordReader.Read read) {
            return hold(source, read);
        }
        RecordReader.Unreadable bad = (RecordReader.Unreadable) result;
        return keep(source, bad.isJson() ? 422 : 400, bad.dossierCode(), bad.errors(), body);
    }

    @Override
    public CompletableFuture<IntakeResult> refuse(Source source, int status, Finding error, byte[] beginning) {
        return keep(source, status, null, List.of(error), beginning);
    }

    /** Nothing is known that leads here; if there is something, it must not come again and again, or spoil its neighbours in a batch. */
    static Finding fault() {
        return new Finding(
                "hub-fault",
                "",
                "The hub could not read this record, by a fault of its own.",
                "see the log of the hub at this time",
                "Have the hub's log of this time sent to its makers; the record is kept.");
    }

    private CompletableFuture<IntakeResult> hold(Source source, RecordReader.Read read) {
        DossierRecord record = read.record();
        IntakeSettings.Owed owed = settings.owed(source.name(), record.unit(), read.origin());
        Entry live = new Entry(
                        source.name(), record, read.fingerprint(), owed.to(), read.deadline(), null, owed.spared())
                .with(read.duties());
        Entry entry = history ? live.asHistory() : live;
        return guarded(() -> journal.accept(entry).thenApply(acceptance -> answer(acceptance, read.notes())));
    }

    private static IntakeResult answer(Acceptance acceptance, List<Finding> notes) {
        if (acceptance instanceof Acceptance.Conflict conflict) {
            return new IntakeResult.Conflict(conflict.problem(), conflict.keptAs());
        }
        return new IntakeResult.Held((Acceptance.Receipt) acceptance, notes);
    }

    private CompletableFuture<IntakeResult> keep(
            Source source, int status, @Nullable String dossierCode, List<Finding> errors, byte[] bytes) {
        Instant now = clock.instant();
        List<Problem> problems = errors.stream().map(Finding::problem).toList();
        RefusedSubmission refused = new RefusedSubmission(source.name(), now, dossierCode, problems, bytes);
        return guarded(() ->
                journal.refuse(refused).<IntakeResult>thenApply(id -> new IntakeResult.Refused(status, errors, id)));
    }

    /** Whatever the journal throws, now or later, the sender hears "not now". */
    private static CompletableFuture<IntakeResult> guarded(Writing writing) {
        try {
            return writing.begin().exceptionally(JournalIntake::unable);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(unable(e));
        }
    }

    private static IntakeResult unable(Throwable e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (!(cause instanceof JournalUnavailable)) {
            LOG.error(
                    "The journal could not write a submission; the sender is told to come again: {}", cause.toString());
        }
        return unable();
    }

    static IntakeResult unable() {
        return new IntakeResult.Unable(
                new Problem(
                        "journal-unavailable",
                        "The hub cannot write its journal now.",
                        "see /actuator/health",
                        "Send the same again after the time in Retry-After; sending twice does no harm."),
                AGAIN);
    }

    /** A write to the journal that has begun. */
    private interface Writing {
        CompletableFuture<IntakeResult> begin();
    }
}
