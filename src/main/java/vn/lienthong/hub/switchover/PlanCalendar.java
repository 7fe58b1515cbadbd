package vn.lienthong.hub.switchover;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.WorkingCalendar;
import vn.lienthong.hub.reference.WorkingCalendar.Special;
import vn.lienthong.hub.switchover.SwitchoverPlan.Finding;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * A plan laid over the calendar: who takes which step on which day behind which gates, which days are no ordinary ones, and what
 * collides. Immutable.
 *
 * @param days in order
 * @param specials holidays and swaps between the first and the last of them
 * @param collisions in the order of the file; a plan that has one must not be followed
 * @param leftOut wards and communes of the first wave's day that are in no wave
 */
public record PlanCalendar(
        SwitchoverPlan plan, List<Due> days, List<Special> specials, List<Finding> collisions, List<Unit> leftOut) {

    public PlanCalendar {
        days = List.copyOf(days);
        specials = List.copyOf(specials);
        collisions = List.copyOf(collisions);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A step of a wave.
     *
     * @param workingDays how many working days behind the step before
     */
    public record Due(LocalDate day, Wave wave, SwitchoverState step, int workingDays) {
        /** The gates before it, each with its limit. */
        public Map<Gates.Kind, Long> limits() {
            return wave.limits(step);
        }
    }

    /**
     * Lays a plan over the calendar.
     *
     * @param closedUntil of the destination: empty while it may be sent to, otherwise until when not
     */
    public static PlanCalendar of(
            SwitchoverPlan plan, Reference reference, Function<Instant, Optional<Instant>> closedUntil) {
        List<Due> days = new ArrayList<>();
        plan.waves().forEach(wave -> days.addAll(steps(plan, wave, reference.calendar())));
        days.sort(Comparator.comparing(Due::day)
                .thenComparing(due -> due.wave().begins())
                .thenComparing(Due::step));
        List<Special> specials = days.isEmpty()
                ? List.of()
                : reference
                        .calendar()
                        .specialDays(
                                days.get(0).day(), days.get(days.size() - 1).day());
        List<Finding> collisions = new Collisions(plan, reference, closedUntil, days).find();
        return new PlanCalendar(plan, days, specials, collisions, leftOut(plan, reference));
    }

    /** What the codes of a wave mean on its date, where they mean something. */
    public static List<Unit> units(Wave wave, Reference reference) {
        return wave.units().stream()
                .flatMap(code -> reference.units().unitOn(code, wave.date()).stream())
                .toList();
    }

    private static List<Due> steps(SwitchoverPlan plan, Wave wave, WorkingCalendar calendar) {
        List<Due> steps = new ArrayList<>();
        LocalDate before = null;
        for (SwitchoverState step : SwitchoverPlan.STEPS) {
            Optional<LocalDate> day = day(wave.date(), plan.offsets().getOrDefault(step, 0), calendar);
            if (day.isPresent()) {
                int behind = before == null ? 0 : calendar.workingDaysBetween(before, day.get());
                steps.add(new Due(day.get(), wave, step, behind));
                before = day.get();
            }
        }
        return steps;
    }

    /** A working day before or after a date, as far as the calendar knows them. */
    static Optional<LocalDate> day(LocalDate date, int offset, WorkingCalendar calendar) {
        if (offset == 0) {
            return Optional.of(date);
        }
        return offset > 0 ? calendar.addWorkingDays(date, offset) : calendar.minusWorkingDays(date, -offset);
    }

    private static List<Unit> leftOut(SwitchoverPlan plan, Reference reference) {
        Optional<LocalDate> first = plan.waves().stream().map(Wave::date).min(Comparator.naturalOrder());
        return first.map(day -> reference.units().allOn(day).stream()
                        .filter(unit -> !unit.kind().isCity())
                        .filter(unit -> plan.waveOf(unit.code()).isEmpty())
                        .toList())
                .orElse(List.of());
    }
}
