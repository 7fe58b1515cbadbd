package vn.lienthong.hub.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.KeptPage;
import vn.lienthong.hub.journal.KeptRange;
import vn.lienthong.hub.rehearsal.Trial.Subject;
import vn.lienthong.hub.vocabulary.Times;

/** One rehearsal from its begin to its report. Runs on a thread of its own; looked at and cancelled from any. */
final class Run implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final int SCAN = 500;
    private static final int LINES = 200;

    private final Plan plan;
    private final Rehearsals.Parts parts;
    private final Trial trial;
    private final Tally tally = new Tally();
    private final Instant startedAt;
    private volatile String cancelledBy = "";
    private volatile String state = "running";
    private boolean limited;

    Run(Plan plan, Rehearsals.Parts parts, Trial trial) {
        this.plan = plan;
        this.parts = parts;
        this.trial = trial;
        this.startedAt = parts.clock().instant();
    }

    Plan plan() {
        return plan;
    }

    Instant startedAt() {
        return startedAt;
    }

    void cancel(String who) {
        cancelledBy = who;
    }

    @Override
    public void run() {
        try (trial;
                Batch batch = new Batch(trial, tally, this::goesOn)) {
            Path history = plan.history();
            if (history == null) {
                journal(batch);
            } else {
                file(history, batch);
            }
            state = cancelledBy.isEmpty() ? "finished" : "cancelled";
        } catch (IOException | RuntimeException e) {
            state = "failed";
            LOG.error("The rehearsal of unit {} broke off; its report says how far it came.", plan.unit(), e);
        }
        parts.book().keep(plan.unit(), report());
    }

    /** What it is and has counted so far; the whole report when it has ended. */
    ObjectNode report() {
        Clock clock = parts.clock();
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("unit", plan.unit()).put("unitName", parts.outside().unitName(plan.unit()));
        report.put("destination", plan.destination()).put("kind", plan.history() == null ? "journal" : "history");
        report.put("what", what()).put("state", state).put("limited", isPart());
        report.put("whole", state.equals("finished") && !isPart());
        if (!trial.sendsTo().isEmpty()) {
            report.put("sentTo", trial.sendsTo());
        }
        report.put("by", plan.by()).put("why", plan.why());
        if (!cancelledBy.isEmpty()) {
            report.put("cancelledBy", cancelledBy);
        }
        ReportJson.time(report, "startedAt", startedAt);
        ReportJson.time(report, "endedAt", clock.instant());
        report.setAll(ReportJson.counted(tally, parts.outside().proposals()));
        Expected.into(report, tally, parts.outside().outlook(plan.destination()), plan.perHour(), clock.instant());
        return report;
    }

    /** Whether it was a run over all that the journal keeps of the unit, to its end: what live records showed before is counted anew by it. */
    boolean isOfTheWholeJournal() {
        return plan.history() == null && state.equals("finished") && !isPart();
    }

    /** Whether a person wanted, and got, only a part: fewer records, or those of an interval. */
    private boolean isPart() {
        return limited || plan.history() == null && (plan.from() != null || plan.before() != null);
    }

    private String what() {
        Path history = plan.history();
        if (history != null) {
            return "file " + history.getFileName();
        }
        String from = plan.from() == null ? "the first" : Times.text(plan.from());
        return "journal, accepted from " + from + " to " + Times.text(before());
    }

    private Instant before() {
        Instant before = plan.before();
        return before == null || before.isAfter(startedAt) ? startedAt : before;
    }

    private boolean goesOn() {
        return cancelledBy.isEmpty() && !Thread.currentThread().isInterrupted();
    }

    private void journal(Batch batch) {
        Journal journal = parts.journal();
        KeptRange range = new KeptRange(Set.of(plan.unit()), plan.from(), before());
        long after = 0;
        boolean end = false;
        while (!end && goesOn() && !limited) {
            KeptPage page = journal.kept(range, after, SCAN);
            batch.run(few(Subjects.of(page.records(), tally)));
            after = page.last();
            end = page.end();
        }
    }

    private void file(Path history, Batch batch) throws IOException {
        try (HistoryFile lines = new HistoryFile(history)) {
            List<Subject> some = new ArrayList<>();
            HistoryFile.@Nullable Line line = lines.next();
            while (line != null && goesOn() && !limited) {
                Subject subject = Subjects.of(line, plan.unit(), parts.outside(), tally);
                if (subject != null) {
                    some.add(subject);
                }
                if (some.size() == LINES) {
                    batch.run(few(some));
                    some.clear();
                }
                line = lines.next();
            }
            batch.run(few(some));
        }
    }

    /** No more than a person wants. */
    private List<Subject> few(List<Subject> subjects) {
        long left = plan.limit() == 0
                ? Long.MAX_VALUE
                : plan.limit() - tally.counts().records();
        if (subjects.size() < left) {
            return subjects;
        }
        limited = true;
        return subjects.subList(0, (int) Math.max(0, left));
    }
}
