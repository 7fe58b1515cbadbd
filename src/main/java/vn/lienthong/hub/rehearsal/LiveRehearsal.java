package vn.lienthong.hub.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.KeptPage;
import vn.lienthong.hub.journal.KeptRange;
import vn.lienthong.hub.journal.KeptRecord;
import vn.lienthong.hub.rehearsal.Trial.Subject;
import vn.lienthong.hub.vocabulary.Ids;

/**
 * Rehearses what units in rehearsal send, some time after it was accepted: in bounded passes over the journal, with a mark how far it came. Nothing of it
 * happens where records are accepted. Thread-safe.
 */
public final class LiveRehearsal implements AutoCloseable {
    private static final int SCAN = 1_000;
    private static final int MOST_PAGES = 20;

    private final Rehearsals.Parts parts;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Trial> trials = new HashMap<>();

    /** A unit whose live records are rehearsed: since when, and to which destination. */
    public record Unit(String code, String destination, Instant since) {}

    /** What was seen of a unit. */
    private static final class Seen {
        final Tally tally = new Tally();
        final Instant since;
        long mark;
        boolean kept;

        Seen(Instant since) {
            this.since = since;
            this.mark = KeptRange.after(since);
        }
    }

    LiveRehearsal(Rehearsals.Parts parts) {
        this.parts = parts;
    }

    /**
     * Takes the next of what was accepted, a few thousand at most.
     *
     * @param settled how old a record must be, so that none that is older can still come
     * @param goOn asked between pages: whether this node still leads, and works
     * @return how many were rehearsed
     */
    public synchronized int pass(List<Unit> units, Duration settled, BooleanSupplier goOn) {
        seen.keySet().retainAll(units.stream().map(Unit::code).toList());
        Instant before = parts.clock().instant().minus(settled);
        int rehearsed = 0;
        Map<String, Unit> byCode = new HashMap<>();
        units.forEach(unit -> byCode.put(unit.code(), unit));
        byCode.values().forEach(this::seen);
        for (int page = 0; page < MOST_PAGES && !byCode.isEmpty() && goOn.getAsBoolean(); page++) {
            KeptPage next = parts.journal().kept(new KeptRange(byCode.keySet(), null, before), mark(byCode), SCAN);
            rehearsed += take(next, byCode);
            if (next.end()) {
                break;
            }
        }
        if (byCode.isEmpty()) {
            closeTrials();
        }
        byCode.values().forEach(this::keep);
        return rehearsed;
    }

    /** Counts a unit anew from a moment: what was accepted before was rehearsed otherwise. */
    synchronized void begins(String unit, Instant since) {
        if (seen.remove(unit) != null || parts.book().live(unit).isPresent()) {
            seen.put(unit, new Seen(since));
            parts.book().forgetLive(unit);
        }
    }

    /** The one that is furthest behind decides; the others have seen what comes first. */
    private long mark(Map<String, Unit> units) {
        return units.values().stream().mapToLong(unit -> seen(unit).mark).min().orElse(0);
    }

    private int take(KeptPage page, Map<String, Unit> units) {
        int rehearsed = 0;
        for (Map.Entry<String, Unit> entry : units.entrySet()) {
            Seen one = seen(entry.getValue());
            List<KeptRecord> own = page.of(entry.getKey(), one.mark);
            List<Subject> subjects = Subjects.of(own, one.tally);
            if (!own.isEmpty()) {
                try (Batch batch = new Batch(trial(entry.getValue().destination()), one.tally, () -> true)) {
                    batch.run(subjects);
                }
                one.kept = false;
            }
            one.mark = Math.max(one.mark, page.last());
            rehearsed += own.size();
        }
        return rehearsed;
    }

    private Seen seen(Unit unit) {
        return seen.computeIfAbsent(
                unit.code(), code -> restored(unit, parts.book().live(code).orElse(null)));
    }

    /** Goes on where it was kept, unless the unit came into rehearsal anew since. */
    private static Seen restored(Unit unit, @Nullable JsonNode report) {
        if (report == null || isOld(unit, report)) {
            return new Seen(unit.since());
        }
        Seen one = new Seen(ReportBook.time(report, "startedAt"));
        one.tally.restore(report);
        one.mark = Ids.parse(report.path("mark").asText()).orElse(one.mark);
        return one;
    }

    private static boolean isOld(Unit unit, JsonNode report) {
        return !unit.destination().equals(report.path("destination").asText())
                || unit.since().truncatedTo(ChronoUnit.MILLIS).isAfter(ReportBook.time(report, "startedAt"));
    }

    private Trial trial(String destination) {
        return trials.computeIfAbsent(destination, name -> parts.outside().open(name, ""));
    }

    private void keep(Unit unit) {
        Seen one = seen(unit);
        if (one.kept) {
            return;
        }
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("unit", unit.code()).put("unitName", parts.outside().unitName(unit.code()));
        report.put("destination", unit.destination()).put("kind", "live").put("state", "running");
        report.put("what", "live records").put("mark", Ids.text(one.mark));
        ReportJson.time(report, "startedAt", one.since);
        ReportJson.time(report, "endedAt", parts.clock().instant());
        report.setAll(ReportJson.counted(one.tally, parts.outside().proposals()));
        parts.book().keepLive(unit.code(), report);
        one.kept = true;
    }

    private void closeTrials() {
        trials.values().forEach(Trial::close);
        trials.clear();
    }

    @Override
    public synchronized void close() {
        closeTrials();
    }
}
