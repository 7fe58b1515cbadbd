package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.vocabulary.Problem;

/** Identity numbers and tax codes. The numbers of persons are made up: the six digits at their end are all the same. */
class NumbersTest {
    private final IdentityNumbers numbers = TestTables.REFERENCE.identityNumbers();

    @ParameterizedTest
    @CsvSource({
        "CCCD, 052089000000, 1989, MALE",
        "CCCD, 052189000000, 1989-06-03, FEMALE",
        "CCCD, 064201000000, 2001-02, MALE",
        "CCCD, 052301000000, , FEMALE",
        "CCCD, 052301000000, 2001, ",
        "CMND, 211000000, 1970, MALE",
        "CMND, 052089000000, 1989, MALE",
        "PASSPORT, B1234567, 1989, MALE",
        "TAX_CODE, 0100109106, , ",
        "TAX_CODE, 0101243150-001, , ",
        "TAX_CODE, 0300588569, , ",
        "TAX_CODE, 052089000000, , ",
        "OTHER, anything at all, , "
    })
    void findsNothingWrongWithASoundNumber(String type, String number, @Nullable String bornOn, @Nullable String sex) {
        assertThat(check(type, number, bornOn, sex)).isEqualTo(Verdict.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "CCCD, 52089000000, identity-lost-zero",
        "CCCD, 2089000000, identity-shape",
        "CCCD, 0520890000000, identity-shape",
        "CCCD, 05208900000A, identity-shape",
        "CCCD, '', identity-shape",
        "CCCD, ٠٥٢٠٨٩٠٠٠٠٠٠, identity-shape",
        "CMND, 21100000, identity-lost-zero",
        "CMND, 2110000001, identity-shape",
        "CMND, 000000001, identity-filler",
        "CCCD, 123456789012, identity-filler",
        "PASSPORT, B12, identity-shape",
        "PASSPORT, ABCDEFGH, identity-shape",
        "TAX_CODE, 0100109107, tax-code-check-digit",
        "TAX_CODE, 0100109106001, tax-code-shape",
        "TAX_CODE, 100109106, tax-code-shape",
        "TAX_CODE, 0100109106-01, tax-code-shape"
    })
    void refusesWhatCannotBeSuchANumber(String type, String number, String code) {
        Verdict verdict = check(type, number, null, null);
        assertThat(verdict.isError()).isTrue();
        assertThat(verdict.errors()).extracting(Problem::code).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource({
        "999089000000, 1989, MALE, identity-province",
        "052089000000, 1989, FEMALE, identity-sex",
        "052089000000, 1990-01-01, MALE, identity-year",
        "052289000000, 1989, MALE, identity-year"
    })
    void warnsOfWhatDoesNotFitButCanBe(String number, String bornOn, String sex, String code) {
        Verdict verdict = check("CCCD", number, bornOn, sex);
        assertThat(verdict.isError()).isFalse();
        assertThat(verdict.warnings()).extracting(Problem::code).containsExactly(code);
    }

    @Test
    void saysAllThatDoesNotFitAtOnce() {
        assertThat(check("CCCD", "999089000000", "2001", "FEMALE").warnings())
                .extracting(Problem::code)
                .containsExactly("identity-province", "identity-sex", "identity-year");
    }

    @Property
    void neverRepeatsTheNumberOfAPerson(
            @ForAll @IntRange(min = 0) int digits, @ForAll @IntRange(min = 7, max = 14) int length) {
        String number =
                ("0".repeat(14) + digits).substring(("" + digits).length()).substring(0, length);
        for (String type : new String[] {"CCCD", "CMND", "TAX_CODE", "PASSPORT"}) {
            Verdict verdict = check(type, number, "1989", "MALE");
            assertThat(java.util.stream.Stream.concat(verdict.errors().stream(), verdict.warnings().stream()))
                    .noneMatch(problem -> problem.found().contains(number));
        }
    }

    @Test
    void warnsWhereSourcesDisagreeOnTheCheckDigit() {
        // 3 x 29 + 1 x 23 = 110 = 10 x 11: no rest, so the digit would be 10.
        assertThat(TaxCode.check("0310000000").warnings())
                .extracting(Problem::code)
                .containsExactly("tax-code-check-digit");
        assertThat(TaxCode.check("0310000001").isError()).isTrue();
    }

    @Property
    void hasOneRightCheckDigitAtMost(@ForAll @IntRange(min = 0, max = 999_999_999) int digits) {
        String nine = "%09d".formatted(digits);
        long right = java.util.stream.IntStream.range(0, 10)
                .filter(digit -> !TaxCode.check(nine + digit).isError())
                .count();
        assertThat(right).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "1", "000000000", "000000001", "000000000001", "111111111", "999999999", "9", "123456789"})
    void knowsWhatIsTypedWithoutANumber(String filler) {
        assertThat(IdentityNumbers.isFiller(filler)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "052089000000", "000000010", "211111111", "111", "B1234567", "1234567890"})
    void takesNoOtherNumberForAFiller(String number) {
        assertThat(IdentityNumbers.isFiller(number)).isFalse();
    }

    private Verdict check(String type, String number, @Nullable String bornOn, @Nullable String sex) {
        return numbers.check(new IdentityNumbers.Claim(type, number, bornOn, sex));
    }
}
