package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @Property
    void composesAsTheJdkDoes(@ForAll String text) {
        assertThat(Texts.nfc(text)).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    @Test
    void composesVietnamese() {
        assertThat(Texts.nfc(Normalizer.normalize("Bình Định", Normalizer.Form.NFD)))
                .isEqualTo("Bình Định");
    }

    @Test
    void givesComposedVietnameseBackAsItIs() {
        String composed = "Nguyễn Thị Mẫu, phường Đống Đa";

        assertThat(Texts.nfc(composed)).isSameAs(composed);
    }

    @Test
    void seesWhatNoDocumentMayCarry() {
        assertThat(Texts.flaw("a\tb\r\nc")).isEqualTo(Texts.Flaw.NONE);
        assertThat(Texts.flaw("a\u000Bb")).isEqualTo(Texts.Flaw.PAGE_MARK);
        assertThat(Texts.flaw("a\u0000b\u000B")).isEqualTo(Texts.Flaw.CONTROL);
        assertThat(Texts.flaw("a\uFFFEb")).isEqualTo(Texts.Flaw.CONTROL);
        assertThat(Texts.flaw("a\uD83Db")).isEqualTo(Texts.Flaw.SURROGATE);
        assertThat(Texts.flaw("a\uDE00")).isEqualTo(Texts.Flaw.SURROGATE);
        assertThat(Texts.flaw("\uD83D\uDE00")).isEqualTo(Texts.Flaw.NONE);
    }

    @Test
    void takesStrayMarksFromAroundACode() {
        assertThat(Texts.trimmed("\u00A0\uFEFF 21556\u200B\r\n")).isEqualTo("21556");
        assertThat(Texts.trimmed(" \u3000")).isEmpty();
        assertThat(Texts.isBlank(" \u00A0\u200B")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nguyễn Thị Hồng Mẫu", "Trần Đức Ước", "Lê Văn Á", "phường Ghềnh Ráng", "Quy Nhơn"})
    void knowsUtf8ReadAsSomethingElse(String sound) {
        byte[] bytes = sound.getBytes(StandardCharsets.UTF_8);

        assertThat(Texts.looksBroken(sound)).isFalse();
        assertThat(Texts.looksBroken(new String(bytes, StandardCharsets.ISO_8859_1)))
                .isTrue();
        assertThat(Texts.looksBroken(new String(bytes, Charset.forName("windows-1252"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UBND XÃ", "“TÊN XÃ”", "XÃ… và", "«Quá»", "Ä", "hồ sơ của XÃ – nộp", "Ærø", "giá 5 º", "XÃ·", ""
            })
    void leavesSoundTextAlone(String sound) {
        assertThat(Texts.looksBroken(sound)).isFalse();
    }

    @Test
    void seesLettersLostForGood() {
        assertThat(Texts.looksBroken("Nguy\uFFFDn")).isTrue();
    }
}
