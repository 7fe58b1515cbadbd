package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.replay.ProvinceTalk.create;
import static vn.lienthong.hub.replay.ProvinceTalk.dossier;
import static vn.lienthong.hub.replay.ProvinceTalk.enquiry;
import static vn.lienthong.hub.replay.ProvinceTalk.progress;
import static vn.lienthong.hub.replay.ProvinceTalk.step;
import static vn.lienthong.hub.replay.ProvinceTalk.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.replay.Tally.Count;

class ProvinceDeskTest {
    private static final String CODE = "000.99.99.H99-191216-0001";
    private static final FakeProvince.Settings SETTINGS = FakeProvince.Settings.defaults();

    private final SettableClock clock = new SettableClock(Instant.parse("2019-12-16T01:00:00Z"));
    private final Tally tally = new Tally();
    private final Map<String, HeldDossier> held = ProvinceDesk.emptyShelf();
    private final Sessions sessions = new Sessions(clock, Duration.ofMinutes(30), 1);
    private final ProvinceDesk desk = desk(List.of());
    private final String session = sessions.open(0);

    private ProvinceDesk desk(List<Misbehaviour> misbehaviours) {
        return new ProvinceDesk(SETTINGS, new Weather(7, misbehaviours), sessions, tally, held);
    }

    private JsonNode tell(JsonNode message) throws IOException {
        return ProvinceTalk.JSON.readTree(desk.service(message.toString().getBytes(StandardCharsets.UTF_8))
                .body());
    }

    @Test
    void refusesASecondCreateAndCountsIt() throws IOException {
        assertSuccess(tell(create(session, dossier(CODE))));

        JsonNode second = tell(create(session, dossier(CODE)));

        assertThat(second.path("error_code").asText()).isEqualTo("3");
        assertThat(second.path("message").asText()).isEqualTo("Hồ sơ đã tồn tại");
        assertThat(tally.get(Count.CREATES)).isEqualTo(1);
        assertThat(tally.get(Count.REPEATED_CREATES)).isEqualTo(1);
    }

    @Test
    void refusesUpdateAndProgressForADossierItDoesNotHold() throws IOException {
        for (JsonNode message :
                List.of(update(session, dossier(CODE)), progress(session, step(CODE, "20191216081000", "tiếp nhận")))) {
            JsonNode answer = tell(message);
            assertThat(answer.path("error_code").asText()).isEqualTo("-1");
            assertThat(answer.path("message").asText()).isEqualTo("Không tìm thấy hồ sơ");
        }
        assertThat(tally.get(Count.UNKNOWN_DOSSIER)).isEqualTo(2);
    }

    @Test
    void tellsWhatItHoldsWhenAsked() throws IOException {
        assertThat(tell(enquiry(session, CODE)).path("result")).isEmpty();
        tell(create(session, dossier(CODE)));
        tell(progress(session, step(CODE, "20191216081000", "một"), step(CODE, "20191216081000", "hai")));

        JsonNode row = tell(enquiry(session, CODE)).path("result").path(0);

        assertThat(row.path("MAHOSO").asText()).isEqualTo(CODE);
        assertThat(row.path("TRANGTHAI").asText()).isEqualTo("4");
        assertThat(row.path("SOTIENTRINH").asInt()).isEqualTo(2);
    }

    @Test
    void countsAStepThatComesAgainButHoldsItOnce() throws IOException {
        tell(create(session, dossier(CODE)));
        JsonNode step = step(CODE, "20191216081000", "thẩm tra");

        assertSuccess(tell(progress(session, step)));
        assertSuccess(tell(progress(session, step, step(CODE, "20191216082000", "ký duyệt"))));

        assertThat(tally.get(Count.STEPS)).isEqualTo(2);
        assertThat(tally.get(Count.REPEATED_STEPS)).isEqualTo(1);
        assertThat(tally.get(Count.ORDER_BREAKS)).isZero();
    }

    @Test
    void takesNothingOfAMessageWithOneBadStep() throws IOException {
        tell(create(session, dossier(CODE)));

        JsonNode answer = tell(progress(session, step(CODE, "20191216081000", "một"), step(CODE, "16/12/2019", "hai")));

        assertThat(answer.path("message").asText()).contains("ThoiDiemXuLy");
        assertThat(tally.get(Count.STEPS)).isZero();
    }

    @Test
    void countsAStepThatComesAfterALaterOne() throws IOException {
        tell(create(session, dossier(CODE)));
        tell(progress(session, step(CODE, "20191216090000", "sau")));
        tell(progress(session, step(CODE, "20191216080000", "trước")));

        assertThat(tally.get(Count.ORDER_BREAKS)).isEqualTo(1);
        assertThat(tally.findings()).anyMatch(words -> words.contains(CODE));
    }

