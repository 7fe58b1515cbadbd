package vn.lienthong.hub.timeliness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import vn.lienthong.hub.journal.Timings;
import vn.lienthong.hub.journal.Timings.Closed;
import vn.lienthong.hub.journal.Timings.Span;
import vn.lienthong.hub.reference.Reference;

/** Tells of the deadlines of a period which were met as a destination counts it, and of the others where the time went. Thread-safe. */
public final class Punctuality {
    /** A record is accepted so long before its deadline at most, if it waits; what closed before that does not matter. */
    private static final Duration LOOK_BACK = Duration.ofDays(366);

    private final Supplier<Timings> timings;
    private final Supplier<Reference> tables;
    private final Clock clock;

    /**
     * Asks nothing yet.
     *
     * @param tables units and working calendar, which may be exchanged between two questions
     */
    public Punctuality(Supplier<Timings> timings, Supplier<Reference> tables, Clock clock) {
        this.timings = timings;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * The report of the deadlines of a span, those aside that are still to come.
     *
     * @param most so many late dossiers are named at most, nearest deadline first; all are counted
     */
    public ObjectNode report(Span span, int most) {
        Instant now = clock.instant();
        Instant until = span.until().isAfter(now) ? now : span.until();
        boolean empty = !span.from().isBefore(until);
        Timings times = timings.get();
        List<Closed> closed = empty ? List.of() : times.closed(span.from().minus(LOOK_BACK), now);
        PeriodReport report = new PeriodReport(tables.get(), closed, now, most);
        if (!empty) {
            times.duties(new Span(span.from(), until, span.unit()), page -> page.forEach(report::add));
        }
        return report.json(span, until);
    }
}
