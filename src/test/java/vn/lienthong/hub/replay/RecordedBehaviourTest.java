package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.connector.StandIn;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.recording.FromJournal;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** Recorded exchanges answer as the destination did, also about dossiers that were never recorded; people and dossiers are made up. */
class RecordedBehaviourTest {
    private static final Instant THEN = Instant.parse("2026-01-05T01:00:00Z");
    private static final String DONE = "{\"error_code\":0,\"message\":\"Cập nhật thành công\"}";
    private static final String EXISTS = "{\"error_code\":3,\"message\":\"Hồ sơ đã tồn tại\"}";
    private static final String NOBODY = "{\"error_code\":0,\"result\":[]}";
    private static final String NEW = "000.99.99.H99-191216-7777";

    private final List<ReplayScript> scripts = new ArrayList<>();
    private final Tally tally = new Tally();

    private static String dossier(int number) {
        return "000.99.99.H99-191216-%04d".formatted(number);
    }

    private static String content(String code, boolean update) {
        return ProvinceTalk.JSON
                .createObjectNode()
                .put("session", RecordedExchange.DROPPED)
                .put("service", "DongBoHoSoMC")
                .put("isUpdating", update ? "True" : "False")
                .set("data", ProvinceTalk.JSON.createArrayNode().add(ProvinceTalk.dossier(code)))
                .toString();
    }

    private static String enquiry(String code) {
        return ProvinceTalk.enquiry(RecordedExchange.DROPPED, code).toString();
    }

    private static String found(String code) {
        return "{\"error_code\":0,\"result\":[{\"MAHOSO\":\"" + code + "\",\"TRANGTHAI\":\"4\",\"SOTIENTRINH\":1}]}";
    }

    private static Leg leg(String operation, String sent, int status, String answered) {
        return FromJournal.leg(
                new KeptExchange(
                        operation,
                        sent.getBytes(StandardCharsets.UTF_8),
                        status,
                        status == 0 ? "CONNECTION_LOST" : null,
                        answered.getBytes(StandardCharsets.UTF_8),
                        0,
                        false),
                "/");
    }

    private void recorded(String destination, String code, int revision, Leg... legs) {
        About about = new About(
                code,
                revision,
                "",
                "21556",
                destination,
                destination,
                Map.of(),
                "DELIVERED",
                null,
                null,
                THEN.plusSeconds(scripts.size()),
                new Recorded(THEN, "An", "a test", "journal", null, null));
        scripts.add(new ReplayScript(
                Path.of("recording/" + scripts.size()),
                new RecordedExchange(about, null, List.of(legs), List.of(), List.of())));
    }

    private RecordedWindow window(String destination, Misbehaviour... weather) {
        StandIn standIn = StandIn.of(Path.of("connectors"), destination).orElseThrow();
        Map<String, String> settings = standIn.settings(URI.create("http://127.0.0.1"), Map.of());
        RecordedBehaviour behaviour = new RecordedBehaviour();
        behaviour.add(
                destination,
                standIn.otherSide(settings),
                standIn.logins(standIn.settings(URI.create("http://127.0.0.1/replay/" + destination), Map.of())),
                scripts);
        return new RecordedWindow(behaviour, new Weather(1, List.of(weather)), tally);
    }

    private static String said(RecordedWindow window, String path, String body) {
        Reply reply = window.take("POST", "/replay/" + path, null, body.getBytes(StandardCharsets.UTF_8));
        return (reply.hits().isEmpty() ? "" : reply.hits() + " ") + reply.status() + " "
                + new String(reply.body(), StandardCharsets.UTF_8);
    }

    /** Four dossiers, as a province met them. */
    private RecordedWindow province() {
        String operation = "DongBoHoSoMC";
        recorded(
                "province-rest",
                dossier(1),
                1,
                leg(operation, content(dossier(1), false), 0, ""),
                leg("TraCuuHoSo", enquiry(dossier(1)), 200, found(dossier(1))));
        recorded("province-rest", dossier(2), 1, leg(operation, content(dossier(2), false), 200, DONE));
        recorded("province-rest", dossier(2), 2, leg(operation, content(dossier(2), true), 200, DONE));
        recorded(
                "province-rest",
                dossier(3),
                1,
                leg(operation, content(dossier(3), false), 200, EXISTS),
                leg(operation, content(dossier(3), true), 200, DONE));
        recorded(
                "province-rest",
                dossier(4),
                1,
                leg("TraCuuHoSo", enquiry(dossier(4)), 200, NOBODY),
                leg(operation, content(dossier(4), false), 200, DONE));
        return window("province-rest");
    }

