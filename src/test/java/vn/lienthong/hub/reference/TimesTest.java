package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.TimeZone;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times on the wire, in any zone of the JVM. */
class TimesTest {
    private static final TimeZone BEFORE = TimeZone.getDefault();

    @AfterEach
    void putTheDefaultZoneBack() {
        TimeZone.setDefault(BEFORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles", "Pacific/Kiritimati"})
    void writesTheSameBytesInEveryZone(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertThat(WallClock.stamp("2025-08-12T07:30:00+07:00")).contains("20250812073000");
        assertThat(WallClock.stamp("2025-08-12T00:30:00Z")).contains("20250812073000");
        assertThat(WallClock.stamp("2025-08-11T20:30:00.999-04:00")).contains("20250812073000");
        assertThat(WallClock.stamp(Instant.parse("2025-08-12T00:30:00Z"))).isEqualTo("20250812073000");
        assertThat(WallClock.dayOf(Instant.parse("2025-08-11T17:00:00Z"))).hasToString("2025-08-12");
        assertThat(instant("20250812073000")).isEqualTo(Instant.parse("2025-08-12T00:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2019-12-16T08:05:00+07:00, 20191216080500",
        "2019-12-31T23:59:59+07:00, 20191231235959",
        "2019-12-31T17:00:00Z, 20200101000000",
        "2024-02-29T00:00:00+07:00, 20240229000000",
        "1970-01-01T00:00:00+07:00, 19700101010000"
    })
    void stampsLocalTime(String iso, String stamp) {
        assertThat(WallClock.stamp(iso)).contains(stamp);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2019-12-16",
                "2019-12-16T08:05:00",
                "2019-13-16T08:05:00+07:00",
                "2019-02-30T08:05:00+07:00",
                "2019-12-16T24:05:00+07:00",
                "2019-12-16 08:05:00+07:00",
                "2019-12-16T08:05+07:00",
                "0000-12-16T08:05:00+00:00",
                "2019-1a-16T08:05:00+07:00",
                "+12019-12-16T08:05:00+07:00",
                "now"
            })
    void stampsNothingForWhatIsNoTime(String text) {
        assertThat(WallClock.stamp(text)).isEmpty();
    }

    @Property
    void stampsFastAsItStampsSlowly(@ForAll @LongRange(min = 0, max = 253_000_000_000L) long seconds) {
        Instant instant = Instant.ofEpochSecond(seconds);
        String local = OffsetDateTime.ofInstant(instant, ZoneOffset.ofHours(7))
                .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX"));
        assertThat(WallClock.stamp(local)).contains(WallClock.stamp(instant));
        assertThat(WallClock.stamp(local.substring(0, 19) + ".5+07:00")).contains(WallClock.stamp(instant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1989", "1989-06", "1989-06-03", "2024-02-29"})
    void takesADateAsFarAsItIsKnown(String date) {
        assertThat(Moments.isDay(date)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "89", "0000", "1989-13", "1989-6", "2023-02-29", "1989-06-3", "06/1989", "1989-06-03T00"})
    void knowsWhatIsNoPartialDate(String text) {
        assertThat(Moments.isDay(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20190603130500",
                "03/06/2019 13:05:00",
                "03/06/2019 13:05",
                " 03/06/2019 13:05:00 ",
                "2019/06/03 13:05:00",
                "2019-06-03 13:05:00",
                "2019-06-03T13:05:00",
                "2019-06-03T13:05:00.000",
                "2019-06-03T13:05:00+07:00",
                "2019-06-03T06:05:00Z",
                "2019-06-03T06:05:00.000Z",
                "1559541900000"
            })
    void readsEveryFormOfOneInstant(String text) {
        assertThat(ForeignTime.read(text)).isEqualTo(new ForeignTime.At(Instant.parse("2019-06-03T06:05:00Z"), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03/06/2019",
                "03/06/2019 ",
                "3/6/2019",
                "03-06-2019",
                "03.06.2019",
                "2019-06-03",
                "2019/06/03",
                "20190603"
            })
    void readsADayWithTheDayBeforeTheMonth(String text) {
        assertThat(ForeignTime.read(text)).isEqualTo(new ForeignTime.At(Instant.parse("2019-06-02T17:00:00Z"), true));
    }

    @ParameterizedTest
    @CsvSource({"06/1989, 1989-06", "6/1989, 1989-06", "1989, 1989", "1989-06, 1989-06"})
    void keepsWhatIsLessThanADay(String text, String date) {
        assertThat(ForeignTime.read(text)).isEqualTo(new ForeignTime.Partial(date));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "null",
                "N/A",
                "99991231",
                "99991231235959",
                "31/12/9999",
                "0001-01-01T00:00:00",
                "00010101",
                "01/01/0001",
                "01/01/0001 00:00:00",
                "9999-12-31"
            })
    void readsASentinelAsNoDate(String text) {
        assertThat(ForeignTime.read(text)).isEqualTo(new ForeignTime.None());
    }

    @Test
    void readsNothingAsNoDate() {
        assertThat(ForeignTime.read(null)).isEqualTo(new ForeignTime.None());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/02/2019",
                "31-02-2025",
                "06-30-2019",
                "2019-13-01",
                "20190230",
                "2019060325",
                "20190603250000",
                "yesterday",
                "03/06/19",
                "03/06/2019 1:05 PM",
                "13/1989"
            })
    void neverTurnsABadDateIntoAnother(String text) {
        assertThat(ForeignTime.read(text)).isEqualTo(new ForeignTime.Unreadable());
    }

    @Property
    void readsBackWhatItStamps(@ForAll @IntRange(min = 0) int seconds) {
        Instant instant = Instant.ofEpochSecond(seconds);
        assertThat(instant(WallClock.stamp(instant))).isEqualTo(instant);
    }

    private static Instant instant(String text) {
        return ((ForeignTime.At) ForeignTime.read(text)).instant();
    }
}
