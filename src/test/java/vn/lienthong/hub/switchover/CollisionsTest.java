package vn.lienthong.hub.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.switchover.SwitchoverPlan.Finding;

class CollisionsTest {

    @Test
    void theSampleHasNone() {
        assertThat(SamplePlan.collisions(SamplePlan.text())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            date: 2019-12-10  | date: 2020-01-01  | p.yaml:31: A wave lies on a day on which no cut-over is allowed. Found: wave-2 on 2020-01-01, a day off (Tết Dương lịch); allowed: working-days 17:30-23:00. Take another day, or allow it: free-days 08:00-17:00.
            date: 2019-12-10  | date: 2019-12-14  | p.yaml:31: A wave lies on a day on which no cut-over is allowed. Found: wave-2 on 2019-12-14, a day off (SATURDAY)
            date: 2019-12-10  | date: 2019-12-03  | p.yaml:31: Two waves go in one night. Found: wave-2, 2019-12-03 17:30 to 21:30, and wave-1, 2019-12-03 17:30 to 21:30.
            date: 2019-12-10  | date: 2019-12-26  | p.yaml:31: A wave lies in a period of hand-over. Found: wave-2 on 2019-12-26; Khóa sổ cuối năm from 2019-12-25 to 2019-12-31. Take a day outside of it.
            date: 2019-12-10  | date: 2031-12-10  | p.yaml:31: The working calendar does not know the year of a wave. Found: wave-2 on 2031-12-10.
            start: "17:30"    | start: "16:30"    | p.yaml:24: The window of a wave is not within the allowed hours. Found: wave-1, 2019-12-03 16:30 to 20:30; allowed: working-days 17:30-23:00.
            start: "17:30"    | start: "21:00"    | p.yaml:24: The window of a wave is not within the allowed hours. Found: wave-1, 2019-12-03 21:00 to 2019-12-04 01:00
            "21562", "21565"  | "21562", "21556"  | p.yaml:34: A unit moves twice. Found: 21556 in wave-2 and in wave-1 (p.yaml:27). Take it out of one of them.
            "21562", "21565"  | "21562", "21566"  | p.yaml:34: The unit code is not known. Found: code 21566 on 2019-12-10, wave-2.
            ["21607"]         | ["21608"]         | p.yaml:24: A unit without software is in no wave. Found: 21608 under without-software.
            """)
    void saysWhatCollides(String instead, String text, String message) {
        assertThat(SamplePlan.collisions(SamplePlan.with(instead, text)))
                .as("%s", text)
                .first()
                .asString()
                .startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            days 00:00-24:00                                     | 2019-12-03 | 22:00 | PT6H   | true
            days 00:00-24:00                                     | 2019-12-03 | 22:00 | PT52H  | true
            days 08:00-08:00                                     | 2019-12-03 | 07:00 | PT2H   | true
            working-days 13:00-17:30; working-days 17:30-23:00   | 2019-12-03 | 16:30 | PT3H   | true
            working-days 17:00-23:00; working-days 13:00-17:30   | 2019-12-03 | 16:30 | PT3H   | true
            working-days 18:00-24:00; free-days 00:00-06:00      | 2019-12-06 | 22:00 | PT6H   | true
            free-days 18:00-06:00                                | 2019-12-09 | 01:00 | PT3H   | true
            days 18:00-06:00                                     | 2019-12-03 | 22:00 | PT9H   | false
            working-days 13:00-17:30; working-days 17:45-23:00   | 2019-12-03 | 16:30 | PT3H   | false
            working-days 17:30-23:00; days 23:00-24:00           | 2019-12-03 | 17:00 | PT3H   | false
            working-days 00:00-24:00                             | 2019-12-06 | 22:00 | PT6H   | false
            """)
    void hoursThatTouchOrOverlapAreOneStretch(
            String allowed, LocalDate date, LocalTime start, Duration window, boolean within) {
        LocalDateTime begins = date.atTime(start);

        assertThat(AllowedHours.parse(allowed)).hasValueSatisfying(hours -> assertThat(
                        hours.hold(begins, begins.plus(window), SamplePlan.REFERENCE.calendar()))
                .isEqualTo(within));
    }

    @Test
    void aWaveInHoursThatBeganOnTheDayBeforeIsAllowed() {
        String text = SamplePlan.with("working-days 17:30-23:00", "days 17:30-23:00; free-days 18:00-06:00")
                .replace("date: 2019-12-10\n    start: \"17:30\"", "date: 2019-12-09\n    start: \"01:00\"");

        assertThat(SamplePlan.collisions(text)).isEmpty();
        assertThat(SamplePlan.collisions(text.replace("days 17:30-23:00; free-days", "free-days")))
                .noneMatch(message -> message.contains("wave-2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            2024-11-28 | 21583 | A unit is replaced by another before it is settled. Found: 21583 Phường Lê Lợi, wave-1; settled on 2024-12-12, on 2024-12-01 it passes to 21583 Phường Thị Nại.
            2024-12-05 | 21583 | The code of a unit means another one on the day of its rehearsal. Found: 21583 Phường Thị Nại, wave-1; on 2024-11-21 it is Phường Lê Lợi.
            2025-07-08 | 21583 | The code of a unit means another one on the day of its rehearsal. Found: 21583 Phường Quy Nhơn, wave-1; on 2025-06-24 it is Phường Thị Nại.
            2024-12-05 | 21568 | The unit code means nothing on that day. Found: code 21568 on 2024-12-05;
            2025-06-24 | 21562 | A unit is replaced by another before it is settled. Found: 21562 Phường Hải Cảng, wave-1; settled on 2025-07-08, on 2025-07-01 it passes to 21583 Phường Quy Nhơn.
            """)
    void aUnitIsOneAndTheSameFromItsRehearsalUntilItIsSettled(String date, String code, String message) {
        String plan =
                """
                name: reform
                destination: province-rest
                waves:
                  - { name: wave-1, date: %s, start: "17:30", units: ["%s"] }
                """
                        .formatted(date, code);

        assertThat(SamplePlan.collisions(plan)).singleElement().asString().startsWith("p.yaml:4: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            PT6H  | 0 | 2019-12-03 | 2019-12-05 | The units of a wave are on the move in a period of hand-over. Found: wave-1, 2019-12-02 22:00 to 2019-12-03 04:00, moves from 2019-12-02 to 2019-12-03; close from 2019-12-03 to 2019-12-05.
            PT2H  | 0 | 2019-12-03 | 2019-12-05 | ``
            PT2H  | 3 | 2019-12-05 | 2019-12-06 | The units of a wave are on the move in a period of hand-over. Found: wave-1, 2019-12-02 22:00 to 2019-12-03 00:00, moves from 2019-12-02 to 2019-12-05; close from 2019-12-05 to 2019-12-06.
            PT2H  | 3 | 2019-12-03 | 2019-12-04 | The units of a wave are on the move in a period of hand-over.
            PT2H  | 3 | 2019-12-06 | 2019-12-09 | ``
            PT2H  | 0 | 2019-11-16 | 2019-11-18 | ``
            PT2H  | 0 | 2019-12-16 | 2019-12-16 | ``
            """)
    void noUnitIsOnTheMoveInAPeriodOfHandOver(String window, int province, String from, String to, String message) {
        String plan =
                """
                name: night
                destination: province-rest
                allowed-hours: days 18:00-06:00
                window: %s
                steps: { PROVINCE: %d }
                hand-overs: [ { name: close, from: %s, to: %s } ]
                waves:
                  - { name: wave-1, date: 2019-12-02, start: "22:00", units: ["21556"] }
                """
                        .formatted(window, province, from, to);

        if (message.isEmpty()) {
            assertThat(SamplePlan.collisions(plan)).isEmpty();
        } else {
            assertThat(SamplePlan.collisions(plan)).singleElement().asString().startsWith("p.yaml:8: " + message);
        }
    }

    @Test
    void aCodeThatWasUsedAgainIsAnotherUnitInAnotherWave() {
        String plan =
                """
                name: reform
                destination: province-rest
                waves:
                  - { name: le-loi, date: 2019-12-03, start: "17:30", units: ["21583"] }
                  - { name: thi-nai, date: 2025-02-18, start: "17:30", units: ["21583"] }
                  - { name: quy-nhon, date: 2025-08-05, start: "17:30", units: ["21583"] }
                """;

        assertThat(SamplePlan.collisions(plan)).isEmpty();
    }

    @Test
    void theDestinationMustBeOpenAllTheTime() {
        Instant closes = Instant.parse("2019-12-10T13:00:00Z");
        SwitchoverPlan plan = SamplePlan.plan(SamplePlan.text());

        assertThat(PlanCalendar.of(
                                plan,
                                SamplePlan.REFERENCE,
                                now -> now.isBefore(closes) || now.isAfter(closes.plusSeconds(36_000))
                                        ? Optional.empty()
                                        : Optional.of(closes.plusSeconds(36_000)))
                        .collisions())
                .extracting(Finding::message)
                .containsExactly("p.yaml:31: The destination may not be sent to in the window of a wave. Found: wave-2,"
                        + " 2019-12-10 17:30 to 21:30; province-rest is closed at 20:00 until 2019-12-11T06:00. Move the wave,"
                        + " or the hours: hub.destinations.province-rest.send-when.");
    }

    @Test
    void namesTheWardsThatAreInNoWave() {
        String text = SamplePlan.with(", \"21565\", \"21577\"", "");

        assertThat(PlanCalendar.of(SamplePlan.plan(text), SamplePlan.REFERENCE, now -> Optional.empty())
                        .leftOut())
                .extracting(unit -> unit.code() + " " + unit.name())
                .containsExactly("21565 Phường Quang Trung", "21577 Phường Ngô Mây");
    }
}
