package vn.lienthong.hub.timeliness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.journal.Timings.Unreported;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.timeliness.SyncAge.Level;

class SyncAgesTest {
    static final Reference TABLES = Reference.load(Path.of("mappings", "tables"));

    @ParameterizedTest
    @CsvSource({
        "2019-12-16T07:30, 2019-12-16T11:29, GOOD, a minute before four hours",
        "2019-12-16T07:30, 2019-12-16T11:30, ALARM, four hours to the second",
        "2019-12-16T07:30, 2019-12-16T17:29, ALARM, a minute before eight hours",
        "2019-12-16T07:30, 2019-12-16T17:30, BREACH, eight hours to the second",
        "2019-12-13T17:30, 2019-12-16T11:29, GOOD, a weekend does not count",
        "2020-01-22T15:30, 2020-01-30T09:29, GOOD, Tet does not count",
        "2020-01-22T15:30, 2020-01-30T09:30, ALARM, Tet does not count and the days about it do",
        "2019-12-16T12:00, 2019-12-16T17:30, ALARM, the afternoon is four hours",
        "2029-01-02T08:00, 2029-01-02T12:00, ALARM, of unknown years the clock decides"
    })
    void tellsAlarmAndBreachByWorkingHours(String since, String now, Level level, String why) {
        assertThat(age("21556", "X-1", since, now).level()).as(why).isEqualTo(level);
    }

    @Test
    void tellsWorkingHoursAndHoursByTheClock() {
        SyncAge age = age("21556", "X-1", "2019-12-13T16:15", "2019-12-16T08:00");
        assertThat(age.workingHours()).isEqualTo(1.75);
        assertThat(age.json().path("hours").asDouble()).isEqualTo(63.75);
        assertThat(age.words())
                .isEqualTo("GOOD: the oldest of 3 unreported is 1.75 working hours old (63.75 by the clock), since"
                        + " 2019-12-13T16:15:00.000+07:00, dossier X-1; 1 past their legal deadline");
    }

    @ParameterizedTest
    @CsvSource({
        "21583, 000.00.ZZ.H08-191216-0001, 2026-03-02, Phường Lê Lợi, 21583 Phường Quy Nhơn",
        "21583, 000.00.ZZ.H08-250103-0001, 2026-03-02, Phường Thị Nại, 21583 Phường Quy Nhơn",
        "21583, H21.99.99-260302-0001, 2026-03-02, Phường Quy Nhơn,",
        "21556, 000.00.ZZ.H08-191216-0001, 2019-12-16, Phường Đống Đa,",
        "21571, 000.00.ZZ.H08-191216-0001, 2025-01-06, Phường Lê Hồng Phong, 21580 Phường Trần Phú"
    })
    void namesTheUnitOfThatDateAndItsSuccessor(String code, String dossier, String day, String name, String successor) {
        SyncAge age = age(code, dossier, day + "T08:00", day + "T09:00");
        assertThat(age.name()).isEqualTo(name);
        assertThat(age.successor()).isEqualTo(successor);
    }

    @Test
    void aFactFromAClockThatIsAheadIsNew() {
        assertThat(age("21556", "X-1", "2019-12-16T08:01", "2019-12-16T08:00").wallTime())
                .isZero();
    }

    @Test
    void refusesABreachBeforeItsAlarm() {
        assertThatThrownBy(() -> new TimelinessSettings(Duration.ofHours(4), Duration.ofHours(3)))
                .hasMessageContaining("not above hub.timeliness.breach");
        assertThatThrownBy(() -> new TimelinessSettings(Duration.ZERO, Duration.ofHours(3)))
                .hasMessageContaining("must be positive");
    }

    private static SyncAge age(String unit, String dossier, String since, String now) {
        Unreported one = new Unreported("province-rest", unit, 3, at(since), dossier, null, 1);
        Clock clock = Clock.fixed(at(now), ZoneOffset.UTC);
        return new SyncAges(moment -> List.of(one), () -> TABLES, TimelinessSettings.DEFAULTS, clock)
                .now()
                .get(0);
    }

    static Instant at(String local) {
        return OffsetDateTime.parse(local + ":00+07:00").toInstant();
    }
}