    @Test
    void countsAContentOlderThanTheOneItOverwrites() throws IOException {
        ObjectNode newer = dossier(CODE).put("TrichYeuHoSo", "[synthetic r3] Đăng ký khai sinh");
        ObjectNode older = dossier(CODE).put("TrichYeuHoSo", "[synthetic r2] Đăng ký khai sinh");
        tell(create(session, dossier(CODE)));
        tell(update(session, newer));
        assertThat(tally.get(Count.ORDER_BREAKS)).isZero();

        assertSuccess(tell(update(session, older)));

        assertThat(tally.get(Count.ORDER_BREAKS)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"TrangThaiHoSo,2", "NgayKetThucXuLy,''", "NgayTra,''"})
    void seesFromTheContentAloneThatItIsOlder(String field, String value) throws IOException {
        ObjectNode plain = dossier(CODE).put("TrichYeuHoSo", "không có dấu");
        tell(create(session, plain));
        tell(update(
                session,
                plain.deepCopy()
                        .put("TrangThaiHoSo", "10")
                        .put("NgayKetThucXuLy", "20191216100000")
                        .put("NgayTra", "20191216110000")));
        ObjectNode older = plain.deepCopy()
                .put("TrangThaiHoSo", "10")
                .put("NgayKetThucXuLy", "20191216100000")
                .put("NgayTra", "20191216110000")
                .put(field, value);

        tell(update(session, older));

        assertThat(tally.get(Count.ORDER_BREAKS)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MaHoSo",
                "MaTTHC",
                "ChuHoSo",
                "LoaiDoiTuong",
                "SoGiayToChuHoSo",
                "NgayTiepNhan",
                "TrangThaiHoSo",
                "HinhThuc"
            })
    void refusesADossierWithoutAMandatoryFieldAndNamesIt(String field) throws IOException {
        for (ObjectNode dossier : List.of(
                (ObjectNode) dossier(CODE).remove(List.of(field)), dossier(CODE).put(field, " "))) {
            JsonNode answer = tell(create(session, dossier));
            assertThat(answer.path("error_code").asText()).isEqualTo("-1");
            assertThat(answer.path("message").asText()).contains(field);
        }
        assertThat(tally.get(Count.CREATES)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "NgayTiepNhan, 2019-12-16",
        "NgayTiepNhan, 20190229080000",
        "NgayHenTra, 20191216240000",
        "TrangThaiHoSo, 11",
        "TrangThaiHoSo, PROCESSING",
        "HinhThuc, 2",
        "LoaiDoiTuong, 9"
    })
    void refusesValuesThatARealReceiverRefuses(String field, String value) throws IOException {
        JsonNode answer = tell(create(session, dossier(CODE).put(field, value)));

        assertThat(answer.path("message").asText()).contains(field);
        assertThat(tally.get(Count.CREATES)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1000,true", "1001,false"})
    void countsTheLengthOfTheSummaryInCharacters(int length, boolean taken) throws IOException {
        JsonNode answer = tell(create(session, dossier(CODE).put("TrichYeuHoSo", "ệ".repeat(length))));

        assertThat(answer.path("message").asText().contains("1000 ký tự")).isEqualTo(!taken);
    }

    @Test
    void refusesATrueThatIsNoText() throws IOException {
        ObjectNode message = create(session, dossier(CODE));
        message.put("isUpdating", false);

        assertThat(tell(message).path("message").asText()).contains("isUpdating");
    }

    @Test
    void answersAnUnknownSessionInsideHttp200() throws IOException {
        JsonNode answer = tell(create("none of mine", dossier(CODE)));

        assertThat(answer.path("message").asText()).isEqualTo("Phiên làm việc đã hết hạn");
        assertThat(tally.get(Count.EXPIRED_SESSIONS)).isEqualTo(1);
        assertThat(tally.get(Count.CREATES)).isZero();
    }

    @Test
    void letsASessionExpire() throws IOException {
        clock.advance(Duration.ofMinutes(29));
        assertSuccess(tell(create(session, dossier(CODE))));
        clock.advance(Duration.ofMinutes(1));

        assertThat(tell(enquiry(session, CODE)).path("message").asText()).isEqualTo("Phiên làm việc đã hết hạn");
    }

    @Test
    void writesSuccessInThreeWays() throws IOException {
        Set<String> forms = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            forms.add(
                    tell(create(session, dossier(CODE + i))).path("error_code").toString());
        }
        assertThat(forms).containsExactlyInAnyOrder("0", "\"0\"", "\"00\"");
    }

    @Test
    void noticesTextThatIsNotInNfc() throws IOException {
        tell(create(session, dossier(CODE).put("ChuHoSo", "Bi\u0300nh")));

        assertThat(tally.get(Count.BODIES_NOT_NFC)).isEqualTo(1);
    }

    @Test
    void goesWrongTheSameWayForTheSameSeedWhateverTheOrderOfTheDossiers() {
        List<Misbehaviour> mixed = List.of(
                Misbehaviour.parse("down:0.2"), Misbehaviour.parse("reset:0.2"), Misbehaviour.parse("slow:20%"));
        ProvinceDesk one = desk(mixed);
        ProvinceDesk other =
                new ProvinceDesk(SETTINGS, new Weather(7, mixed), sessions, new Tally(), ProvinceDesk.emptyShelf());
        StringBuilder forwards = new StringBuilder();
        StringBuilder backwards = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            forwards.append(hit(one, i));
            backwards.insert(0, hit(other, 199 - i));
        }
        assertThat(forwards).hasToString(backwards.toString()).contains("DOWN", "RESET", "SLOW", "[]");
    }

