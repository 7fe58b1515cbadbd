package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    @Property
    void readsWhatTheJdkWrites(
            @ForAll @LongRange(min = -2_000_000_000L, max = 250_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -14 * 60, max = 14 * 60) int offset) {
        OffsetDateTime time = Instant.ofEpochSecond(second, nano).atOffset(ZoneOffset.ofTotalSeconds(offset * 60));
        String text = time.toString();

        // The JDK leaves seconds out when they are zero; a record may not.
        if (time.getSecond() != 0 || time.getNano() != 0) {
            assertThat(Moments.parse(text)).isEqualTo(time.toInstant());
        }
    }

    @Test
    void readsTheHubsOwnForm() {
        assertThat(Moments.parse("2025-08-12T07:30:00+07:00")).isEqualTo(Instant.parse("2025-08-12T00:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2019-12-16T08:05:00",
                "2019-12-16 08:05:00+07:00",
                "2019-02-29T08:05:00Z",
                "2019-12-16T24:00:00Z",
                "2019-12-16T08:60:00Z",
                "2019-12-16T08:05:60Z",
                "2019-12-16T08:05:00.Z",
                "2019-12-16T08:05:00.1234567890Z",
                "2019-12-16T08:05:00+0700",
                "2019-12-16T08:05:00+15:00",
                "2019-12-16T08:05:00z",
                "20191216080500",
                "16/12/2019 08:05:00",
                "2019-12-16T08:05+07:00",
                "",
                "2019-12-16T08:05:00Z ",
                "٢٠١٩-12-16T08:05:00Z"
            })
    void refusesEverythingElse(String text) {
        assertThat(Moments.parse(text)).isNull();
    }

    @Property
    void neverThrows(@ForAll String text) {
        Moments.parse(text);
        Moments.isDay(text);
        ForeignTime.isNone(text);
        ForeignTime.read(text);
    }

    @Test
    void takesPartialDays() {
        assertThat(Moments.isDay("1989")).isTrue();
        assertThat(Moments.isDay("1989-06")).isTrue();
        assertThat(Moments.isDay(LocalDate.of(1989, 6, 15).toString())).isTrue();
        assertThat(Moments.isDay("1989-13")).isFalse();
        assertThat(Moments.isDay("1989-02-30")).isFalse();
        assertThat(Moments.isDay("06/1989")).isFalse();
    }

    @Test
    void knowsWhatStandsForNoDate() {
        for (String none : new String[] {
            "0001-01-01T00:00:00+07:00", "9999-12-31T23:59:59Z", "99991231", "0", "null", "N/A", "01/01/0001 00:00:00"
        }) {
            assertThat(ForeignTime.isNone(none)).as(none).isTrue();
        }
        assertThat(ForeignTime.isNone("2019-12-16T08:05:00+07:00")).isFalse();
    }
}
