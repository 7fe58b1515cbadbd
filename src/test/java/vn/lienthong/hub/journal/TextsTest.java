package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void keepsEveryTextThatPostgresCanHold() {
        for (String text : new String[] {"", "Quy Nhơn", "e\u0302\u0301", "\ud83d\ude00", "\uFFFD"}) {
            assertThat(Texts.kept(text)).isSameAs(text);
            assertThatCode(() -> Texts.require("unit", text)).doesNotThrowAnyException();
        }
        assertThat(Texts.kept(null)).isNull();
    }

    @Test
    void replacesWhatItCannotHoldInTextsThatAreOnlyRead() {
        assertThat(Texts.kept("a\u0000b\ud800c\udc00\u0000")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD\uFFFD");
    }

    @Test
    void refusesItInNames() {
        assertThatThrownBy(() -> Texts.require("unit", "21\u0000"))
                .hasMessage(
                        "The field unit cannot be kept as text. Found: U+0000 at character 3. Remove that character and send again.");
        assertThatThrownBy(() -> Texts.require("unit", "\udc00")).hasMessageContaining("U+DC00");
        assertThatThrownBy(() -> Texts.require("unit", "x\ud800")).hasMessageContaining("U+D800");
    }
}
