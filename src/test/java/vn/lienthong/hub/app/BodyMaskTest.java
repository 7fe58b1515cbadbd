package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.connector.Connectors;

class BodyMaskTest {
    private static final BodyMask MASK = BodyMask.masking(
            Set.of("service", "mahoso", "error_code", "status", "trangthai", "trangthaihoso", "ngaytiepnhan"),
            Set.of("message"));
    private static final String SENT =
            """
            {"session":"s-1","service":"DongBoHoSoMC","isUpdating":"false","data":[{"MaHoSo":"000.01.10.H08-191216-0042",\
            "ChuHoSo":"NGUYỄN VĂN MẪU","SoCMND":"052000000000","DiDong":"0900000000","NgayTiepNhan":"20191216080500",\
            "TrangThaiHoSo":"2","DiaChi":"12 đường Mẫu","NgaySinh":"19890615000000","NamSinh":1989,"DuocSoHoa":true}]}""";

    @Test
    void showsHowAnExchangeWentAndNobodysName() {
        String shown = MASK.show(bytes(SENT));

        assertThat(shown)
                .contains("\"service\":\"DongBoHoSoMC\"")
                .contains("\"MaHoSo\":\"000.01.10.H08-191216-0042\"")
                .contains("\"NgayTiepNhan\":\"20191216080500\"")
                .contains("\"TrangThaiHoSo\":\"2\"")
                .contains("\"DuocSoHoa\":true")
                .contains("\"ChuHoSo\":\"(14 characters)\"")
                .doesNotContain("MẪU", "052000000000", "0900000000", "s-1", "đường", "1989");
    }

    @Test
    void showsNoTextOfADestinationThatNamesNoFields() {
        assertThat(BodyMask.masking(Set.of(), Set.of()).show(bytes(SENT)))
                .contains("\"service\":\"(12 characters)\"")
                .doesNotContain("DongBoHoSoMC", "H08-191216-0042");
    }

    @Test
    void showsEverythingWhereTheSettingAsksForIt() {
        assertThat(BodyMask.plain().show(bytes(SENT))).isEqualTo(SENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Hồ sơ đã tồn tại                                        | Hồ sơ đã tồn tại
                    CẬP NHẬT THÀNH CÔNG                                     | CẬP NHẬT THÀNH CÔNG
                    Thành công                                              | Thành công
                    Trường HoTen không được để trống                        | (13 characters) không được để trống
                    Không hợp lệ: ông Nguyễn Văn Mẫu, CCCD 052 089 000 001  | Không hợp lệ (42 characters)
                    không hợp lệ: nguyễn văn mẫu                            | không hợp lệ (16 characters)
                    không hợp lệ: Nguyen Van Mau sinh ngày 15/06/1989       | không hợp lệ (37 characters)
                    không hợp lệ: TRẦN THỊ MẪU (0900.000.001) CMND 21000001 | không hợp lệ (43 characters)
                    Lỗi: hồ sơ đã tồn tại.                                  | (5 characters) hồ sơ đã tồn tại
                    Hồ Thành Công                                           | (13 characters)
                    IP_DISALLOWED                                           | (13 characters)
                    """)
    void keepsTheDestinationsOwnWordsAsFarAsTheyCannotBeAPerson(String said, String shown) {
        for (String text : new String[] {said, Normalizer.normalize(said, Normalizer.Form.NFD)}) {
            String masked = MASK.show(bytes("{\"error_code\":\"3\",\"message\":\"" + text + "\"}"));

            assertThat(masked).isEqualTo("{\"error_code\":\"3\",\"message\":\"" + shown + "\"}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "error_code, 052089000001",
        "error_code, 052.089.000.001",
        "error_code, MAU-052089000001",
        "status, CMND 21000001",
        "TrangThai, Nguyễn Văn Mẫu",
        "NgayTiepNhan, 052089000001",
        "NgayTiepNhan, Nguyen Van Mau",
        "MaHoSo, 0900000001"
    })
    void hidesAPersonInThePlaceOfACode(String name, String value) {
        assertThat(MASK.show(bytes("{\"" + name + "\":\"" + value + "\"}")))
                .doesNotContain(value)
                .endsWith(" characters)\"}");
    }

    @Test
    void hidesAPersonInThePlaceOfAName() {
        assertThat(MASK.show(bytes("{\"NGUYỄN VĂN MẪU\":1,\"TRẦN THỊ MẪU\":2}")))
                .isEqualTo(
                        "{\"(a name of 14 characters)\":\"(1 characters)\",\"(a name of 12 characters) 2\":\"(1 characters)\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Lỗi: Nguyễn Văn Mẫu 052 089 000 001 15/06/1989</html>",
                "{\"error_code\":\"-3\",\"ChuHoSo\":\"NGUYỄN VĂN MẪU\",\"SoGiayToChuHoSo\":\"052089000001\"",
                "[\"Nguyễn Văn Mẫu\"",
                "\"Nguyễn Văn Mẫu\"",
                "Nguyễn Văn Mẫu, mau@example.org",
                "\u0000Mẫu"
            })
    void showsOnlyLengthAndKindOfWhatItCannotRead(String body) {
        assertThat(MASK.show(bytes(body)))
                .startsWith("(")
                .endsWith(" " + body.length() + " characters)")
                .doesNotContain("Mẫu", "MẪU", "052", "1989");
    }

    @Test
    void showsNothingForNothing() {
        assertThat(MASK.show(new byte[0])).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anEnvelopeShowsItsStructureAndNobodysData() {
        BodyMask mask = BodyMask.masking(Connectors.load(Path.of("connectors")), "province-soap");
        String sent =
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><x:pushDocument xmlns:x=\"http://hoso.provider.exch.sharedservice.dtt.vn/\">"
                        + "<arg0><password></password><userName></userName><ossDocumentSoapList><gioiTinh>1</gioiTinh><hoTenNguoiNop>Nguyễn Thị Mẫu</hoTenNguoiNop>"
                        + "<maSoHoSo>000.00.00.H08-260105-0001</maSoHoSo><soCmnd>000190000001</soCmnd></ossDocumentSoapList></arg0></x:pushDocument></s:Body></s:Envelope>";
        assertThat(mask.show("pushDocument", sent.getBytes(StandardCharsets.UTF_8)))
                .startsWith("{\"arg0\":{")
                .contains("\"maSoHoSo\":\"000.00.00.H08-260105-0001\"", "\"hoTenNguoiNop\":\"(")
                .doesNotContain("Mẫu", "000190000001");
        String fault =
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>Nguyễn Thị Mẫu</faultstring></s:Fault></s:Body></s:Envelope>";
        assertThat(mask.show("pushDocument", fault.getBytes(StandardCharsets.UTF_8)))
                .contains("\"faultcode\":\"Server\"")
                .doesNotContain("Mẫu");
        assertThat(mask.show("pushDocument", "<html>Nguyễn Thị Mẫu</html>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("(a web page or XML of 27 characters)");
        assertThat(BodyMask.plain().show("pushDocument", sent.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(sent);
    }
}