    @Test
    void givesOthersReceiptsTheSameWhoeverComesFirst() throws IOException {
        List<Misbehaviour> again = List.of(Misbehaviour.parse("duplicate-receipt:0.5"));
        ProvinceDesk one = desk(again);
        ProvinceDesk other =
                new ProvinceDesk(SETTINGS, new Weather(7, again), sessions, new Tally(), ProvinceDesk.emptyShelf());
        StringBuilder forwards = new StringBuilder();
        StringBuilder backwards = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            forwards.append(receipts(one, i));
            backwards.insert(0, receipts(other, 29 - i));
        }

        assertThat(forwards).hasToString(backwards.toString()).contains("DUPLICATE_RECEIPT");
    }

    private String receipts(ProvinceDesk at, int number) {
        String code = CODE + number;
        return said(at, create(session, dossier(code))) + said(at, enquiry(session, code));
    }

    private static String said(ProvinceDesk at, JsonNode message) {
        Reply reply = at.service(message.toString().getBytes(StandardCharsets.UTF_8));
        return reply.hits() + new String(reply.body(), StandardCharsets.UTF_8) + "\n";
    }

    @Test
    void anEnquiryThatGetsAnothersReceiptIsAnsweredAboutAnotherDossier() {
        ProvinceDesk hit = desk(List.of(Misbehaviour.parse("duplicate-receipt@2")));
        said(hit, create(session, dossier(CODE)));

        assertThat(said(hit, enquiry(session, CODE)))
                .contains("\"MAHOSO\":\"000.99.99.H99-191216-", "\"TRANGTHAI\":\"4\"")
                .doesNotContain(CODE);
    }

    @Test
    void theSessionOfALogInFollowsFromItsNumberAlone() throws IOException {
        byte[] login = "{\"username\":\"demo\",\"password\":\"demo\"}".getBytes(StandardCharsets.UTF_8);
        byte[] wrong = "{\"username\":\"demo\",\"password\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        ProvinceDesk one = desk(List.of());
        ProvinceDesk other = desk(List.of());

        one.login(login);
        other.login(wrong);
        assertThat(other.login(login).body()).isEqualTo(one.login(login).body());
    }

    @Test
    void aSessionThatEndsBetweenTwoMessagesOfADossierIsGoneForAll() throws IOException {
        ProvinceDesk hit = desk(List.of(Misbehaviour.parse("expired-session@2-2")));

        assertThat(said(hit, create(session, dossier(CODE)))).contains("thành công");
        assertThat(said(hit, enquiry(session, CODE)))
                .startsWith("[EXPIRED_SESSION]")
                .contains("\"-3\"");
        assertThat(said(hit, enquiry(session, CODE))).startsWith("[]").contains("\"-3\"");
        assertThat(said(hit, create(session, dossier(CODE + "2"))))
                .startsWith("[]")
                .contains("\"-3\"");
        String next = sessions.open(1);
        assertThat(said(hit, enquiry(next, CODE))).contains("\"MAHOSO\":\"" + CODE);
    }

    private String hit(ProvinceDesk at, int number) {
        byte[] message = create(session, dossier(CODE + number)).toString().getBytes(StandardCharsets.UTF_8);
        return at.service(message).hits().toString();
    }

    @Test
    void keepsThreeHundredThousandDossiersInUnderTwoHundredMegabytes() throws IOException {
        JsonNode content = dossier(CODE);
        long before = usedMemory();
        Map<String, HeldDossier> shelf = ProvinceDesk.emptyShelf();
        for (int i = 0; i < 300_000; i++) {
            HeldDossier dossier = new HeldDossier();
            dossier.create(content);
            for (int step = 0; step < 5; step++) {
                dossier.step(step, 20191216080000L + step);
            }
            shelf.put(CODE + i, dossier);
        }
        long used = usedMemory() - before;
        assertThat(shelf).hasSize(300_000);
        assertThat(used).isLessThan(150_000_000L);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void assertSuccess(JsonNode answer) {
        assertThat(answer.path("message").asText()).isEqualTo("Cập nhật thành công");
    }
}
