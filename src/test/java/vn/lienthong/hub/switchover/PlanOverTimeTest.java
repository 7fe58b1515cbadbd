package vn.lienthong.hub.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.WorkingCalendar;
import vn.lienthong.hub.switchover.SwitchoverPlan.Finding;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** Plans at any day of the three epochs of units: 21, 17 and 6 of them. */
class PlanOverTimeTest {
    private static final WorkingCalendar CALENDAR = SamplePlan.REFERENCE.calendar();

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2019, 2, 1).toEpochDay(),
                        LocalDate.of(2027, 5, 1).toEpochDay())
                .map(LocalDate::ofEpochDay)
                .filter(CALENDAR::isWorkingDay);
    }

    @Provide
    Arbitrary<LocalDate> daysAroundAReform() {
        return Arbitraries.of(LocalDate.of(2024, 12, 1), LocalDate.of(2025, 7, 1))
                .flatMap(day -> Arbitraries.integers().between(-40, 40).map(day::plusDays))
                .filter(CALENDAR::isWorkingDay);
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.of(SamplePlan.REFERENCE.units().codes().stream()
                .filter(code -> !code.startsWith("city:"))
                .sorted()
                .toList());
    }

    @Property
    void allUnitsOfADayCanMoveOnItUnlessOneOfThemEndsOrBegins(@ForAll("days") LocalDate day) {
        List<Unit> units = SamplePlan.REFERENCE.units().allOn(day).stream()
                .filter(unit -> !unit.kind().isCity())
                .toList();
        SwitchoverPlan plan = plan(day, units.stream().map(Unit::code).toList());
        PlanCalendar calendar = PlanCalendar.of(plan, SamplePlan.REFERENCE, now -> Optional.empty());
        List<Unit> changing = units.stream()
                .filter(unit -> !unit.isOn(day(calendar, SwitchoverState.REHEARSAL))
                        || !unit.isOn(day(calendar, SwitchoverState.SETTLED)))
                .toList();

        assertThat(units).hasSizeBetween(6, 21);
        assertThat(calendar.leftOut()).isEmpty();
        assertThat(calendar.collisions()).hasSameSizeAs(changing);
    }

    @Property
    void aCodeMovesIffItMeansOneUnitFromRehearsalToSettled(
            @ForAll("daysAroundAReform") LocalDate day, @ForAll("codes") String code) {
        PlanCalendar calendar =
                PlanCalendar.of(plan(day, List.of(code)), SamplePlan.REFERENCE, now -> Optional.empty());
        Predicate<LocalDate> same = other -> SamplePlan.REFERENCE
                .units()
                .unitOn(code, day)
                .filter(unit -> unit.isOn(other))
                .isPresent();
        boolean one = same.test(day(calendar, SwitchoverState.REHEARSAL))
                && same.test(day)
                && same.test(day(calendar, SwitchoverState.SETTLED));

        assertThat(calendar.collisions().isEmpty())
                .as("%s on %s: %s", code, day, calendar.collisions())
                .isEqualTo(one);
    }

    @Property
    void stepsGoInOrderAndTheirWorkingDaysAddUp(@ForAll("days") LocalDate day) {
        PlanCalendar calendar =
                PlanCalendar.of(plan(day, List.of("21607")), SamplePlan.REFERENCE, now -> Optional.empty());

        assertThat(calendar.days()).extracting(PlanCalendar.Due::step).containsExactlyElementsOf(SwitchoverPlan.STEPS);
        assertThat(calendar.days()).extracting(PlanCalendar.Due::day).isSorted();
        assertThat(calendar.days().stream()
                        .mapToInt(PlanCalendar.Due::workingDays)
                        .sum())
                .isEqualTo(20);
        assertThat(calendar.days())
                .allSatisfy(due -> assertThat(CALENDAR.isWorkingDay(due.day())).isTrue());
    }

    @Property
    void aPlanIsReadAsItIsWritten(@ForAll("days") LocalDate day, @ForAll("codes") String code) {
        List<Finding> findings = new ArrayList<>(
                SwitchoverPlan.read("p.yaml", text(day, List.of(code))).findings());

        assertThat(findings).isEmpty();
        assertThat(plan(day, List.of(code)).waves().get(0).date()).isEqualTo(day);
        assertThat(plan(day, List.of(code)).waves().get(0).units()).containsExactly(code);
    }

    private static LocalDate day(PlanCalendar calendar, SwitchoverState step) {
        return calendar.days().stream()
                .filter(due -> due.step() == step)
                .map(PlanCalendar.Due::day)
                .findFirst()
                .orElseThrow();
    }

    private static SwitchoverPlan plan(LocalDate day, List<String> codes) {
        return SamplePlan.plan(text(day, codes));
    }

    private static String text(LocalDate day, List<String> codes) {
        return """
                name: any
                destination: province-rest
                waves:
                  - { name: wave-1, date: %s, start: "17:30", units: %s }
                """
                .formatted(day, codes);
    }
}
