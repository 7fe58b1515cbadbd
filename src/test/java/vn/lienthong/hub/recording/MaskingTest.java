package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody of the originals is left, wherever a system may have put him. All people here are made up. */
class MaskingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PERSON = "Lương Thị Ngọc Điểm";
    private static final String RECORD =
            """
            {"dossierCode":"000.00.01.H08-191216-0042","owner":{"name":"Lương Thị Ngọc Điểm","bornOn":"1989-06-03","sex":"FEMALE",
             "identity":{"type":"CCCD","number":"052189001234"},"phone":"0914123456","email":"diem.luong@thu.vn",
             "address":{"line":"12/5 đường Lê Hồng Lam","ward":"21556","province":"52"}},"procedureCode":"1.001193.000.00.00.H08",
             "receivedAt":"2019-12-16T08:05:00+07:00","status":"RECEIVED","summary":"Khai sinh cho con của Lương Thị Ngọc Điểm","unit":"21556"}""";

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource
    void aPersonIsMaskedWhereverHeHidesAndTheScanIsClean(Hidden place) {
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(RECORD, place.with(PERSON)));
        Path folder = ExchangeFolder.write(data.resolve("out"), masked);
        assertThat(Recordings.request(masked)).doesNotContain(PERSON, "Ngọc Điểm", "ngoc diem", "NGỌC ĐIỂM");
        assertThat(Recordings.scan(data).of(folder)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void soIsOneOfWhomNothingElseIsKnown(Hidden place) {
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange("{}", place.with(PERSON)));
        Path folder = ExchangeFolder.write(data.resolve("out"), masked);
        assertThat(Recordings.request(masked))
                .doesNotContain("Ngọc Điểm", "Ngọc-Điểm", "ngoc diem", "NGỌC ĐIỂM", "%C4%90i%E1%BB%83m");
        assertThat(Recordings.scan(data).of(folder)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPlantedAfterMaskingIsFoundWhereverItHides(Hidden place) throws IOException {
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(RECORD, Hidden.json("{}")));
        Path folder = ExchangeFolder.write(data.resolve("out"), masked);
        assertThat(Recordings.scan(data).of(folder)).isEmpty();

        Files.write(folder.resolve("01-request.http"), place.with(PERSON));

        assertThat(Recordings.scan(data).of(folder)).isNotEmpty().allSatisfy(left -> assertThat(left.toString())
                .doesNotContain("Ngọc", "ngoc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "052189001234",
                "052 189 001 234",
                "0914123456",
                "+84 914 123 456",
                "diem.luong@thu.vn",
                "12/5 đường Lê Hồng Lam",
                "Khai sinh cho con của Lương Thị Ngọc Điểm",
                "LUONG THI NGOC DIEM"
            })
    void everyOriginalThatIsPlantedIsFound(String original) throws IOException {
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(RECORD, Hidden.json("{}")));
        Path folder = ExchangeFolder.write(data.resolve("out"), masked);
        for (Hidden place : List.of(Hidden.JSON_FIELD, Hidden.BASE64_IN_JSON, Hidden.XML_IN_XML, Hidden.QUERY)) {
            Files.write(folder.resolve("01-request.http"), place.with(original));
            assertThat(Recordings.scan(data).of(folder))
                    .as("%s in %s", original, place)
                    .isNotEmpty();
        }
    }

    @Test
    void oneCitizenIsOneMadeUpCitizenInRecordAndMessage() throws IOException {
        String request =
                """
                {"session":"abc-123-khong-cho-xem","data":[{"MaHoSo":"000.00.01.H08-191216-0042","ChuHoSo":"LƯƠNG THỊ NGỌC ĐIỂM","SoGiayToChuHoSo":"052189001234",
                "NgaySinh":"03/06/1989","DiaChi":"12/5 đường Lê Hồng Lam, phường Quy Nhơn","SoDienThoai":"+84914123456","TrangThaiHoSo":"2","NgayTiepNhan":"20191216080500"}]}""";
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(RECORD, Hidden.json(request)));

        JsonNode owner = JSON.readTree(masked.record()).path("owner");
        JsonNode sent = JSON.readTree(Recordings.body(masked)).at("/data/0");
        assertThat(sent.path("ChuHoSo").asText())
                .isEqualTo(owner.path("name").asText().toUpperCase(java.util.Locale.ROOT))
                .isNotEqualTo("LƯƠNG THỊ NGỌC ĐIỂM");
        assertThat(owner.path("name").asText().split(" ")).hasSize(4);
        assertThat(sent.path("SoGiayToChuHoSo")).isEqualTo(owner.at("/identity/number"));
        String[] born = owner.path("bornOn").asText().split("-");
        assertThat(sent.path("NgaySinh").asText()).isEqualTo(born[2] + "/" + born[1] + "/" + born[0]);
        assertThat(sent.path("DiaChi").asText())
                .startsWith(owner.at("/address/line").asText() + ", phường ");
        assertThat(sent.path("SoDienThoai").asText().substring(3))
                .isEqualTo(owner.path("phone").asText().substring(1));
        assertThat(sent.path("TrangThaiHoSo").asText()).isEqualTo("2");
        assertThat(sent.path("NgayTiepNhan").asText()).isEqualTo("20191216080500");
        assertThat(sent.path("MaHoSo").asText())
                .matches("000\\.00\\.01\\.H08-191216-\\d{4}")
                .isEqualTo(JSON.readTree(masked.record()).path("dossierCode").asText())
                .isEqualTo(masked.about().dossierCode());
        assertThat(Recordings.request(masked)).doesNotContain("abc-123");
    }

    @Test
    void whatDecidesAboutAnExchangeStays() {
        String answer =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: JSESSIONID=abc123; Path=/\r\n\r\n"
                        + "{\"error_code\":\"3\",\"message\":\"Hồ sơ của Lương Thị Ngọc Điểm đã tồn tại\"}";
        RecordedExchange masked =
                Recordings.recorder(data).masked(Recordings.exchange(RECORD, Hidden.json("{}"), answer));
        assertThat(new String(masked.legs().get(0).answer(), StandardCharsets.UTF_8))
                .contains("\"error_code\":\"3\"", "đã tồn tại", "JSESSIONID=(dropped); Path=/")
                .doesNotContain("Ngọc Điểm", "abc123");
    }

    @Test
    void knownTurnsInARowAreNoTraceOfAnOriginalWithTheSameWords() {
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                + "{\"title\":\"Đã tồn tại không thành công\",\"message\":\"Hồ sơ đã tồn tại, không thành công\"}";
        RecordedExchange masked =
                Recordings.recorder(data).masked(Recordings.exchange(RECORD, Hidden.json("{}"), answer));
        Path folder = ExchangeFolder.write(data.resolve("out"), masked);
        assertThat(new String(masked.legs().get(0).answer(), StandardCharsets.UTF_8))
                .contains("đã tồn tại, không thành công")
                .doesNotContain("Đã tồn tại");
        assertThat(Recordings.scan(data).of(folder)).isEmpty();
    }

    @Test
    void lengthsAreCountedAgainAndSignaturesDroppedAndBothAreSaid() {
        byte[] request =
                ("POST / HTTP/1.1\r\nContent-Type: text/xml\r\nContent-Length: 5\r\nAuthorization: Basic dGFpOm1hdA==\r\n\r\n"
                                + "<e xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><hoTen>Lương Thị Ngọc Điểm</hoTen><ds:SignatureValue>YWJjZGVmZ2hpamts</ds:SignatureValue></e>")
                        .getBytes(StandardCharsets.UTF_8);
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(RECORD, request));
        HttpBytes made = HttpBytes.parse(masked.legs().get(0).request());
        assertThat(made.header("Content-Length")).isEqualTo(Integer.toString(made.body().length));
        assertThat(made.header("Authorization")).isEqualTo("(dropped)");
        assertThat(masked.notes())
                .anyMatch(note -> note.contains("Content-Length"))
                .anyMatch(note -> note.contains("signaturevalue"));
    }

    @Test
    void anIdentityNumberThatHoldsTheDigitsOfADayIsMaskedInAPublicFieldToo() {
        String body = "{\"TenTTHC\":\"Khai sinh 046190001234 ngay 20191216\",\"DonViXuLy\":\"046120051234\"}";
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(RECORD, Hidden.json(body)));
        assertThat(Recordings.body(masked))
                .doesNotContain("046190001234", "046120051234")
                .contains("Khai sinh 000", " ngay 20191216");
        assertThat(Recordings.scan(data).of(ExchangeFolder.write(data.resolve("out"), masked)))
                .isEmpty();
    }

    @Test
    void anAccountIsNoCountAndANumberOfAPersonNoAmount() {
        String body =
                "{\"accountNumber\":\"0521000123456\",\"soTaiKhoan\":\"190312345678\",\"soTien\":\"052189001234\",\"count\":\"0914123456\",\"fee_amount\":\"1500000\"}";
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange("{}", Hidden.json(body)));
        assertThat(Recordings.body(masked))
                .doesNotContain("0521000123456", "190312345678", "052189001234", "0914123456")
                .contains("\"fee_amount\":\"1500000\"");
        Path folder = ExchangeFolder.write(data.resolve("out"), masked);
        assertThat(Recordings.scan(data).of(folder)).isEmpty();
        Recordings.plant(folder, Hidden.json("{\"soTien\":\"046190001234\"}"));
        assertThat(Recordings.scan(data).of(folder)).isNotEmpty();
    }

    @Test
    void aSumInBase64IsAnotherOneAltogether() {
        String sum = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";
        RecordedExchange masked =
                Recordings.recorder(data).masked(Recordings.exchange("{}", Hidden.json("{\"hash\":\"" + sum + "\"}")));
        String other = Recordings.body(masked).replaceAll(".*:\"|\"}", "");
        assertThat(other).hasSameSizeAs(sum).matches("[A-Za-z0-9+/]+=").isNotEqualToIgnoringCase(sum);
        long same = IntStream.range(0, sum.length())
                .filter(i -> sum.charAt(i) == other.charAt(i))
                .count();
        assertThat(same).isLessThan(16);
    }

    @Test
    void aDayThatNobodyNamedMakesNoTimeOfProcessingAnOriginal() {
        String body = "{\"NgayTiepNhan\":\"2019-12-16T07:37:08+07:00\",\"laGi\":\"2019-12-16\"}";
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(RECORD, Hidden.json(body)));
        assertThat(Recordings.body(masked))
                .contains("2019-12-16T07:37:08+07:00")
                .doesNotContain("\"2019-12-16\"");
        assertThat(Recordings.scan(data).of(ExchangeFolder.write(data.resolve("out"), masked)))
                .isEmpty();
    }

    @Test
    void theLongestNameOfAProcedureIsNoTraceOfWhoTypedIt() {
        String name = String.join(" ", Collections.nCopies(20, "chứng thực bản sao giấy tờ văn bản"));
        String body = "{\"TenTTHC\":\"" + name + "\",\"TrichYeuHoSo\":\"" + name + "\"}";
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(RECORD, Hidden.json(body)));
        assertThat(Recordings.body(masked)).contains("\"TenTTHC\":\"" + name).doesNotContain("HoSo\":\"" + name);
        assertThat(Recordings.scan(data).of(ExchangeFolder.write(data.resolve("out"), masked)))
                .isEmpty();
    }

    @Test
    void aUuidThatEndsInDigitsOnlyIsNobodysNumber() {
        String body = "{\"RefCode\":\"5f1c0a77-0000-4000-8000-032000520052\"}";
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(RECORD, Hidden.json(body)));
        assertThat(Recordings.body(masked)).isEqualTo(body);
        assertThat(Recordings.scan(data).of(ExchangeFolder.write(data.resolve("out"), masked)))
                .isEmpty();
    }

    @Test
    void onlyValuesChangeAndNotTheWayTheyAreWritten() {
        String body = "{ \"b\" : 1.50,\n\t\"a\":\"x\" , \"a\":\"2\", \"TrangThai\":\"4\",\"k\\u1ebft\":null}";
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange("{}", Hidden.json(body)));
        assertThat(Recordings.body(masked)).isEqualTo(body);
    }

    @Test
    void aFileIsCalledTheSameInRecordAndMessage() throws IOException {
        String sum = "17556e3383cbe1a51998a19354f3f1f972390895d97af7afc1132835c0765ea8";
        String record =
                "{\"attachments\":[{\"id\":\"a1\",\"name\":\"giấy khai sinh.pdf\",\"sha256\":\"" + sum + "\"}]}";
        String body = "{\"TepDinhKemId\":\"a1\",\"TenTepDinhKem\":\"giấy khai sinh.pdf\",\"base64\":\"sha256:" + sum
                + "\",\"data\":\"sha256:" + sum + "\"}";
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange(record, Hidden.json(body)));
        JsonNode file = JSON.readTree(masked.record()).at("/attachments/0");
        JsonNode sent = JSON.readTree(Recordings.body(masked));
        assertThat(sent.path("TepDinhKemId")).isEqualTo(file.path("id"));
        assertThat(sent.path("TenTepDinhKem")).isEqualTo(file.path("name"));
        String claim = "sha256:" + file.path("sha256").asText();
        assertThat(claim).doesNotContain(sum);
        assertThat(sent.path("base64").asText()).isEqualTo(claim);
        assertThat(sent.path("data").asText()).isEqualTo(claim);
    }

    @Test
    void anotherSetHasOtherMadeUpPeople() {
        RecordedExchange raw = Recordings.exchange(RECORD, Hidden.json("{}"));
        RecordedExchange one = RecordingSet.open(data, "one")
                .recorder(name -> Harmless.NOTHING)
                .masked(raw);
        RecordedExchange again = RecordingSet.open(data, "one")
                .recorder(name -> Harmless.NOTHING)
                .masked(raw);
        RecordedExchange other = RecordingSet.open(data, "other")
                .recorder(name -> Harmless.NOTHING)
                .masked(raw);
        assertThat(one.record()).isEqualTo(again.record()).isNotEqualTo(other.record());
        Path folder = ExchangeFolder.write(data.resolve("out"), other);
        assertThat(RecordingSet.known(data, "one")
                        .scan(name -> Harmless.NOTHING)
                        .of(folder))
                .anyMatch(left -> left.what().contains("another key"));
    }
}