    @Test
    void whatWasRecordedIsAnsweredInItsOrder() {
        RecordedWindow province = province();

        assertThat(said(province, "province-rest/mapi/g", content(dossier(1), false)))
                .startsWith("[RESET]");
        assertThat(said(province, "province-rest/mapi/g", enquiry(dossier(1)))).isEqualTo("200 " + found(dossier(1)));
        assertThat(said(province, "province-rest/mapi/g", enquiry(dossier(4)))).isEqualTo("200 " + NOBODY);
        assertThat(said(province, "province-rest/mapi/g", content(dossier(4), false)))
                .isEqualTo("200 " + DONE);
        assertThat(said(province, "province-rest/mapi/login", "{}"))
                .startsWith("200 ")
                .contains("stand-in-session");
    }

    @Test
    void aDossierThatNobodyRecordedIsCreatedOnceAndFoundAfterwards() {
        RecordedWindow province = province();

        assertThat(said(province, "province-rest/mapi/g", enquiry(NEW))).isEqualTo("200 " + NOBODY);
        assertThat(said(province, "province-rest/mapi/g", content(NEW, false))).isEqualTo("200 " + DONE);
        assertThat(said(province, "province-rest/mapi/g", enquiry(NEW))).isEqualTo("200 " + found(NEW));
        assertThat(said(province, "province-rest/mapi/g", content(NEW, false))).isEqualTo("200 " + EXISTS);
        assertThat(said(province, "province-rest/mapi/g", content(NEW, true))).isEqualTo("200 " + DONE);
        assertThat(tally.report(List.of()).recorded())
                .containsEntry("province-rest: DongBoHoSoMC", 3L)
                .containsEntry("province-rest: TraCuuHoSo", 2L);
        assertThat(tally.report(List.of()).unrecorded()).isEmpty();
    }

    @Test
    void whatNothingWasRecordedOfIsToldInThreePartsAndCounted() {
        RecordedWindow province = province();

        assertThat(said(province, "province-rest/mapi/g", content(NEW, true)))
                .startsWith("501 No recorded exchange answers this message. Found: operation DongBoHoSoMC was recorded"
                        + " only of dossiers that were held, and this one is not")
                .contains("DongBoHoSoMC=6, TraCuuHoSo=2")
                .endsWith("Record such an exchange, or correct the address or the message.");
        assertThat(said(province, "province-rest/mapi/g", "{\"service\":\"CapNhatTienDoHoSoMC\"}"))
                .startsWith("501 ")
                .contains("no place, path or name");
        assertThat(said(province, "echo/", "{}")).contains("no recording of this destination");
        assertThat(tally.report(List.of()).unrecorded().values()).containsExactly(1L, 1L, 1L);
    }

    @Test
    void theWeatherIsLetAtItToo() {
        province();
        RecordedWindow province =
                window("province-rest", Misbehaviour.parse("slow-drip"), Misbehaviour.parse("down@2"));

        assertThat(said(province, "province-rest/mapi/g", content(NEW, false))).isEqualTo("[SLOW_DRIP] 200 " + DONE);
        assertThat(said(province, "province-rest/mapi/g", content(NEW, false))).startsWith("[DOWN, SLOW_DRIP] ");
        assertThat(tally.misbehaved()).containsEntry("slow-drip", 2L).containsEntry("down", 1L);
    }

