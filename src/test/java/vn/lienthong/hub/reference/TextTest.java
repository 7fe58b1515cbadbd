package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

    @Property
    void composesAsTheJdkDoes(@ForAll("texts") String text) {
        assertThat(Text.nfc(text)).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    @Test
    void takesTheFastPathOnlyForCharactersThatStayWhatTheyAre() {
        IntStream.range(0, 0x10000)
                .filter(c -> !Character.isSurrogate((char) c))
                .forEach(c -> {
                    String pair = "a" + (char) c + "e";
                    assertThat(Text.nfc(pair)).isEqualTo(Normalizer.normalize(pair, Normalizer.Form.NFC));
                });
    }

    @Test
    void givesTheSameObjectWhenNothingIsToBeDone() {
        String name = "Phường Trần Quang Diệu, thành phố Quy Nhơn";
        assertThat(Text.nfc(name)).isSameAs(name);
        assertThat(Text.cut(name, 1000)).isSameAs(name);
        assertThat(Text.trimmed(name)).isSameAs(name);
    }

    @Property
    void cutsWholeCharactersOnly(@ForAll("texts") String text, @ForAll @IntRange(min = 0, max = 40) int max) {
        String cut = Text.cut(text, max);
        String whole = Text.nfc(text);
        assertThat(whole).startsWith(cut);
        assertThat(cut.length()).isLessThanOrEqualTo(max);
        assertThat(Text.flaw(cut)).isEqualTo(Text.flaw(whole));
        assertThat(clusterEnds(whole)).contains(cut.length());
        // As long as it can be: the next whole character would not have fitted.
        clusterEnds(whole).stream()
                .filter(end -> end > cut.length())
                .findFirst()
                .ifPresent(next -> assertThat(next).isGreaterThan(max));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 1000, 2000, 4000})
    void cutsDecomposedTextAsItCutsComposed(int max) {
        String composed = "Đường Nguyễn Huệ, phường Trần Phú ".repeat(200);
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(Text.cut(decomposed, max)).isEqualTo(Text.cut(composed, max));
        assertThat(Text.cut(decomposed, max)).hasSize(max);
    }

    @Test
    void leavesOutACharacterThatDoesNotFitWhole() {
        assertThat(Text.cut("ab\uD83D\uDE00", 3)).isEqualTo("ab");
        assertThat(Text.cut("ab\uD83D\uDE00c", 4)).isEqualTo("ab\uD83D\uDE00");
        assertThat(Text.cut("ab" + FAMILY + "c", 9)).isEqualTo("ab");
        assertThat(Text.cut("abx\u0323\u0317c", 4)).isEqualTo("ab");
        assertThat(Text.cut("a\r\nb", 2)).isEqualTo("a");
        assertThat(Text.cut("\uD83C\uDDFB\uD83C\uDDF3\uD83C\uDDFB\uD83C\uDDF3", 6))
                .isEqualTo("\uD83C\uDDFB\uD83C\uDDF3");
        assertThat(Text.cut(FAMILY, 7)).isEmpty();
        assertThat(Text.cut("abc", 0)).isEmpty();
    }

    @Test
    void seesWhatNoDocumentMayCarry() {
        assertThat(Text.flaw("a\tb\r\nc")).isEqualTo(Text.Flaw.NONE);
        assertThat(Text.flaw("a\u000Bb")).isEqualTo(Text.Flaw.PAGE_MARK);
        assertThat(Text.flaw("a\u0000b\u000B")).isEqualTo(Text.Flaw.CONTROL);
        assertThat(Text.flaw("a\uFFFEb")).isEqualTo(Text.Flaw.CONTROL);
        assertThat(Text.flaw("a\uD83Db")).isEqualTo(Text.Flaw.SURROGATE);
        assertThat(Text.flaw("a\uDE00")).isEqualTo(Text.Flaw.SURROGATE);
        assertThat(Text.flaw("dòng một\n\tdòng hai \uD83D\uDE00")).isEqualTo(Text.Flaw.NONE);
    }

    @Test
    void takesStrayMarksFromAroundAText() {
        assertThat(Text.trimmed("\u00A0\uFEFF 21556\u200B\r\n")).isEqualTo("21556");
        assertThat(Text.trimmed("\uFEFF\u00a0 Nguyễn Văn A\u200b \t")).isEqualTo("Nguyễn Văn A");
        assertThat(Text.trimmed(" \u3000")).isEmpty();
        assertThat(Text.isBlank(" \u00A0\u200B")).isTrue();
        assertThat(Text.isBlank(" a ")).isFalse();
    }

    @Test
    void restoresTheZerosThatANumberLost() {
        assertThat(Text.padded(1, 2)).isEqualTo("01");
        assertThat(Text.padded(21556, 5)).isEqualTo("21556");
        assertThat(Text.padded(10_000, 4)).isEqualTo("10000");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aAđĐeỗờ \r\n\u0301\u0302\u0323\u031B\u200D\uFE0F")
                .withChars('\u1100', '\u11A8', '\uAC00')
                .ofMaxLength(12)
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("\uD83D\uDC68", parts) + "\uD83C\uDDFB\uD83C\uDDF3");
    }

    private static java.util.List<Integer> clusterEnds(String text) {
        java.util.List<Integer> ends = new java.util.ArrayList<>();
        ends.add(0);
        java.util.regex.Matcher clusters =
                java.util.regex.Pattern.compile("\\X").matcher(text);
        while (clusters.find()) {
            ends.add(clusters.end());
        }
        return ends;
    }
}
