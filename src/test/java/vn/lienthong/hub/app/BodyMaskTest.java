package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BodyMaskTest {
    private static final BodyMask MASK = BodyMask.masking(Set.of("service", "mahoso", "error_code", "message"));
    private static final String SENT =
            """
            {"session":"s-1","service":"DongBoHoSoMC","isUpdating":"false","data":[{"MaHoSo":"000.01.10.H08-191216-0042",\
            "ChuHoSo":"NGUYỄN VĂN MẪU","SoCMND":"052000000000","DiDong":"0900000000","NgayTiepNhan":"20191216080500",\
            "TrangThaiHoSo":"2","DiaChi":"12 đường Mẫu"}]}""";

    @Test
    void showsHowAnExchangeWentAndNobodysName() {
        String shown = MASK.show(bytes(SENT));

        assertThat(shown)
                .contains("\"service\":\"DongBoHoSoMC\"")
                .contains("\"MaHoSo\":\"000.01.10.H08-191216-0042\"")
                .contains("\"NgayTiepNhan\":\"20191216080500\"")
                .contains("\"ChuHoSo\":\"(14 characters)\"")
                .doesNotContain("MẪU")
                .doesNotContain("052000000000")
                .doesNotContain("0900000000")
                .doesNotContain("s-1")
                .doesNotContain("đường");
    }

    @Test
    void showsNoTextOfADestinationThatNamesNoFields() {
        assertThat(BodyMask.masking(Set.of()).show(bytes(SENT)))
                .contains("\"service\":\"(12 characters)\"")
                .doesNotContain("DongBoHoSoMC", "H08-191216-0042");
    }

    @Test
    void showsEverythingWhereTheSettingAsksForIt() {
        assertThat(BodyMask.plain().show(bytes(SENT))).isEqualTo(SENT);
    }

    @Test
    void keepsTheDestinationsOwnWords() {
        String answer = "{\"error_code\":\"3\",\"message\":\"Hồ sơ đã tồn tại\"}";

        assertThat(MASK.show(bytes(answer))).isEqualTo(answer);
    }

    @Test
    void showsTheBeginningOfAPageWithoutNumbersOfPersons() {
        String page = "<html>lỗi: 052000000000, mau@example.org" + "x".repeat(600);
        String shown = MASK.show(bytes(page));

        assertThat(shown)
                .startsWith("<html>lỗi: ########, ###@###")
                .hasSizeLessThan(450)
                .contains("characters)");
    }

    @Test
    void showsNothingForNothing() {
        assertThat(MASK.show(new byte[0])).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
