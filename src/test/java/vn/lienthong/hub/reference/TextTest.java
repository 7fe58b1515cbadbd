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
        assertThat(Text.clean(name)).isSameAs(name);
    }

    @Property
    void cutsWholeCharactersOnly(@ForAll("texts") String text, @ForAll @IntRange(min = 0, max = 40) int max) {
        String cut = Text.cut(text, max);
        String whole = Text.nfc(text);
        assertThat(whole).startsWith(cut);
        assertThat(cut.codePointCount(0, cut.length())).isLessThanOrEqualTo(max);
        assertThat(clusterEnds(whole)).contains(cut.length());
        // As long as it can be: the next whole character would not have fitted.
        clusterEnds(whole).stream()
                .filter(end -> end > cut.length())
                .findFirst()
                .ifPresent(next -> assertThat(whole.codePointCount(0, next)).isGreaterThan(max));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 1000, 2000, 4000})
    void cutsDecomposedTextAsItCutsComposed(int max) {
        String composed = "Đường Nguyễn Huệ, phường Trần Phú ".repeat(200);
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(Text.cut(decomposed, max)).isEqualTo(Text.cut(composed, max));
        assertThat(Text.length(Text.cut(decomposed, max))).isEqualTo(max);
    }

    @Test
    void leavesOutACharacterThatDoesNotFitWhole() {
        assertThat(Text.cut("ab\uD83D\uDE00", 2)).isEqualTo("ab");
        assertThat(Text.cut("ab\uD83D\uDE00c", 3)).isEqualTo("ab\uD83D\uDE00");
        assertThat(Text.cut("ab" + FAMILY + "c", 6)).isEqualTo("ab");
        assertThat(Text.cut("abx\u0323\u0317c", 4)).isEqualTo("ab");
        assertThat(Text.cut("a\r\nb", 2)).isEqualTo("a");
        assertThat(Text.cut("\uD83C\uDDFB\uD83C\uDDF3\uD83C\uDDFB\uD83C\uDDF3", 3))
                .isEqualTo("\uD83C\uDDFB\uD83C\uDDF3");
        assertThat(Text.cut(FAMILY, 2)).isEmpty();
        assertThat(Text.cut("abc", 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hồ sơ đã tồn tại",
                "HỒ SƠ ĐÃ TỒN TẠI",
                "Hồ sơ  <b>đã tồn</b>\n tại!",
                "<p>Đã&nbsp;x</p> đã\u00a0tồn\u200b tại",
                "đa\u0303 to\u0302\u0300n ta\u0323i"
            })
    void findsAPhraseInEveryForm(String answer) {
        assertThat(Text.containsIgnoringCaseAndForm(answer, "đã tồn tại")).isTrue();
        assertThat(Text.containsIgnoringCaseAndForm(answer, "không tìm thấy")).isFalse();
        assertThat(Text.containsIgnoringCaseAndForm(answer, "đã tồn tai")).isFalse();
    }

    @Property
    void foldsToTheSameInEveryForm(@ForAll("vietnamese") String text) {
        assertThat(Text.equalsIgnoringCaseAndForm(text, Normalizer.normalize(text, Normalizer.Form.NFD)))
                .isTrue();
        assertThat(Text.fold(Text.fold(text))).isEqualTo(Text.fold(text));
    }

    @Test
    void keepsComparisonsThatOnlyLookLikeTags() {
        assertThat(Text.fold("diện tích < 30 m2 và > 20 m2")).isEqualTo("diện tích < 30 m2 và > 20 m2");
    }

    @Test
    void replacesControlCharactersAndTrimsStraySpaces() {
        assertThat(Text.clean("\uFEFF\u00a0 Nguyễn\u000BVăn\u0000A\u200b \t")).isEqualTo("Nguyễn Văn A");
        assertThat(Text.clean("dòng 1\r\ndòng 2\tcột")).isEqualTo("dòng 1\r\ndòng 2\tcột");
        assertThat(Text.clean("a\uD83Db")).isEqualTo("a\uFFFDb");
        assertThat(Text.clean(FAMILY)).isEqualTo(FAMILY);
        assertThat(Text.clean(" \u00a0\u200b")).isEmpty();
    }

    @Property
    void leavesNothingThatXmlOrTheDatabaseCannotHold(@ForAll String text) {
        String clean = Text.clean(text);
        assertThat(clean.codePoints())
                .noneMatch(c ->
                        c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE);
        assertThat(Text.clean(clean)).isEqualTo(clean);
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

    @Provide
    Arbitrary<String> vietnamese() {
        return Arbitraries.strings()
                .withChars("aăâbcdđeêghiklmnoôơpqrstuưvxyàằầèềìòồờùừỳÁẮẤÉẾÍÓỐỚÚỨÝạặậẹệịọộợụựỵ \u00a0")
                .ofMaxLength(40);
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
