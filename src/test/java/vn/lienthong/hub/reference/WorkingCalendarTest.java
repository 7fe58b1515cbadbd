package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingCalendarTest {
    private static final long FIRST = Instant.parse("2018-12-31T17:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2027-06-30T17:00:00Z").getEpochSecond();

    private final WorkingCalendar calendar = TestTables.REFERENCE.calendar();

    @ParameterizedTest
    @CsvSource({
        "2019-01-01, false, New Year",
        "2019-01-05, true, Saturday made up for 2018-12-31",
        "2019-04-15, false, substitute for a Sunday holiday",
        "2019-04-29, false, swapped off",
        "2019-05-04, true, Saturday made up for 2019-04-29",
        "2019-12-16, true, a Monday",
        "2019-12-14, false, a Saturday",
        "2020-01-29, false, Tet",
        "2024-04-29, false, swapped off",
        "2024-05-04, true, made up",
        "2025-05-02, false, swapped off",
        "2025-04-26, true, made up",
        "2026-08-31, false, swapped off",
        "2026-08-22, true, made up",
        "2026-11-24, false, Vietnam Culture Day"
    })
    void knowsWhenOfficesWork(LocalDate day, boolean works, String why) {
        assertThat(calendar.isWorkingDay(day)).as(why).isEqualTo(works);
    }

    @Test
    void hasAPlausibleNumberOfWorkingDaysInEachYear() {
        for (int year = 2019; year < 2027; year++) {
            assertThat(workingDays(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1)))
                    .as("working days of " + year)
                    .isBetween(247, 255);
        }
    }

    @Test
    void makesUpForEverySwap() {
        // Every day off that is neither holiday nor substitute is worked on another day, so the sums agree.
        long swapped = 0;
        long madeUp = 0;
        for (LocalDate day = LocalDate.of(2019, 1, 6); day.getYear() < 2028; day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            madeUp += weekend && calendar.isWorkingDay(day) ? 1 : 0;
        }
        for (String day : new String[] {"2019-04-29", "2024-04-29", "2025-05-02", "2026-01-02", "2026-08-31"}) {
            swapped += calendar.isWorkingDay(LocalDate.parse(day)) ? 0 : 1;
        }
        assertThat(swapped).isEqualTo(5).isEqualTo(madeUp);
    }

    @ParameterizedTest
    @CsvSource({
        "2019-12-16T07:30, 2019-12-16T17:30, PT8H, a whole day",
        "2019-12-16T11:00, 2019-12-16T14:00, PT1H, over the midday break",
        "2019-12-16T12:00, 2019-12-16T13:00, PT0S, within the midday break",
        "2019-12-13T17:00, 2019-12-16T08:00, PT1H, over a weekend",
        "2020-01-22T16:30, 2020-01-30T08:30, PT2H, over Tet",
        "2019-05-03T17:00, 2019-05-06T07:30, PT8H30M, a Saturday that is made up",
        "2019-04-28T08:00, 2019-05-02T07:30, PT0S, a Monday that is swapped off and two holidays",
        "2019-12-14T08:00, 2019-12-15T20:00, PT0S, a weekend",
        "2019-12-16T09:00, 2019-12-16T09:00, PT0S, nothing"
    })
    void countsWorkingTime(String from, String to, Duration time, String why) {
        assertThat(calendar.workingTime(local(from), local(to))).as(why).contains(time);
    }

    @Property
    void workingTimeIsWhatWasAdded(@ForAll("instants") Instant start, @ForAll @IntRange(max = 600) int minutes) {
        Duration time = Duration.ofMinutes(minutes);
        Instant end = calendar.addWorkingHours(start, time).orElseThrow();
        assertThat(calendar.workingTime(start, end)).contains(time);
    }

    @Property
    void workingTimeAddsUp(
            @ForAll("instants") Instant one, @ForAll("instants") Instant two, @ForAll("instants") Instant three) {
        Instant[] order = {one, two, three};
        java.util.Arrays.sort(order);
        Duration first = calendar.workingTime(order[0], order[1]).orElseThrow();
        Duration second = calendar.workingTime(order[1], order[2]).orElseThrow();
        assertThat(calendar.workingTime(order[0], order[2])).contains(first.plus(second));
        assertThat(first).isLessThanOrEqualTo(Duration.between(order[0], order[1]));
    }

    @Test
    void tellsNoWorkingTimeOfYearsItDoesNotKnow() {
        Instant known = local("2027-12-31T08:00");
        assertThat(calendar.workingTime(known, local("2028-01-03T08:00"))).isEmpty();
        assertThatThrownBy(() -> calendar.workingTime(known, known.minusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant local(String text) {
        return OffsetDateTime.parse(text + ":00+07:00").toInstant();
    }

    @Test
    void refusesYearsItDoesNotKnowWithAClearSentence() {
        assertThat(calendar.covers(LocalDate.of(2018, 12, 31))).isFalse();
        assertThat(calendar.covers(LocalDate.of(2028, 1, 1))).isFalse();
        assertThatThrownBy(() -> calendar.isWorkingDay(LocalDate.of(2028, 1, 1)))
                .isInstanceOf(DateTimeException.class)
                .hasMessage("The working calendar does not know that year. Found: 2028-01-01; known: 2019 to 2027."
                        + " Add the year to mappings/tables/calendar.csv.");
        assertThat(calendar.addWorkingDays(LocalDate.of(2027, 12, 31), 1)).isEmpty();
        assertThat(calendar.addWorkingDays(LocalDate.MAX, 1)).isEmpty();
        assertThat(calendar.addWorkingHours(at("2027-12-31T16:00:00"), Duration.ofHours(8)))
                .isEmpty();
        assertThat(calendar.addWorkingHours(Instant.MIN, Duration.ofHours(8))).isEmpty();
        assertThat(calendar.addWorkingHours(Instant.MAX, Duration.ZERO)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2019-12-16T08:05:00, PT8H, 2019-12-17T08:05:00",
        "2019-12-16T07:30:00, PT8H, 2019-12-16T17:30:00",
        "2019-12-16T07:29:59, PT8H, 2019-12-16T17:30:00",
        "2019-12-16T11:30:00, PT1S, 2019-12-16T13:30:01",
        "2019-12-16T11:29:59, PT1S, 2019-12-16T11:30:00",
        "2019-12-16T17:30:00, PT8H, 2019-12-17T17:30:00",
        "2019-12-13T16:30:00, PT8H, 2019-12-16T16:30:00",
        "2019-05-03T16:30:00, PT8H, 2019-05-04T16:30:00",
        "2019-12-16T23:59:59, PT1H, 2019-12-17T08:30:00",
        "2019-12-17T00:00:00, PT1H, 2019-12-17T08:30:00",
        "2020-01-22T16:30:00, PT2H, 2020-01-30T08:30:00",
        "2019-12-14T10:00:00, PT0S, 2019-12-14T10:00:00"
    })
    void countsHoursOnlyWhileTheOfficeIsOpen(String start, Duration time, String end) {
        assertThat(calendar.addWorkingHours(at(start), time)).contains(at(end));
    }

    @ParameterizedTest
    @CsvSource({
        "2019-12-16, 0, 2019-12-16",
        "2019-12-14, 0, 2019-12-16",
        "2019-12-16, 5, 2019-12-23",
        "2019-12-14, 1, 2019-12-16",
        "2019-05-03, 1, 2019-05-04",
        "2020-01-22, 1, 2020-01-30",
        "2026-11-23, 1, 2026-11-25"
    })
    void countsWorkingDaysAfterADay(LocalDate day, int days, LocalDate end) {
        assertThat(calendar.addWorkingDays(day, days)).contains(end);
    }

    @Property
    void addsInTwoStepsWhatItAddsInOne(
            @ForAll("instants") Instant start,
            @ForAll @IntRange(min = 1, max = 100_000) int one,
            @ForAll @IntRange(min = 1, max = 100_000) int two) {
        Instant middle =
                calendar.addWorkingHours(start, Duration.ofSeconds(one)).orElseThrow();
        assertThat(calendar.addWorkingHours(middle, Duration.ofSeconds(two)))
                .isEqualTo(calendar.addWorkingHours(start, Duration.ofSeconds((long) one + two)));
    }

    @Property
    void countsEightHoursAsOneWorkingDay(@ForAll("instants") Instant start) {
        LocalDate day = WallClock.dayOf(start);
        if (calendar.isWorkingDay(day)) {
            Instant open = day.atTime(7, 30).atZone(WallClock.ZONE).toInstant();
            assertThat(calendar.addWorkingHours(open, Duration.ofHours(8))).contains(calendar.closeOf(day));
        }
    }

    @Property
    void endsOnAWorkingDayWithThatManyBetween(
            @ForAll("instants") Instant start, @ForAll @IntRange(min = 1, max = 100) int days) {
        LocalDate day = WallClock.dayOf(start);
        LocalDate end = calendar.addWorkingDays(day, days).orElseThrow();
        assertThat(calendar.isWorkingDay(end)).isTrue();
        assertThat(workingDays(day.plusDays(1), end)).isEqualTo(days - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7:30-11:30", "07:30", "11:30-07:30", "07:30-11:30,11:00-17:00", "07:30-07:30"})
    void refusesOfficeHoursThatAreNone(String hours) {
        assertThatThrownBy(() -> OfficeHours.parse(hours))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hub.reference.office-hours")
                .hasMessageContaining("Example: 07:30-11:30,13:30-17:30");
    }

    @Test
    void countsWithOtherOfficeHours() {
        ReferenceSettings settings = new ReferenceSettings(
                TestTables.FOLDER, java.util.Map.of(), OfficeHours.parse("07:00-11:00, 13:00-17:00"));
        WorkingCalendar other = Reference.load(settings).calendar();
        assertThat(other.addWorkingHours(at("2019-12-16T10:30:00"), Duration.ofHours(1)))
                .contains(at("2019-12-16T13:30:00"));
    }

    private int workingDays(LocalDate from, LocalDate to) {
        return (int) from.datesUntil(to).filter(calendar::isWorkingDay).count();
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(FIRST, LAST).map(Instant::ofEpochSecond);
    }

    private static Instant at(String local) {
        return OffsetDateTime.parse(local + "+07:00").toInstant();
    }
}
