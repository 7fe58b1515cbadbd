package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.time.api.Dates;
import vn.lienthong.hub.reference.IdentityNumbers;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.TaxCode;

/** What holds of every made-up person, whoever the real one is. All people here are made up. */
class MaskingPropertiesTest {
    private static final byte[] KEY = "a key of a test, and of nothing else".getBytes(StandardCharsets.UTF_8);
    private static final Keyed KEYED = new Keyed(KEY);
    private static final Birthdays BIRTHDAYS = new Birthdays(KEYED);
    private static final Numbers NUMBERS = new Numbers(KEYED, BIRTHDAYS);
    private static final IdentityNumbers CHECK =
            Reference.load(Path.of("mappings/tables")).identityNumbers();
    private static final Spot SPOT = Spot.of("province-rest").in("ghiChu");

    private static Masker masker() {
        return new Masker(KEY, Fields.load(name -> Harmless.NOTHING), new Originals(KEY));
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> word = Arbitraries.of(
                "Lương", "Thị", "Văn", "Ngọc", "Điểm", "Hoà", "Quỳnh", "Đạt", "Ánh", "Sơn", "Uyên", "Tú");
        return word.list().ofMinSize(2).ofMaxSize(5).map(words -> String.join(" ", words));
    }

    @Property(tries = 200)
    void oneNameIsOneMadeUpNameInEveryForm(@ForAll("names") String name) {
        Masker masker = masker();
        String made = masker.value(SPOT, Kind.NAME, name);
        assertThat(made.split(" ")).hasSameSizeAs(name.split(" "));
        assertThat(masker.value(SPOT, Kind.NAME, name.toUpperCase(Locale.ROOT)))
                .isEqualTo(made.toUpperCase(Locale.ROOT));
        assertThat(masker.value(SPOT, Kind.TEXT, Normalizer.normalize(name, Normalizer.Form.NFD)))
                .isEqualTo(Normalizer.normalize(made, Normalizer.Form.NFD));
        assertThat(Fold.of(masker.value(SPOT, Kind.TEXT, Fold.of(name)))).isEqualTo(Fold.of(made));
        assertThat(masker.value(SPOT, Kind.PUBLIC, "UBND, " + name)).isEqualTo("UBND, " + made);
        assertThat(masker.value(SPOT, Kind.UNKNOWN, "Gửi " + name + ".")).contains(" " + made + ".");
        String packed =
                Base64.getEncoder().encodeToString(("{\"chuHoSo\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8));
        String opened = new Walk(Fields.load(n -> Harmless.NOTHING), masker).text(SPOT, packed);
        assertThat(new String(Base64.getDecoder().decode(opened), StandardCharsets.UTF_8))
                .isEqualTo("{\"chuHoSo\":\"" + made + "\"}");
    }

    @Property(tries = 200)
    void identityNumbersPassTheirChecksTogetherWithTheBirthday(
            @ForAll @IntRange(min = 1920, max = 2020) int year,
            @ForAll boolean female,
            @ForAll @LongRange(max = 999_999) long serial) {
        String number = "052" + ((year / 100 - 19) * 2 + (female ? 1 : 0)) + Keyed.padded(year % 100, 2)
                + Keyed.padded(serial, 6);
        String made = NUMBERS.identity(number);
        String born = BIRTHDAYS.moved(Integer.toString(year)).orElseThrow();
        assertThat(made).startsWith("000").hasSize(12).isNotEqualTo(number);
        assertThat(CHECK.check(new IdentityNumbers.Claim("CCCD", made, born, female ? "FEMALE" : "MALE")))
                .satisfies(verdict -> assertThat(verdict.isError()).isFalse())
                .satisfies(verdict -> assertThat(verdict.toString()).doesNotContain("identity-sex", "identity-year"));
        String grouped = number.replaceAll("(\\d{3})(?=\\d)", "$1 ");
        assertThat(NUMBERS.identity(grouped).replace(" ", "")).isEqualTo(made);
    }

    @Property(tries = 200)
    void taxCodesHaveARightCheckDigitAndPhonesAreNobodys(
            @ForAll @LongRange(max = 999_999_999L) long nine, @ForAll @IntRange(max = 9) int last) {
        String tax = NUMBERS.tax(Keyed.padded(nine, 9) + last);
        assertThat(TaxCode.check(tax).isError()).as(tax).isFalse();
        String local = "09" + Keyed.padded(nine % 100_000_000, 8);
        String phone = NUMBERS.phone(local);
        assertThat(Numbers.isReservedPhone(phone)).as(phone).isTrue();
        assertThat(NUMBERS.phone("+84" + local.substring(1))).isEqualTo("+84" + phone.substring(1));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Dates.dates().between(LocalDate.of(1920, 1, 1), LocalDate.of(2022, 12, 31));
    }

    @Property(tries = 200)
    void aBirthdayMovesAlikeInEveryForm(@ForAll("days") LocalDate day) {
        LocalDate moved = LocalDate.parse(BIRTHDAYS.moved(day.toString()).orElseThrow());
        assertThat(Math.abs(moved.getYear() - day.getYear())).isBetween(1, 3);
        for (String form : List.of("dd/MM/yyyy", "yyyyMMdd", "dd-MM-yyyy", "yyyy/MM/dd", "d/M/yyyy", "yyyy")) {
            var format = DateTimeFormatter.ofPattern(form, Locale.ROOT);
            assertThat(BIRTHDAYS.moved(day.format(format)).orElseThrow().replaceAll("(?<=^|/)0", ""))
                    .as(form)
                    .isEqualTo(moved.format(format).replaceAll("(?<=^|/)0", ""));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> word =
                Arbitraries.of("số", "12/5", "đường", "Lam", "tổ", "3,", "HẺM", "nhà", "ông", "xanh", "q.9", "Ơ");
        return word.list().ofMinSize(1).ofMaxSize(8).map(words -> String.join(" ", words));
    }

    /** A mapping puts two fields into one: what was masked before is what is masked after. */
    @Property(tries = 200)
    void textsThatAreJoinedAreMaskedAsTheyAreAlone(@ForAll("texts") String one, @ForAll("texts") String other) {
        Masker masker = masker();
        assertThat(masker.value(SPOT, Kind.ADDRESS, one + ", " + other))
                .isEqualTo(masker.value(SPOT, Kind.ADDRESS, one) + ", " + masker.value(SPOT, Kind.ADDRESS, other));
        assertThat(masker.value(SPOT, Kind.TEXT, one)).hasSameSizeAs(one);
    }

    @Property(tries = 50)
    void noTwoNumbersOfADossierBecomeOne(@ForAll @IntRange(min = 1, max = 5000) int from) {
        List<String> made = IntStream.range(from, from + 500)
                .mapToObj(i -> KEYED.digits("dossier", Keyed.padded(i, 4)))
                .distinct()
                .toList();
        assertThat(made).hasSize(500);
    }

    /** Whoever was born in the 22nd century has none yet: the sample days number their people so. */
    @Example
    void numbersThatNobodyHasAreKnown() {
        assertThat(List.of("000189001234", "052412345678", "052512345678", "991234567890", "991234567", "0900000123"))
                .allMatch(Numbers::isReserved);
        assertThat(List.of("052189001234", "052312345678", "052612345678", "05241234567", "046412345678", "0914123456"))
                .noneMatch(Numbers::isReserved);
    }
}
