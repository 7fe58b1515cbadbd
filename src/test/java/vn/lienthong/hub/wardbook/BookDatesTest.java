package vn.lienthong.hub.wardbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.reference.SheetDays;
import vn.lienthong.hub.wardbook.DateReading.At;
import vn.lienthong.hub.wardbook.DateReading.Doubtful;
import vn.lienthong.hub.wardbook.DateReading.Partial;

class BookDatesTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 3, 20);
    private static final BookDates FILED = new BookDates(false, TODAY, false);
    private static final BookDates MONTH_FIRST = new BookDates(false, TODAY, true);
    private static final BookDates BORN = new BookDates(true, TODAY, false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "05/03/2025|2025-03-05|",
                "5/3/2025|2025-03-05|",
                "5/3/25|2025-03-05|",
                "05-03-2025|2025-03-05|",
                "05.03.2025|2025-03-05|",
                "05 / 03 / 2025|2025-03-05|",
                "2025-03-05|2025-03-05|",
                "2025/3/5|2025-03-05|",
                "ngày 5 tháng 3 năm 2025|2025-03-05|",
                "Ngày 05 tháng 03 năm 2025|2025-03-05|",
                "NGAY 5 THANG 3 NAM 2025|2025-03-05|",
                "5 tháng 3, 2025|2025-03-05|",
                "Thứ tư, ngày 05/03/2025|2025-03-05|",
                "45721|2025-03-05|",
                "45721,354167|2025-03-05|08:30:00",
                "05-Mar-25|2025-03-05|",
                "5-thg 3-2025|2025-03-05|",
                "20250305|2025-03-05|",
                "05032025|2025-03-05|",
                "05/03/2025 08:30|2025-03-05|08:30",
                "05/03/2025 08:30:15|2025-03-05|08:30:15",
                "08:30 05/03/2025|2025-03-05|08:30",
                "8h30 ngày 5/3/2025|2025-03-05|08:30",
                "8 giờ 30 phút, ngày 5 tháng 3 năm 2025|2025-03-05|08:30",
                "5/3/2025 2:30:00 CH|2025-03-05|14:30",
                "5/3/2025 12:05 SA|2025-03-05|00:05",
                "2025-03-05T08:30:00+07:00|2025-03-05|08:30",
                "2025-03-04T20:30:00Z|2025-03-05|03:30",
                "2025-03-05T08:30:00|2025-03-05|08:30",
                "27/05/2025|2025-05-27|",
                "05/27/2025|2025-05-27|",
                "05–03–2025|2025-03-05|"
            })
    void readsTheFormsThatPeopleWrite(String written, LocalDate day, LocalTime time) {
        assertThat(FILED.read(written)).isInstanceOfSatisfying(At.class, at -> {
            assertThat(at.day()).isEqualTo(day);
            assertThat(at.time()).isEqualTo(time);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "31/02/2025", "00/00/2025", "13/13/2025", "05/03/0025", "05/03/202", "05/03/20255", "05/03/1925", "05/03/3025",
                "hôm qua",
        "2025", "03/2025", "12", "99999", "? 05/03/2025", "05/03/2025 25:00", "29/02/2023", "5/3",
                "05/03/2025 và 06/03/2025"
    })
    void readsNoDateWhereNoneCanBe(String written) {
        assertThat(FILED.read(written)).isInstanceOf(DateReading.Wrong.class);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"-", "''", "chưa", "N/A", "   "},
            ignoreLeadingAndTrailingWhitespace = false)
    void knowsHowPeopleSayThatThereIsNone(String written) {
        assertThat(FILED.read(written)).isInstanceOf(DateReading.None.class);
    }

    @ParameterizedTest
    @CsvSource({"05/03/2568, 2025-03-05", "ngày 5 tháng 3 năm 2568, 2025-03-05", "5032025, 2025-03-05"})
    void isInDoubtOfOtherCalendarsAndBareDigits(String written, String first) {
        assertThat(FILED.read(written)).isInstanceOfSatisfying(Doubtful.class, one -> assertThat(first)
                .contains(one.candidates().get(0).toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "1989, 1989",
        "06/1989, 1989-06",
        "tháng 6 năm 1989, 1989-06",
        "3/6/89, 1989-06-03",
        "3/6/1989, 1989-06-03"
    })
    void readsBirthdaysThatAreNotWhole(String written, String read) {
        DateReading reading = BORN.read(written);
        String shown = reading instanceof Partial some
                ? some.date()
                : ((At) reading).day().toString();
        assertThat(shown).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"3/6/12", "01/01/05"})
    void aBirthdayOfTwoDigitsMayBeOfEitherCentury(String written) {
        assertThat(BORN.read(written)).isInstanceOfSatisfying(Doubtful.class, one -> assertThat(one.candidates())
                .extracting(LocalDate::getYear)
                .allMatch(year -> year % 100 == one.candidates().get(0).getYear() % 100)
                .hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({"21/03/2025", "3/6/1899", "2026", "1899"})
    void nobodyIsBornTomorrowOrBeforeAllPapers(String written) {
        assertThat(BORN.read(written)).isInstanceOf(DateReading.Wrong.class);
    }

    @Provide
    static Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(0, ChronoUnit.DAYS.between(LocalDate.of(2000, 1, 1), LocalDate.of(2044, 12, 31)))
                .map(LocalDate.of(2000, 1, 1)::plusDays);
    }

    @Property(tries = 300)
    void everyDayIsReadBackFromEveryForm(@ForAll("days") LocalDate day) {
        for (String form : List.of(
                "dd/MM/uuuu",
                "d/M/uuuu",
                "dd-MM-uuuu",
                "uuuu-MM-dd",
                "dd.MM.uuuu",
                "uuuu/M/d",
                "'ngày' d 'tháng' M 'năm' uuuu",
                "d/M/uu",
                "HH:mm dd/MM/uuuu",
                "d-MMM-uuuu")) {
            String written = DateTimeFormatter.ofPattern(form, Locale.ENGLISH).format(day.atTime(8, 30));
            assertThat(FILED.read(written)).as(written).isInstanceOfSatisfying(At.class, at -> assertThat(at.day())
                    .isEqualTo(day));
        }
        long serial = ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), day);
        assertThat(FILED.read(Long.toString(serial)))
                .isInstanceOfSatisfying(At.class, at -> assertThat(at.day()).isEqualTo(day));
        assertThat(BookDates.ofSerial(BigDecimal.valueOf(serial), SheetDays.FROM_1900))
                .isEqualTo(day.atStartOfDay());
    }

    @Property(tries = 1_000)
    void inAColumnWithTheMonthFirstNoDayIsReadForAnother(@ForAll("days") LocalDate day) {
        DateReading reading = MONTH_FIRST.read(
                DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT).format(day));
        boolean two = day.getDayOfMonth() <= 12 && day.getDayOfMonth() != day.getMonthValue();
        if (two) {
            assertThat(reading).isInstanceOfSatisfying(Doubtful.class, one -> assertThat(one.candidates())
                    .contains(day)
                    .hasSize(2));
        } else {
            assertThat(reading)
                    .isInstanceOfSatisfying(At.class, at -> assertThat(at.day()).isEqualTo(day));
        }
    }

    @Property(tries = 1_000)
    void noTextThrows(@ForAll String text, @ForAll("days") LocalDate day) {
        FILED.read(text);
        BORN.read(text + day);
        MONTH_FIRST.read(day + text);
    }
}
