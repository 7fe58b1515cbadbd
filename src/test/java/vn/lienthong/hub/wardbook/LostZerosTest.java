package vn.lienthong.hub.wardbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.TaxCode;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Kind;

/** All numbers are made up. */
class LostZerosTest {
    private static final LostZeros ZEROS = zeros();

    private static LostZeros zeros() {
        Reference reference = Reference.load(Path.of("mappings", "tables"));
        return new LostZeros(reference.identityNumbers(), reference.procedures());
    }

    private static Cell number(String digits) {
        return new Cell(Kind.NUMBER, digits, new BigDecimal(digits), null, 0, false);
    }

    @ParameterizedTest
    @CsvSource({
        "52089000001, 1989, MALE, 052089000001, ZEROS_RESTORED",
        "52089000001, 1989-06-03, , 052089000001, ZEROS_RESTORED",
        "1089000001, 1989, MALE, 001089000001, ZEROS_RESTORED",
        "52089000001, , MALE, 52089000001, ZEROS_DOUBTFUL",
        "52089000001, 1990, MALE, 52089000001, ZEROS_DOUBTFUL",
        "52089000001, 1989, FEMALE, 52089000001, ZEROS_DOUBTFUL",
        "99089000001, 1989, MALE, 99089000001, ZEROS_DOUBTFUL",
        "052089000001, 1990, FEMALE, 052089000001,",
        "211000001, , , 211000001,",
        "11000001, , , 11000001, ZEROS_DOUBTFUL",
        "B1234567, , , B1234567,",
        "1234567, , , 1234567, NUMBER_WRONG",
        "0520890000012, , , 0520890000012, NUMBER_WRONG"
    })
    void putsBackTheZeroOfAPersonsNumberOnlyWhereAllOfItFits(
            String written, String born, String sex, String value, Remark remark) {
        LostZeros.Digits found = ZEROS.identity(Cell.text(written), born, sex);
        assertThat(found.value()).isEqualTo(value);
        assertThat(found.remark()).isEqualTo(remark);
    }

    @Test
    void zerosThatTheFormatOfTheCellShowsAreThere() {
        Cell cell = new Cell(Kind.NUMBER, "52089000001", new BigDecimal("52089000001"), null, 12, false);
        assertThat(ZEROS.identity(cell, null, null)).isEqualTo(new LostZeros.Digits("052089000001", "CCCD", null));
    }

    /** Whatever the person: a number that is put together again is the one that was. */
    @Property(tries = 2_000)
    void noNumberIsEverRestoredToAnother(
            @ForAll @IntRange(min = 1, max = 96) int province,
            @ForAll @IntRange(max = 3) int century,
            @ForAll @IntRange(max = 99) int year,
            @ForAll @IntRange(max = 999_999) int rest) {
        String whole = "%03d%d%02d%06d".formatted(province, century, year, rest);
        String born = String.valueOf(1900 + 100 * (century / 2) + year);
        LostZeros.Digits found = ZEROS.identity(
                number(new BigDecimal(whole).toPlainString()), born, century % 2 == 0 ? "MALE" : "FEMALE");
        assertThat(found.value()).isIn(whole, whole.replaceFirst("^0+", ""));
        if (found.remark() == Remark.ZEROS_RESTORED) {
            assertThat(found.value()).isEqualTo(whole);
        }
        LostZeros.Digits other = ZEROS.identity(
                number(new BigDecimal(whole).toPlainString()), String.valueOf(Integer.parseInt(born) + 1), null);
        assertThat(other.remark()).as("another year of birth").isNotEqualTo(Remark.ZEROS_RESTORED);
    }

    @ParameterizedTest
    @CsvSource({
        "912345678, 0912345678, ZEROS_RESTORED",
        "2563821234, 02563821234, ZEROS_RESTORED",
        "0912 345 678, 0912345678,",
        "0912.345.678, 0912345678,",
        "+84912345678, +84912345678,",
        "84912345678, 84912345678,",
        "0912345678; 0913456789, 0912345678; 0913456789,",
        "12345678, 12345678, ZEROS_DOUBTFUL",
        "9.12346E+08, 9.12346E+08, DIGITS_LOST"
    })
    void readsPhoneNumbers(String written, String value, Remark remark) {
        LostZeros.Digits found = ZEROS.phone(Cell.text(written));
        assertThat(found.remark()).isEqualTo(remark);
        if (remark != Remark.DIGITS_LOST) {
            assertThat(found.value()).isEqualTo(value);
        }
    }

    @Property(tries = 1_000)
    void aTaxCodeGetsItsZeroBackOnlyFromANumberThatFits(
            @ForAll @IntRange(min = 1_000_000, max = 99_999_999) int first) {
        String nine = "%09d".formatted(first);
        for (int digit = 0; digit < 10; digit++) {
            String code = nine + digit;
            boolean sound = !TaxCode.check(code).isError();
            Cell lost = number(new BigDecimal(code).toPlainString());
            boolean one = lost.text().length() == 9;
            assertThat(ZEROS.tax(lost).remark()).isEqualTo(sound && one ? Remark.ZEROS_RESTORED : Remark.NUMBER_WRONG);
            if (sound && one) {
                assertThat(ZEROS.tax(lost).value()).isEqualTo(code);
                assertThat(ZEROS.tax(Cell.text(lost.text())).remark()).isEqualTo(Remark.ZEROS_DOUBTFUL);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.001193, 1.001193,",
        "1.01395, 1.013950, ZEROS_RESTORED",
        "2.00093, 2.000930, ZEROS_RESTORED",
        "1.00139, 1.00139, PROCEDURE_UNKNOWN",
        "1.00466, 1.00466, PROCEDURE_UNKNOWN",
        "9.999999, 9.999999, PROCEDURE_NOT_LISTED",
        "khai sinh, khai sinh, PROCEDURE_UNKNOWN"
    })
    void readsCodesOfProcedures(String written, String value, Remark remark) {
        LostZeros.Digits found = ZEROS.procedure(Cell.text(written));
        assertThat(found.value()).isEqualTo(value);
        assertThat(found.remark()).isEqualTo(remark);
    }
}
