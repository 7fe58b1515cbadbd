package vn.lienthong.hub.timeliness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import vn.lienthong.hub.journal.Timings.Closed;
import vn.lienthong.hub.journal.Timings.Owed;

/**
 * One deadline and what became of it.
 *
 * @param late working time from the deadline to the confirmation, or to now; zero when it was in time
 * @param causes working time by cause, from the fact to the confirmation; of what the office did late, what it was late by
 */
record Judged(Owed owed, Verdict verdict, Duration late, Map<String, Duration> causes) {
    static final String OFFICE = "at the office after the deadline";
    static final String SOURCE = "at the source after the fact";

    /**
     * Judges one.
     *
     * @param now until when the time of what is not confirmed is counted
     * @param measure working time from one moment to another; by the clock for years that the calendar does not know
     */
    static Judged of(Owed owed, List<Closed> closed, Instant now, BiFunction<Instant, Instant, Duration> measure) {
        Instant due = owed.dueAt();
        Instant met = owed.metAt();
        Instant reported = owed.reportedAt();
        Instant end = reported == null ? now : reported;
        if (met == null) {
            return late(owed, Verdict.NOT_DONE, now, Map.of(OFFICE, between(measure, due, now)), measure);
        }
        if (met.isAfter(due)) {
            return late(owed, Verdict.OFFICE, end, Map.of(OFFICE, between(measure, due, met)), measure);
        }
        if (owed.acceptedAt().isAfter(due)) {
            return late(owed, Verdict.SOURCE, end, Map.of(SOURCE, between(measure, met, owed.acceptedAt())), measure);
        }
        if (reported != null && !reported.isAfter(due)) {
            return new Judged(owed, Verdict.ON_TIME, Duration.ZERO, Map.of());
        }
        Waits waits = Waits.of(owed, end, closed, measure);
        Map<String, Duration> causes = new TreeMap<>(waits.byCause());
        causes.merge(SOURCE, between(measure, met, owed.acceptedAt()), Duration::plus);
        causes.values().removeIf(Duration::isZero);
        return late(owed, waits.most(), end, causes, measure);
    }

    private static Judged late(
            Owed owed,
            Verdict verdict,
            Instant end,
            Map<String, Duration> causes,
            BiFunction<Instant, Instant, Duration> measure) {
        return new Judged(owed, verdict, between(measure, owed.dueAt(), end), causes);
    }

    /** Clocks of nodes and of the city differ a little: what would run backwards took no time. */
    private static Duration between(BiFunction<Instant, Instant, Duration> measure, Instant from, Instant to) {
        return from.isBefore(to) ? measure.apply(from, to) : Duration.ZERO;
    }
}
