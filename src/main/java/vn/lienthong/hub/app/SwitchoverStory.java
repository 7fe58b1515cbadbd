package vn.lienthong.hub.app;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.lienthong.hub.reference.WorkingCalendar;
import vn.lienthong.hub.switchover.PlanCalendar;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What happens when in the three weeks of {@code demo --switchover}: the plan's steps, and what goes wrong beside it. */
final class SwitchoverStory {
    /** The ward whose gate fails. */
    static final String FAILS = "21583";
    /** The ward that goes back and forth. */
    static final String RETURNS = "21577";
    /** The ward that is not through in its window. */
    static final String MISSES = "21607";

    private static final int AGAIN = 2;

    private static final LocalDate FIRST = LocalDate.of(2024, 8, 26);
    private static final List<LocalTime> PUSHES = List.of(
            LocalTime.of(9, 0), LocalTime.of(11, 0), LocalTime.of(14, 0), LocalTime.of(16, 0), LocalTime.of(17, 10));

    /** What is done. */
    enum Kind {
        PUSH,
        REHEARSE,
        STEP,
        STEP_OF_ONE,
        BREAK,
        MEND,
        OUTAGE,
        OUTAGE_ENDS,
        BACK,
        LINE,
        SWEEP
    }

    /**
     * One thing at one time.
     *
     * @param subject a wave, a unit, or nothing
     * @param to the state of a step; CITY where it is none
     */
    record Moment(LocalDateTime at, Kind kind, String subject, SwitchoverState to) {}

    private final List<Moment> moments = new ArrayList<>();
    private final WorkingCalendar calendar;

    private SwitchoverStory(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    static List<Moment> of(PlanCalendar plan, WorkingCalendar calendar) {
        SwitchoverStory story = new SwitchoverStory(calendar);
        LocalDate last = plan.days().get(plan.days().size() - 1).day();
        for (LocalDate day = FIRST; !day.isAfter(last); day = day.plusDays(1)) {
            if (calendar.isWorkingDay(day)) {
                LocalDate today = day;
                PUSHES.forEach(time -> story.add(today, time, Kind.PUSH, "", SwitchoverState.CITY));
            }
        }
        plan.days().forEach(story::step);
        story.troubles();
        story.moments.sort(Comparator.comparing(Moment::at));
        return List.copyOf(story.moments);
    }

    private void step(PlanCalendar.Due due) {
        boolean missed = due.wave().units().contains(MISSES)
                && (due.step() == SwitchoverState.BACKFILL || due.step() == SwitchoverState.PROVINCE);
        if (missed) {
            return;
        }
        LocalTime time =
                switch (due.step()) {
                    case REHEARSAL -> LocalTime.of(16, 30);
                    case HOLDING -> LocalTime.of(17, 30);
                    case BACKFILL -> LocalTime.of(17, 50);
                    case PROVINCE -> LocalTime.of(18, 30);
                    default -> LocalTime.of(17, 20);
                };
        if (due.step() == SwitchoverState.HOLDING) {
            add(due.day(), LocalTime.of(17, 20), Kind.REHEARSE, due.wave().name(), SwitchoverState.CITY);
        }
        add(due.day(), time, Kind.STEP, due.wave().name(), due.step());
        if (due.step() == SwitchoverState.SETTLED) {
            // Whoever could not is asked again on the days after.
            for (int days = 1; days <= AGAIN; days++) {
                LocalDate again = calendar.addWorkingDays(due.day(), days).orElseThrow();
                add(again, time, Kind.STEP, due.wave().name(), due.step());
            }
        }
    }

    private void troubles() {
        LocalDate third = LocalDate.of(2024, 9, 4);
        // After the rehearsal, which would have found it: so the gate in the window has to.
        add(third, LocalTime.of(17, 25), Kind.BREAK, FAILS, SwitchoverState.CITY);
        add(third, LocalTime.of(21, 40), Kind.SWEEP, FAILS, SwitchoverState.CITY);
        add(third.plusDays(1), LocalTime.of(9, 30), Kind.MEND, FAILS, SwitchoverState.CITY);
        forward(FAILS, third.plusDays(1), SwitchoverState.BACKFILL);
        LocalDate island = LocalDate.of(2024, 9, 12);
        add(island, LocalTime.of(17, 50), Kind.LINE, MISSES, SwitchoverState.CITY);
        // The window is over at 21:30: what is still in HOLDING returns by itself.
        add(island, LocalTime.of(21, 40), Kind.SWEEP, MISSES, SwitchoverState.CITY);
        forward(
                MISSES,
                island.plusDays(1),
                SwitchoverState.HOLDING,
                SwitchoverState.BACKFILL,
                SwitchoverState.PROVINCE);
        add(LocalDate.of(2024, 8, 30), LocalTime.of(10, 0), Kind.BACK, RETURNS, SwitchoverState.CITY);
        forward(
                RETURNS,
                third.plusDays(1),
                SwitchoverState.REHEARSAL,
                SwitchoverState.HOLDING,
                SwitchoverState.BACKFILL,
                SwitchoverState.PROVINCE);
        add(LocalDate.of(2024, 9, 9), LocalTime.of(8, 0), Kind.OUTAGE, "", SwitchoverState.CITY);
        add(LocalDate.of(2024, 9, 10), LocalTime.of(10, 0), Kind.OUTAGE_ENDS, "", SwitchoverState.CITY);
    }

    /** One step after the other in one evening. */
    private void forward(String unit, LocalDate day, SwitchoverState... states) {
        LocalTime time = LocalTime.of(17, 40);
        for (SwitchoverState state : states) {
            add(day, time, Kind.STEP_OF_ONE, unit, state);
            time = time.plusMinutes(20);
        }
    }

    private void add(LocalDate day, LocalTime time, Kind kind, String subject, SwitchoverState to) {
        moments.add(new Moment(day.atTime(time), kind, subject, to));
    }
}
