package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

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
