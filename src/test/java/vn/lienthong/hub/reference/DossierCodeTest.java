package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.vocabulary.Problem;

class DossierCodeTest {

    @ParameterizedTest
    @CsvSource({
        "000.01.10.H08-191216-0042, 000.01.10.H08, 2019-12-16, 0042, H08",
        "000.00.BD.H08-230411-0004, 000.00.BD.H08, 2023-04-11, 0004, H08",
        "H21.129-250812-0035, H21.129, 2025-08-12, 0035, H21",
        "H15.50.05.13-261008-0975, H15.50.05.13, 2026-10-08, 0975, H15",
        "G22.99.01-240229-0001, G22.99.01, 2024-02-29, 0001, G22",
        "H21-250701-1812345, H21, 2025-07-01, 1812345, H21",
        "H21.10.01-250701-10000, H21.10.01, 2025-07-01, 10000, H21"
    })
    void takesACodeApartAndPutsItTogether(String code, String agency, LocalDate day, String number, String levelOne) {
        DossierCode parsed = DossierCode.parse(code).orElseThrow();
        assertThat(parsed.agency()).isEqualTo(agency);
        assertThat(parsed.day()).isEqualTo(day);
        assertThat(parsed.number()).isEqualTo(number);
        assertThat(parsed.levelOne()).contains(levelOne);
        assertThat(parsed.text()).isEqualTo(code);
        assertThat(DossierCode.check(code)).isEqualTo(Verdict.OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "000.01.10.H08",
                "000.01.10.H08-191216",
                "000.01.10.H08-191216-042",
                "000.01.10.H08-191216-12345678",
                "000.01.10.h08-191216-0042",
                "00-191216-0042",
                "000.01.10.H08-20191216-0042",
                "000.01.10.H08-191216-0042 x",
                "000.01.10.H08-١٩١٢١٦-0042",
                "000.01.10.H08_191216_0042",
                "000.01.10.H08.000.01.10.H08.000.01.10-191216-0042"
            })
    void refusesAnotherShape(String code) {
        assertThat(DossierCode.parse(code)).isEmpty();
        assertThat(DossierCode.check(code).errors()).extracting(Problem::code).containsExactly("dossier-code-shape");
    }

    @ParameterizedTest
    @ValueSource(strings = {"191316", "190229", "191200", "190431", "000000"})
    void refusesADayThatDoesNotExist(String day) {
        assertThat(DossierCode.check("000.01.10.H08-" + day + "-0042").errors())
                .extracting(Problem::code)
                .containsExactly("dossier-code-day");
    }

    @Test
    void beginsAnewWithTheLocalDay() {
        Instant lastMoment =
                OffsetDateTime.parse("2019-12-16T23:59:59.999+07:00").toInstant();
        Instant midnight = OffsetDateTime.parse("2019-12-17T00:00:00+07:00").toInstant();
        DossierCode last = DossierCode.of("000.01.ZZ.H08", WallClock.dayOf(lastMoment), 9999);
        DossierCode first = DossierCode.of("000.01.ZZ.H08", WallClock.dayOf(midnight), 1);
        assertThat(last.text()).isEqualTo("000.01.ZZ.H08-191216-9999");
        assertThat(first.text()).isEqualTo("000.01.ZZ.H08-191217-0001");
        assertThat(first.isOfDay(midnight)).isTrue();
        assertThat(first.isOfDay(lastMoment)).isFalse();
    }

    @Test
    void goesOnPastTheFourthDigit() {
        LocalDate day = LocalDate.of(2019, 12, 16);
        String code = DossierCode.of("000.01.ZZ.H08", day, 10_000).text();
        assertThat(code).isEqualTo("000.01.ZZ.H08-191216-10000");
        assertThat(DossierCode.check(code)).isEqualTo(Verdict.OK);
        assertThatThrownBy(() -> DossierCode.of("000.01.ZZ.H08", day, 10_000_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void acceptsACodeIssuedUnderTheOldProvinceAfterTheMerger() {
        // Received under H08 in June 2025, still in progress under H21: the code stays what it was.
        DossierCode code = DossierCode.parse("000.06.ZZ.H08-250627-0007").orElseThrow();
        LocalDate today = LocalDate.of(2025, 8, 12);
        Unit now = TestTables.REFERENCE
                .units()
                .successorOf("21556", code.day(), today)
                .orElseThrow();
        assertThat(code.levelOne()).contains("H08");
        assertThat(now.name()).isEqualTo("Phường Quy Nhơn");
        assertThat(now.district()).isNull();
        assertThat(TestTables.REFERENCE.agencies().codeOn(now.code(), today))
                .hasValueSatisfying(agency -> assertThat(agency).startsWith("H21."));
    }

    @Property
    void readsEveryCodeItWrites(
            @ForAll @IntRange(min = 0, max = 36_000) int day, @ForAll @IntRange(min = 1, max = 9_999_999) int number) {
        DossierCode code = DossierCode.of("H21.ZZ.01", LocalDate.of(2000, 1, 1).plusDays(day), number);
        assertThat(DossierCode.parse(code.text())).contains(code);
    }
}
