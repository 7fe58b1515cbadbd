package vn.lienthong.hub.app;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.reference.OfficeHours;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.reference.WorkingCalendar;
import vn.lienthong.hub.switchover.SwitchoverPlan;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;
import vn.lienthong.hub.vocabulary.SwitchoverState;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * What became of each ward's records, counted from the journal when the demo is over. Times are those of the moments at which the demo acts, ten
 * minutes apart at least: how long the machine took in between does not count.
 */
final class SwitchoverTally {
    /** Eight working hours: a fact that is reported later is late by the transfer. */
    static final long DAY_MINUTES = 480;

    private static final int GRAIN = 10;
    private static final int PAGE = 1_000;
    private static final int MOST_STEPS = 1_000;

    private final Journal journal;
    private final Reference reference;
    private final Map<String, Long> pushed;

    /**
     * Of one demo.
     *
     * @param pushed how many records of each unit were pushed and accepted
     */
    SwitchoverTally(Journal journal, Reference reference, Map<String, Long> pushed) {
        this.journal = journal;
        this.reference = reference;
        this.pushed = pushed;
    }

    /**
     * A ward.
     *
     * @param over when it went to PROVINCE for the last time
     * @param held how many of its live records were kept back for a while
     * @param longestHold of a live record, in minutes by the clock
     * @param oldest of a live record when it was reported, in working minutes
     * @param late live records that were reported after more than eight working hours
     */
    record Ward(
            Unit unit,
            String wave,
            SwitchoverState state,
            @Nullable LocalDateTime over,
            @Nullable LocalDateTime settled,
            Sums sums,
            long held,
            long longestHold,
            long oldest,
            long late) {}

    /** Records of a ward; accepted is what the city counted, the others what the journal knows. */
    record Sums(long accepted, long delivered, long waiting, long later, long parked, long cancelled) {
        boolean closes() {
            return accepted == delivered + waiting + later + parked + cancelled;
        }
    }

    List<Ward> wards(SwitchoverPlan plan) {
        List<Ward> wards = new ArrayList<>();
        for (Wave wave : plan.waves()) {
            for (String code : wave.units()) {
                Unit unit = reference.units().unitOn(code, wave.date()).orElseThrow();
                wards.add(ward(unit, wave.name(), plan.destination()));
            }
        }
        return wards;
    }

    private Ward ward(Unit unit, String wave, String destination) {
        Switchovers switchovers = journal.switchovers();
        // What units of later years inherit stands under the code as well.
        List<Switchovers.Step> steps = new ArrayList<>(switchovers.history(unit.code(), null, MOST_STEPS));
        steps.removeIf(Switchovers.Step::inherited);
        Collections.reverse(steps);
        Count count = new Count();
        TransferFilter filter = new TransferFilter(null, null, unit.code(), destination, Set.of(), null);
        Long after = null;
        List<TransferView> page;
        do {
            page = journal.transfers(filter, after, PAGE);
            page.forEach(view -> count.add(view, steps));
            after = page.isEmpty()
                    ? after
                    : Long.valueOf(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
        Switchovers.Unit now = switchovers.of(unit.code());
        Sums sums = new Sums(
                pushed.getOrDefault(unit.code(), 0L),
                count.delivered,
                count.waiting,
                now.counts().later(),
                count.parked,
                count.cancelled);
        return new Ward(
                unit,
                wave,
                now.state(),
                last(steps, SwitchoverState.PROVINCE),
                last(steps, SwitchoverState.SETTLED),
                sums,
                count.held,
                count.longest,
                count.oldest,
                count.late);
    }

    private static @Nullable LocalDateTime last(List<Switchovers.Step> steps, SwitchoverState to) {
        LocalDateTime last = null;
        for (Switchovers.Step step : steps) {
            last = step.to() == to ? moment(step.at()) : last;
        }
        return last;
    }

    /** Which state a ward was in when a record of it was accepted. */
    private static SwitchoverState at(List<Switchovers.Step> steps, LocalDateTime accepted) {
        SwitchoverState state = SwitchoverState.CITY;
        for (Switchovers.Step step : steps) {
            if (moment(step.at()).isBefore(accepted)) {
                state = step.to();
            }
        }
        return state;
    }

    /** A moment of the demo: the last ten minutes that are full. */
    private static LocalDateTime moment(Instant at) {
        LocalDateTime local = at.atZone(WallClock.ZONE).toLocalDateTime();
        return local.withMinute(local.getMinute() / GRAIN * GRAIN).withSecond(0).withNano(0);
    }

    /** Working minutes between two moments of the demo. */
    private static long working(WorkingCalendar calendar, LocalDateTime from, LocalDateTime to) {
        long minutes = 0;
        for (LocalDate day = from.toLocalDate(); !day.isAfter(to.toLocalDate()); day = day.plusDays(1)) {
            if (calendar.isWorkingDay(day)) {
                for (OfficeHours.Span span : calendar.officeHours().spans()) {
                    LocalDateTime begin = later(day.atTime(span.from()), from);
                    LocalDateTime end = earlier(day.atTime(span.to()), to);
                    minutes +=
                            begin.isBefore(end) ? Duration.between(begin, end).toMinutes() : 0;
                }
            }
        }
        return minutes;
    }

    private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDateTime earlier(LocalDateTime one, LocalDateTime other) {
        return one.isBefore(other) ? one : other;
    }

    /** Hours and minutes, such as {@code 8:10}. */
    static String hours(long minutes) {
        return minutes / 60 + ":" + "%02d".formatted(minutes % 60);
    }

    private final class Count {
        private long delivered;
        private long waiting;
        private long parked;
        private long cancelled;
        private long held;
        private long longest;
        private long oldest;
        private long late;

        void add(TransferView view, List<Switchovers.Step> steps) {
            Instant ended = view.endedAt();
            if (view.state() == TransferState.CANCELLED) {
                cancelled++;
            } else if (view.state() == TransferState.PARKED) {
                parked++;
            } else if (view.state() != TransferState.DELIVERED || ended == null) {
                waiting++;
            } else {
                delivered++;
                LocalDateTime accepted = moment(view.acceptedAt());
                if (at(steps, accepted).owes()) {
                    live(accepted, moment(ended));
                }
            }
        }

        /** A record of a ward that works towards the province: how long it took is the hub's and the province's doing. */
        private void live(LocalDateTime accepted, LocalDateTime reported) {
            long took = Duration.between(accepted, reported).toMinutes();
            long work = working(reference.calendar(), accepted, reported);
            held += took > 0 ? 1 : 0;
            longest = Math.max(longest, took);
            oldest = Math.max(oldest, work);
            late += work > DAY_MINUTES ? 1 : 0;
        }
    }
}
