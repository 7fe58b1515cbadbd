package vn.lienthong.hub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "to-khai.pdf, to-khai.pdf",
        "../../etc/passwd, passwd",
        "C:\\Tài liệu\\tờ khai.pdf, tờ khai.pdf",
        "hoa-don.pdf.exe, hoa-don.pdf.exe",
        "khong-duoi, khong-duoi",
        "'', tep",
        "' . ', tep",
        "..., tep",
        "a/.., tep",
        ".htaccess, .htaccess",
    })
    void aNameIsFitToBeSent(String written, String name) {
        assertThat(FileName.of(written, "tep")).isEqualTo(name);
    }

    @Test
    void signsThatNobodySeesAreTakenOffAndLettersAreComposed() {
        assertThat(FileName.of("to\u0000\r\nkhai\u202Efdp.exe\uD800", "tep")).isEqualTo("tokhaifdp.exe");
        assertThat(FileName.of(Normalizer.normalize("Tờ khai.pdf", Normalizer.Form.NFD), "tep"))
                .isEqualTo("Tờ khai.pdf");
    }

    @Test
    void aLongNameIsCutBeforeItsEndingAndNeverInALetter() {
        String name = FileName.of("đ".repeat(300) + ".pdf", "tep");
        assertThat(name).hasSize(150).endsWith("đ.pdf");
        assertThat(FileName.of("😀".repeat(200), "tep")).hasSize(150).doesNotContain("?");
        assertThat(FileName.of("a" + "😀".repeat(200), "tep")).hasSize(149);
        assertThat(FileName.extension("a." + "x".repeat(40))).isEmpty();
    }

    @Test
    void everySystemCanReadTheNameInPlainLetters() {
        assertThat(FileName.ascii("Tờ khai \"Đăng ký\" №1;.PDF")).isEqualTo("To khai _Dang ky_ _1_.PDF");
    }
}