    @Test
    void anotherOperationIsKnownByItsPath() {
        recorded(
                "city-rest",
                dossier(1),
                1,
                leg(
                        "Filing",
                        "{\"dossierCode\":\"" + dossier(1) + "\"}",
                        200,
                        "{\"taken\":\"NEW\",\"dossierCode\":\"" + dossier(1) + "\"}"));
        recorded(
                "city-rest",
                dossier(1),
                2,
                leg(
                        "Progress",
                        "{\"dossierCode\":\"" + dossier(1) + "\"}",
                        200,
                        "{\"taken\":\"NEW\",\"number\":\"P\"}"));
        RecordedWindow city = window("city-rest");

        assertThat(said(city, "city-rest/v1/filings", "{\"dossierCode\":\"" + NEW + "\"}"))
                .isEqualTo("200 {\"taken\":\"NEW\",\"dossierCode\":\"" + NEW + "\"}");
        assertThat(said(city, "city-rest/v1/progress", "{\"dossierCode\":\"" + NEW + "\"}"))
                .contains("\"number\":\"P\"");
        assertThat(said(city, "city-rest/v1/enquiries", "{\"dossierCode\":\"" + NEW + "\"}"))
                .contains("operation Enquiry was not recorded");
    }

    private static String soap(String operation, String inside) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><n:" + operation
                + " xmlns:n=\"http://hoso.provider.exch.sharedservice.dtt.vn/\">" + inside + "</n:" + operation
                + "></s:Body></s:Envelope>";
    }

    private static String page(String more, int... ids) {
        StringBuilder items = new StringBuilder("<errCode>0</errCode><errMsg></errMsg><conTiep>" + more + "</conTiep>");
        for (int id : ids) {
            items.append("<onlineDocumentSoapList><maLoaiHoSo>1.001193</maLoaiHoSo><onlineId>")
                    .append(id)
                    .append("</onlineId></onlineDocumentSoapList>");
        }
        return soap("pullDocumentResponse", "<return>" + items + "</return>");
    }

    private static String pull() {
        return soap(
                "pullDocument",
                "<arg0><password>x</password><userName>y</userName><maDonViTiepNhan>H21.ZZ.01</maDonViTiepNhan></arg0>");
    }

    private static String tell(int id) {
        return soap(
                "updateSendSignal",
                "<arg0><password>x</password><userName>y</userName><idList>" + id + "</idList></arg0>");
    }

    @Test
    void aListShrinksByWhatItWasToldAndThenTheNextOneComes() {
        recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("1", 11, 12)));
        recorded(
                "province-soap-inbox",
                "",
                1,
                leg(
                        "updateSendSignal",
                        tell(11),
                        200,
                        soap("updateSendSignalResponse", "<return><errCode>0</errCode><errMsg></errMsg></return>")));
        recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("0", 13)));
        RecordedWindow source = window("province-soap-inbox");
        String at = "province-soap-inbox";

        assertThat(said(source, at, pull())).contains(">11<", ">12<");
        assertThat(said(source, at, tell(11))).contains("<errCode>0</errCode>");
        assertThat(said(source, at, pull())).contains(">12<").doesNotContain(">11<", ">13<");
        said(source, at, tell(12));
        assertThat(said(source, at, pull())).contains(">13<", "conTiep>0<").doesNotContain(">12<");
        said(source, at, tell(13));
        assertThat(said(source, at, pull())).contains("conTiep>0<").doesNotContain("onlineId");
    }

    @Test
    void theHeadOfARecordedListMayStayToo() {
        recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("0", 11, 12)));
        recorded(
                "province-soap-inbox",
                "",
                1,
                leg(
                        "updateSendSignal",
                        tell(11),
                        200,
                        soap("updateSendSignalResponse", "<return><errCode>0</errCode><errMsg></errMsg></return>")));
        RecordedWindow source = window("province-soap-inbox", Misbehaviour.parse("unacknowledged-head"));
        String at = "province-soap-inbox";

        said(source, at, tell(11));
        said(source, at, tell(12));
        assertThat(said(source, at, pull())).contains(">11<").doesNotContain(">12<");
    }

    @Test
    void whatIsAskedForInTheQueryIsReadAsWhatIsAskedForInTheBody() {
        String at = "lgsp-profile-rest";
        String list = "{\"profileReceivers\":[{\"profileId\":\"71\"},{\"profileId\":\"72\"}]}";
        recorded(at, "", 1, leg("getListDossier", "{\"unit_code\":\"U1\"}", 200, list));
        for (int id : new int[] {71, 72}) {
            String detail = "{\"profileOutmodel\":{\"number\":\"of " + id + "\"}}";
            recorded(at, "", 1, leg("getDetailDossier", "{\"profile_id\":\"" + id + "\"}", 200, detail));
        }
        recorded(
                at,
                "",
                1,
                leg(
                        "updateStatusReceiver",
                        "{\"profile_id\":\"71\",\"status\":\"done\"}",
                        200,
                        "{\"status\":\"done\"}"));
        RecordedWindow source = window(at);

        assertThat(named(source, "GET", at + "/x?profile_id=72", "getDetailDossier"))
                .contains("of 72");
        assertThat(named(source, "GET", at + "/x?profile_id=71", "getDetailDossier"))
                .contains("of 71");
        assertThat(named(source, "GET", at + "/x?profile_id=72", "getDetailDossier"))
                .contains("of 72");
        assertThat(named(source, "POST", at + "/x?profile_id=72&status=done", "updateStatusReceiver"))
                .startsWith("200 ");
        assertThat(named(source, "GET", at + "/x?unit_code=U1", "getListDossier"))
                .contains("71")
                .doesNotContain("72");
    }

    private static String named(RecordedWindow window, String method, String target, String operation) {
        Reply reply = window.take(method, "/replay/" + target, operation, new byte[0]);
        return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNotTakenIsToldInTheFormThatIsSpokenThere() {
        province();
        recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("0", 11)));
        String rest = "province-rest/mapi/g";

        assertThat(said(window("province-rest", Misbehaviour.parse("error-inside-200")), rest, content(NEW, false)))
                .startsWith("[ERROR_INSIDE_200] 200 {\"error_code\":\"-1\"");
        assertThat(said(window("province-rest", Misbehaviour.parse("expired-session")), rest, content(NEW, false)))
                .startsWith("[EXPIRED_SESSION] 200 {\"error_code\":\"-3\"");
        RecordedWindow soap = window("province-soap-inbox", Misbehaviour.parse("fault-inside-200"));
        for (int i = 0; i < 20; i++) {
            Reply reply =
                    soap.take("POST", "/replay/province-soap-inbox", null, pull().getBytes(StandardCharsets.UTF_8));
            assertThat(reply.xml()).as("taken or not").isTrue();
        }
    }

    @Test
    void whatWasNeverAnsweredBreaksInAnyWeather() {
        province();
        RecordedWindow province =
                window("province-rest", Misbehaviour.parse("half-a-body"), Misbehaviour.parse("slow-drip"));

        assertThat(said(province, "province-rest/mapi/g", content(dossier(1), false)))
                .startsWith("[RESET, SLOW_DRIP] ");
    }

    @Test
    void aLogInIsHitAsAtTheOthers() {
        province();
        RecordedWindow province = window("province-rest", Misbehaviour.parse("down"));

        assertThat(said(province, "province-rest/mapi/login", "{}")).startsWith("[DOWN] ");
        assertThat(tally.misbehaved()).containsEntry("down", 1L);
    }

    @Test
    void aRecordedListSaysForEverThatThereIsMore() {
        recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("0", 11)));
        RecordedWindow source = window("province-soap-inbox", Misbehaviour.parse("more-for-ever"));

        assertThat(said(source, "province-soap-inbox", pull())).contains("<conTiep>1<");
    }

    @Test
    void ofDossiersThatNobodyNamesNoneIsTakenForAnother() {
        String at = "province-rest";
        recorded(at, "", 1, leg("DongBoHoSoMC", content(dossier(1), false), 200, DONE));
        recorded(at, "", 1, leg("DongBoHoSoMC", content(dossier(2), false), 200, DONE));
        recorded(at, "", 1, leg("DongBoHoSoMC", content(dossier(3), false), 200, EXISTS));
        RecordedWindow province = window(at);

        assertThat(said(province, at + "/mapi/g", content(dossier(2), false))).isEqualTo("200 " + DONE);
        assertThat(said(province, at + "/mapi/g", content(dossier(1), false))).isEqualTo("200 " + DONE);
        assertThat(said(province, at + "/mapi/g", content(dossier(3), false))).isEqualTo("200 " + EXISTS);
    }
}
