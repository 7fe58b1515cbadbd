package vn.lienthong.hub.timeliness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Duty;
import vn.lienthong.hub.journal.Timings.Closed;
import vn.lienthong.hub.journal.Timings.Owed;
import vn.lienthong.hub.journal.Timings.Span;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.vocabulary.Times;

/** One report on its way: sums, and as many late dossiers as are named. */
final class PeriodReport {
    private final Reference tables;
    private final List<Closed> closed;
    private final Instant now;
    private final int most;
    private final Map<Group, Sums> groups = new TreeMap<>(Group.ORDER);
    private final Map<Duty.Kind, Sums> totals = new TreeMap<>();
    private final ArrayNode late = JsonNodeFactory.instance.arrayNode();
    private long lateCount;
    private long owedToNobody;
    private long givenUp;
    private long beforeSwitchover;

    /** What is summed up together: a unit as it was on the day of reception. */
    private record Group(String destination, String unit, String name, String successor, Duty.Kind kind) {
        static final Comparator<Group> ORDER = Comparator.comparing(Group::destination)
                .thenComparing(Group::unit)
                .thenComparing(Group::name)
                .thenComparing(Group::successor)
                .thenComparing(Group::kind);
    }

    PeriodReport(Reference tables, List<Closed> closed, Instant now, int most) {
        this.tables = tables;
        this.closed = closed;
        this.now = now;
        this.most = most;
    }

    void add(Owed owed) {
        if (owed.destination() == null) {
            owedToNobody++;
            return;
        }
        if (owed.beforeSwitchover()) {
            beforeSwitchover++;
            return;
        }
        if (owed.givenUp()) {
            givenUp++;
        }
        BiFunction<Instant, Instant, Duration> measure =
                (from, to) -> tables.calendar().workingTime(from, to).orElse(Duration.between(from, to));
        Judged judged = Judged.of(owed, closed, now, measure);
        Group group = group(owed);
        groups.computeIfAbsent(group, key -> new Sums()).add(judged);
        totals.computeIfAbsent(owed.kind(), key -> new Sums()).add(judged);
        if (judged.verdict() != Verdict.ON_TIME) {
            lateCount++;
            if (late.size() < most) {
                late.add(shown(judged, group));
            }
        }
    }

    private Group group(Owed owed) {
        LocalDate received = WallClock.dayOf(owed.receivedAt());
        Optional<Unit> then = tables.units().unitOn(owed.unit(), received);
        Optional<Unit> today = tables.units().successorOf(owed.unit(), received, WallClock.dayOf(now));
        return new Group(
                String.valueOf(owed.destination()),
                owed.unit(),
                then.map(Unit::name).orElse(""),
                today.filter(unit -> !then.filter(unit::goesOnAs).isPresent())
                        .map(unit -> unit.code() + " " + unit.name())
                        .orElse(""),
                owed.kind());
    }

    private static ObjectNode shown(Judged judged, Group group) {
        Owed owed = judged.owed();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("dossierCode", owed.dossierCode())
                .put("verdict", judged.verdict().name());
        into(node, group);
        node.put("dueAt", Times.text(owed.dueAt()));
        put(node, "factAt", owed.metAt());
        if (owed.metAt() != null) {
            put(node, "acceptedAt", owed.acceptedAt());
        }
        put(node, "reportedAt", owed.reportedAt());
        node.put("source", owed.source()).put("lateWorkingHours", SyncAge.hours(judged.late()));
        ObjectNode causes = node.putObject("workingHoursByCause");
        judged.causes().forEach((cause, time) -> causes.put(cause, SyncAge.hours(time)));
        return node;
    }

    ObjectNode json(Span span, Instant until) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("from", Times.text(span.from()))
                .put("until", Times.text(span.until()))
                .put("countedUntil", Times.text(until))
                .put("asOf", Times.text(now));
        if (span.unit() != null) {
            node.put("unit", span.unit());
        }
        ArrayNode all = node.putArray("totals");
        totals.forEach((kind, sums) -> sums.into(all.addObject().put("kind", kind.name())));
        ArrayNode rows = node.putArray("rows");
        groups.forEach((group, sums) -> sums.into(into(rows.addObject(), group)));
        node.put("owedToNobody", owedToNobody)
                .put("beforeSwitchover", beforeSwitchover)
                .put("givenUp", givenUp)
                .put("lateCount", lateCount)
                .set("late", late);
        return node;
    }

    private static ObjectNode into(ObjectNode node, Group group) {
        node.put("kind", group.kind().name())
                .put("destination", group.destination())
                .put("unit", group.unit());
        text(node, "name", group.name());
        text(node, "successor", group.successor());
        return node;
    }

    private static void text(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }

    private static void put(ObjectNode node, String field, @Nullable Instant at) {
        if (at != null) {
            node.put(field, Times.text(at));
        }
    }
}
