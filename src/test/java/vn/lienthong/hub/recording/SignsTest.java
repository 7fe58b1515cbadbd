package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.lienthong.hub.vocabulary.ByChance;

/** What spares masking a search may never spare it a find, and what finds words without a pattern finds those of the pattern. */
class SignsTest {
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}\\u00ad\\u200c\\u200d\\u2060]*");
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\u00ad\\u200c\\u200d\\u2060]+");

    /** The shortest of each kind, and some in other forms: what is sought there, and whether its signs are seen. */
    @TestFactory
    Stream<DynamicTest> whatIsFoundHasTheSignsOfIt() {
        return Stream.of(
                        "an@a.vn",
                        "eyJabcdefghij",
                        "0912345678",
                        "02563822123",
                        "(024)3822123",
                        "84912345678",
                        "+84 91 2345678",
                        "052189001234",
                        "123.456.789",
                        "123456789",
                        "H08-191216-0042",
                        "000.01.10.H08-191216-0042",
                        "07:30",
                        "1/2/2019",
                        "20191216",
                        "abcdefab-cdef-abcd-efab-cdefabcdefab",
                        "d41d8cd98f00b204e9800998ecf8427e",
                        "abcdefabcdefabcdefabcdefabcdefab")
                .map(text -> DynamicTest.dynamicTest(text, () -> {
                    assertThat(sought(text)).isNotEmpty();
                    neverSpared(text);
                }));
    }

    @Property(tries = 2000)
    void soItIsInAnyText(@ForAll("signs") String text) {
        neverSpared(text);
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.of(
                        "0",
                        "9",
                        "1",
                        "8",
                        "4",
                        "5",
                        "2",
                        "20",
                        "19",
                        "091",
                        "024",
                        "123",
                        "abcdef",
                        "eyJ",
                        "@",
                        ".",
                        "-",
                        " ",
                        ":",
                        "/",
                        "(",
                        ")",
                        "+",
                        "H08",
                        "ABCDEF0123456789",
                        "d41d8cd98f00",
                        "x",
                        "vn")
                .list()
                .ofMaxSize(14)
                .map(pieces -> String.join("", pieces));
    }

    private static List<String> sought(String text) {
        List<String> found = new ArrayList<>();
        Stream.of(
                        Masker.TICKET,
                        Numbers.MAIL,
                        ByChance.UUID,
                        ByChance.SUM,
                        Nobodys.DOSSIER,
                        Shapes.TIME_ALONE,
                        Numbers.PHONE,
                        Numbers.IDENTITY)
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .forEach(matcher -> found.add(matcher.group()));
        return found;
    }

    private static void neverSpared(String text) {
        Signs signs = Signs.of(text);
        spares(signs.ticket(), Masker.TICKET, text);
        spares(signs.mail(), Numbers.MAIL, text);
        spares(signs.uuid(), ByChance.UUID, text);
        spares(signs.sum(), ByChance.SUM, text);
        spares(signs.dossier(), Nobodys.DOSSIER, text);
        spares(signs.time(), Shapes.TIME_ALONE, text);
        spares(signs.number(), Numbers.PHONE, text);
        spares(signs.number(), Numbers.IDENTITY, text);
        spares(signs.digits() >= Originals.FEWEST_DIGITS, Originals.DIGITS, text);
    }

    private static void spares(boolean seen, Pattern pattern, String text) {
        assertThat(!seen && pattern.matcher(text).find())
                .as(pattern + " in " + text)
                .isFalse();
    }

    @Property(tries = 2000)
    void wordsAreThoseOfThePattern(@ForAll("letters") String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        assertThat(Pieces.words(text)).extracting(Pieces.Word::text).isEqualTo(words);
        assertThat(Fold.words(text))
                .isEqualTo(words.stream().map(SignsTest::folded).toList());
        assertThat(Fold.of(text)).isEqualTo(folded(text));
    }

    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                Arbitraries.strings()
                        .withChars("aZđĐ ưƯ-\u0301\u0302\u00ad\u200c\u2060Ωσς0٣²")
                        .withCharRange('\u1ea0', '\u1ef9')
                        .withCharRange('\u00c0', '\u0250')
                        .ofMaxLength(30));
    }

    /** Each letter by itself and behind another one, in the form in which every one was folded before there were tables. */
    @Example
    void everyLetterIsFoldedAsTheStandardFoldsIt() {
        for (int c = 0; c < 0x2100; c++) {
            for (String text : List.of(Character.toString(c), "Aa" + (char) c, (char) c + "\u0301Đ")) {
                assertThat(Fold.of(text)).as("%x", c).isEqualTo(folded(text));
            }
        }
    }

    private static String folded(String word) {
        return MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace('đ', 'd')
                .replace('Đ', 'd');
    }
}
