package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who reads a recording with bad intent looks for: numbers and names in the forms that no system should write. All people are made up. */
class LeftOverTest {
    private static final String RECORD =
            "{\"owner\":{\"name\":\"Lương Thị Ngọc Điểm\",\"phone\":\"0914123456\",\"identity\":{\"number\":\"052189001234\"}}}";

    @TempDir
    private Path data;

    private String masked(String request) {
        return masked(request.getBytes(StandardCharsets.UTF_8));
    }

    private String masked(byte[] request) {
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(RECORD, request));
        Path folder = ExchangeFolder.write(data.resolve("out"), masked);
        assertThat(Recordings.scan(data).of(folder))
                .as(Recordings.request(masked))
                .isEmpty();
        return Recordings.request(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0914 12 34 56",
                "0914-12-34-56",
                "091 4123456",
                "(0914) 123 456",
                "+84 914 123 456",
                "(+84) 914-123-456",
                "0084914123456",
                "(0256) 3822 123",
                "5221234567",
                "BHXH 5221234567",
                "DN4525221234567",
                "0521000123456",
                "1500205123456 ABC",
                "19036812345678",
                "1500205123456",
                "ngày 01/02/2019 19036812345678",
                "2019-02-01T19036812345678",
                "01/02/2019 19036812345678",
                "x052189001234"
            })
    void aNumberOfAPersonStaysNowhereThoughTheFieldIsPublicOrUnknown(String number) {
        String body = masked(Hidden.json("{\"TenTTHC\":\"Khai sinh, " + number + "\",\"laGi\":\"" + number
                + "\",\"TenDonVi\":\"" + number + "\",\"ghiChu\":\"xem " + number + "\"}"));
        assertThat(body).doesNotContain(number).contains("Khai sinh, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0914.123.456", "052.189.001.234", "052,189,001,234", "19036812345678"})
    void noAmountNorTimeIsWrittenAsANumberOfAPerson(String number) {
        for (String field : List.of("NgayTiepNhan", "laGi", "Id")) {
            assertThat(masked(Hidden.json("{\"" + field + "\":\"" + number + "\"}")))
                    .doesNotContain(number);
        }
        assertThat(masked(Hidden.json("{\"soTien\":\"" + number.replaceAll("^19.*", "0914.123.456") + "\"}")))
                .doesNotContain(number);
    }

    @Test
    void anAccountOfThirteenDigitsIsNoTimeWhereNobodySaysSo() {
        for (String field : List.of("stk", "maSo", "code", "status")) {
            assertThat(masked(Hidden.json("{\"" + field + "\":\"1500205123456\"}")))
                    .as(field)
                    .doesNotContain("1500205123456");
        }
        assertThat(masked(Hidden.json("{\"stk\":\"1500205123456\",\"createdAt\":\"1576461600000\"}")))
                .doesNotContain("1500205123456")
                .contains("1576461600000");
    }

    @Test
    void whoHasOneTelephoneHasOneMadeUpOneInEveryForm() {
        String body = masked(Hidden.json(
                "[\"0914123456\",\"0914 12 34 56\",\"(0914) 123456\",\"0084914123456\",\"+84 914 123 456\"]"));
        List<String> digits = List.of(body.substring(body.indexOf('[')).split(",")).stream()
                .map(Numbers::digits)
                .map(number -> number.replaceFirst("^(?:0084|84|0)", ""))
                .distinct()
                .toList();
        assertThat(digits).hasSize(1).allMatch(number -> number.startsWith("900000"));
    }

    @Test
    void theNameOfSomebodyKnownIsKnownWithoutBlanksAndWithSignsThatAreNotSeen() {
        String body = masked(
                "POST /nguoi/luongthingocdiem HTTP/1.1\r\nContent-Type: application/json\r\n\r\n"
                        + "{\"TenTTHC\":\"cua LươngThịNgọcĐiểm, L\u01b0\u00ad\u01a1ng Thị Ng\u2060ọc Điểm\",\"MaCB\":\"LUONGTHINGOCDIEM\"}");
        assertThat(body)
                .doesNotContain("luongthi", "LươngThị", "LUONGTHI", "ng Thị Ng")
                .contains("cua ");
    }

    @Test
    void soItIsInBase64WhereACodeStandsAndInNamesOfElements() {
        String coded = Base64.getEncoder().encodeToString("Lương Thị Ngọc Điểm".getBytes(StandardCharsets.UTF_8));
        String number = Base64.getEncoder().encodeToString("052189001234".getBytes(StandardCharsets.UTF_8));
        assertThat(masked(Hidden.json("{\"MaDonVi\":\"" + number + "\",\"TenDonVi\":\"" + coded + "\"}")))
                .doesNotContain(coded, number);
        assertThat(
                        masked(
                                "POST /x HTTP/1.1\r\nContent-Type: text/xml\r\n\r\n"
                                        + "<a so052189001234='1'><CCCD052189001234 x='y'>z</CCCD052189001234><Lương_Thị_Ngọc_Điểm/></a>"))
                .doesNotContain("052189001234", "Ngọc_Điểm")
                .containsPattern("<(CCCD000\\d+) x=[^>]+>[^<]+</\\1>");
    }

    @Test
    void aLoginWithinATextIsDroppedAndFound() {
        String ticket = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        assertThat(masked(Hidden.json("{\"TenTTHC\":\"Bearer " + ticket + "\",\"MaX\":\"" + ticket
                        + "\",\"ghiChu\":\"xem " + ticket + "\"}")))
                .doesNotContain("eyJ")
                .contains("Bearer (dropped)");
        RecordedExchange clean = Recordings.recorder(data).masked(Recordings.exchange("{}", Hidden.json("{}")));
        Path folder = ExchangeFolder.write(data.resolve("found"), clean);
        Recordings.plant(folder, Hidden.json("{\"TenTTHC\":\"Bearer " + ticket + "\"}"));
        assertThat(Recordings.scan(data).of(folder))
                .anyMatch(left -> left.what().equals("a secret"));
    }

    @Test
    void namesOfHeadersAndOfCharsetsKeepNobody() {
        String head = "POST /x HTTP/1.1\r\nContent-Type: application/json; charset=%s\r\nX-Hub-Operation: Gui\r\n";
        String body = masked((head + "X-0914123456: 1\r\nX052189001234: 2\r\nX-Luong-Thi-Ngoc-Diem: 3\r\n\r\n{}")
                .formatted("0914123456"));
        assertThat(body)
                .doesNotContain("0914123456", "052189001234", "Luong-Thi")
                .startsWith("POST /x HTTP/1.1\r\nContent-Type: application/json; charset=")
                .contains("\r\nX-Hub-Operation: Gui\r\n")
                .containsPattern("\r\n[!#$%&'*+.^_`|~0-9A-Za-z-]+: 3\r\n");
        String plain = head.formatted("windows-1258") + "\r\n{}";
        assertThat(masked(plain)).isEqualTo(plain);
    }

    @Test
    void whereSomethingStoodIsToldWithoutTheNameOfSomebody() {
        String sum = "0123456789abcdef".repeat(4);
        RecordedExchange masked = Recordings.recorder(data)
                .masked(Recordings.exchange(RECORD, Hidden.json("{\"LuongThiNgocDiem\":\"" + sum + "\"}")));
        assertThat(masked.notes())
                .anyMatch(note -> note.startsWith("the sum at "))
                .noneMatch(note -> note.contains("luongthi"));
    }

    @Test
    void whatHttpSaysOfItselfStays() {
        String head =
                "POST /x?a[b]=1&$top=5 HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=--------------------------052189001234567890123456\r\n"
                        + "Set-Cookie: sid=1; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Max-Age=10; HttpOnly; SameSite=Lax\r\n"
                        + "User-Agent: Apache-HttpClient/5.3 (Java/17.0.9)\r\nAccept: text/html, */*;q=0.8\r\n";
        String body =
                "----------------------------052189001234567890123456\r\nContent-Disposition: form-data; name=\"data[0][ma]\"\r\n\r\n"
                        + "1\r\n----------------------------052189001234567890123456--\r\n";
        assertThat(masked(head + "\r\n" + body)).isEqualTo((head + "\r\n" + body).replace("sid=1", "sid=(dropped)"));
    }
}
