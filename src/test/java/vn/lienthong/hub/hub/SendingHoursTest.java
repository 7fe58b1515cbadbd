package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.delivery.SendingWindow;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.WorkingCalendar;

/** 2 March 2026 is a Monday; 16 to 20 February 2026 are free for Tet; 30 April and 1 May 2026 are a Thursday and a Friday. */
class SendingHoursTest {
    private static final WorkingCalendar CALENDAR =
            Reference.load(Path.of("mappings/tables")).calendar();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    office-hours                     | 2026-03-02T07:30:00+07:00 | open
                    office-hours                     | 2026-03-02T07:29:59+07:00 | 2026-03-02T07:30:00+07:00
                    office-hours                     | 2026-03-02T11:30:00+07:00 | 2026-03-02T13:30:00+07:00
                    office-hours                     | 2026-03-02T17:30:00+07:00 | 2026-03-03T07:30:00+07:00
                    office-hours                     | 2026-03-06T18:00:00+07:00 | 2026-03-09T07:30:00+07:00
                    office-hours                     | 2026-04-29T20:00:00+07:00 | 2026-05-04T07:30:00+07:00
                    outside-office-hours             | 2026-03-02T08:00:00+07:00 | 2026-03-02T11:30:00+07:00
                    outside-office-hours             | 2026-03-02T12:00:00+07:00 | open
                    outside-office-hours             | 2026-05-01T09:00:00+07:00 | open
                    working-days 17:30-23:00         | 2026-03-02T12:00:00+07:00 | 2026-03-02T17:30:00+07:00
                    working-days 17:30-23:00         | 2026-03-02T22:59:59+07:00 | open
                    working-days 17:30-23:00         | 2026-03-02T23:00:00+07:00 | 2026-03-03T17:30:00+07:00
                    days 22:00-06:00                 | 2026-03-03T05:59:59+07:00 | open
                    days 22:00-06:00                 | 2026-03-03T06:00:00+07:00 | 2026-03-03T22:00:00+07:00
                    free-days 00:00-24:00            | 2026-03-07T13:00:00+07:00 | open
                    free-days 00:00-24:00            | 2026-03-09T00:00:00+07:00 | 2026-03-14T00:00:00+07:00
                    cron 0 0 22 * * ? for PT6H       | 2026-03-03T03:59:59+07:00 | open
                    cron 0 0 22 * * ? for PT6H       | 2026-03-03T04:00:00+07:00 | 2026-03-03T22:00:00+07:00
                    cron 0 0 22 1 1 ? 2020 for PT6H  | 2026-03-02T18:00:00+07:00 | 2026-04-11T18:00:00+07:00
                    office-hours; days 22:00-23:00   | 2026-03-02T18:00:00+07:00 | 2026-03-02T22:00:00+07:00
                    office-hours; days 22:00-23:00   | 2026-03-02T22:30:00+07:00 | open
                    """)
    void opensAsWritten(String text, OffsetDateTime now, String expected) {
        SendingWindow hours = SendingHours.parse("hub.destinations.x.send-when", text, CALENDAR);

        String found = hours.closedUntil(now.toInstant())
                .map(until -> until.atOffset(now.getOffset()).toString())
                .orElse("open");

        assertThat(found)
                .isEqualTo(
                        expected.equals("open")
                                ? "open"
                                : OffsetDateTime.parse(expected).toString());
    }

    @Test
    void isOpenAtAnyHourWhenNothingIsWritten() {
        assertThat(SendingHours.parse("k", " ", CALENDAR).closedUntil(Instant.EPOCH))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sometimes",
                "days 25:00-26:00",
                "cron 0 0 * for PT1H",
                "cron 0 0 22 * * ? for soon",
                "cron 0 0 22 * * ? for PT0S",
                "cron 0 0 22 * * ? for PT-1H",
                "office-hours;",
                "days 7-8"
            })
    void saysWhatIsWrongAndHowToWriteIt(String text) {
        assertThatThrownBy(() -> SendingHours.parse("hub.destinations.x.send-when", text, CALENDAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Setting hub.destinations.x.send-when must say when to send. Found: ")
                .hasMessageContaining("Examples: office-hours;");
    }
}
