package vn.lienthong.hub.app;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.WorkingCalendar;
import vn.lienthong.hub.switchover.Gates;
import vn.lienthong.hub.switchover.PlanCalendar;
import vn.lienthong.hub.switchover.PlanCalendar.Due;
import vn.lienthong.hub.switchover.SwitchoverPlan;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** The calendar of a switchover for people. */
final class PlanText {
    private PlanText() {}

    static String of(PlanCalendar calendar, Reference reference) {
        SwitchoverPlan plan = calendar.plan();
        StringBuilder text = new StringBuilder();
        text.append(plan.name()).append(", to ").append(plan.destination()).append("; cut-overs: ");
        text.append(plan.allowed()).append("\n\n");
        plan.waves().forEach(wave -> text.append(wave(plan, wave, reference)));
        text.append('\n').append(days(calendar, reference.calendar())).append('\n');
        plan.handOvers().forEach(period -> text.append("Hand-over, no unit moves: ")
                .append(period.name())
                .append(", ")
                .append(period.from())
                .append(" to ")
                .append(period.to())
                .append('\n'));
        calendar.specials().forEach(special -> text.append(special.works() ? "Working day: " : "Day off: ")
                .append(special.day())
                .append("  ")
                .append(special.name())
                .append('\n'));
        if (!calendar.leftOut().isEmpty()) {
            text.append("In no wave: ")
                    .append(calendar.leftOut().stream().map(PlanText::words).collect(Collectors.joining(", ")))
                    .append('\n');
        }
        calendar.collisions().forEach(one -> text.append(one.message()).append('\n'));
        long units =
                plan.waves().stream().mapToLong(wave -> wave.units().size()).sum();
        return text.append(units)
                .append(" units in ")
                .append(plan.waves().size())
                .append(" waves, collisions ")
                .append(calendar.collisions().size())
                .append(".\n")
                .toString();
    }

    private static String wave(SwitchoverPlan plan, Wave wave, Reference reference) {
        String call =
                wave.call().stream().map(one -> one.name() + " " + one.phone()).collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder();
        text.append("%s  %s %s, window %s, closed dossiers of %d years%s\n"
                .formatted(
                        wave.name(),
                        wave.date(),
                        wave.start(),
                        wave.window().toString().substring(2).toLowerCase(Locale.ROOT),
                        wave.historyYears(),
                        call.isEmpty() ? "" : "; call " + call));
        PlanCalendar.units(wave, reference).forEach(unit -> text.append("  ")
                .append(words(unit))
                .append(plan.withoutSoftware().contains(unit.code()) ? ", from spreadsheets" : "")
                .append('\n'));
        return text.toString();
    }

    private static String days(PlanCalendar calendar, WorkingCalendar working) {
        Table table = new Table(5, "day", "", "wave", "step", "gates (largest number that passes)", "working days");
        for (Due due : calendar.days()) {
            boolean cut = due.day().equals(due.wave().date());
            String weekday = due.day().getDayOfWeek().name().substring(0, 3);
            boolean free = working.covers(due.day()) && !working.isWorkingDay(due.day());
            table.row(
                    due.day()
                            + (cut && due.step() == SwitchoverState.HOLDING
                                    ? " " + due.wave().start()
                                    : ""),
                    weekday + (free ? " off" : ""),
                    due.wave().name(),
                    due.step(),
                    limits(due.limits()),
                    "+" + due.workingDays());
        }
        return table.toString();
    }

    private static String limits(Map<Gates.Kind, Long> limits) {
        return limits.isEmpty()
                ? "none"
                : limits.entrySet().stream()
                        .map(limit -> limit.getKey().key() + " " + limit.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String words(Unit unit) {
        return unit.code() + " " + unit.name();
    }
}
