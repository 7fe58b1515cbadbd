package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.replay.RecordedStage.DONE;
import static vn.lienthong.hub.replay.RecordedStage.EXISTS;
import static vn.lienthong.hub.replay.RecordedStage.NEW;
import static vn.lienthong.hub.replay.RecordedStage.NOBODY;
import static vn.lienthong.hub.replay.RecordedStage.content;
import static vn.lienthong.hub.replay.RecordedStage.dossier;
import static vn.lienthong.hub.replay.RecordedStage.enquiry;
import static vn.lienthong.hub.replay.RecordedStage.found;
import static vn.lienthong.hub.replay.RecordedStage.leg;
import static vn.lienthong.hub.replay.RecordedStage.named;
import static vn.lienthong.hub.replay.RecordedStage.page;
import static vn.lienthong.hub.replay.RecordedStage.pull;
import static vn.lienthong.hub.replay.RecordedStage.said;
import static vn.lienthong.hub.replay.RecordedStage.soap;
import static vn.lienthong.hub.replay.RecordedStage.tell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recorded exchanges answer as the destination did, also about dossiers that were never recorded; people and dossiers are made up. */
class RecordedBehaviourTest {
    private final RecordedStage stage = new RecordedStage();

    @Test
    void whatWasRecordedIsAnsweredInItsOrder() {
        RecordedWindow province = stage.province();

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
        RecordedWindow province = stage.province();

        assertThat(said(province, "province-rest/mapi/g", enquiry(NEW))).isEqualTo("200 " + NOBODY);
        assertThat(said(province, "province-rest/mapi/g", content(NEW, false))).isEqualTo("200 " + DONE);
        assertThat(said(province, "province-rest/mapi/g", enquiry(NEW))).isEqualTo("200 " + found(NEW));
        assertThat(said(province, "province-rest/mapi/g", content(NEW, false))).isEqualTo("200 " + EXISTS);
        assertThat(said(province, "province-rest/mapi/g", content(NEW, true))).isEqualTo("200 " + DONE);
        assertThat(stage.tally.report(List.of()).recorded())
                .containsEntry("province-rest: DongBoHoSoMC", 3L)
                .containsEntry("province-rest: TraCuuHoSo", 2L);
        assertThat(stage.tally.report(List.of()).unrecorded()).isEmpty();
    }

    @Test
    void whatNothingWasRecordedOfIsToldInThreePartsAndCounted() {
        RecordedWindow province = stage.province();

        assertThat(said(province, "province-rest/mapi/g", content(NEW, true)))
                .startsWith("501 No recorded exchange answers this message. Found: operation DongBoHoSoMC was recorded"
                        + " only of dossiers that were held, and this one is not")
                .contains("DongBoHoSoMC=6, TraCuuHoSo=2")
                .endsWith("Record such an exchange, or correct the address or the message.");
        assertThat(said(province, "province-rest/mapi/g", "{\"service\":\"CapNhatTienDoHoSoMC\"}"))
                .startsWith("501 ")
                .contains("no place, path or name");
        assertThat(said(province, "echo/", "{}")).contains("no recording of this destination");
        assertThat(stage.tally.report(List.of()).unrecorded().values()).containsExactly(1L, 1L, 1L);
    }

    @Test
    void anotherOperationIsKnownByItsPath() {
        stage.recorded(
                "city-rest",
                dossier(1),
                1,
                leg(
                        "Filing",
                        "{\"dossierCode\":\"" + dossier(1) + "\"}",
                        200,
                        "{\"taken\":\"NEW\",\"dossierCode\":\"" + dossier(1) + "\"}"));
        stage.recorded(
                "city-rest",
                dossier(1),
                2,
                leg(
                        "Progress",
                        "{\"dossierCode\":\"" + dossier(1) + "\"}",
                        200,
                        "{\"taken\":\"NEW\",\"number\":\"P\"}"));
        RecordedWindow city = stage.window("city-rest");

        assertThat(said(city, "city-rest/v1/filings", "{\"dossierCode\":\"" + NEW + "\"}"))
                .isEqualTo("200 {\"taken\":\"NEW\",\"dossierCode\":\"" + NEW + "\"}");
        assertThat(said(city, "city-rest/v1/progress", "{\"dossierCode\":\"" + NEW + "\"}"))
                .contains("\"number\":\"P\"");
        assertThat(said(city, "city-rest/v1/enquiries", "{\"dossierCode\":\"" + NEW + "\"}"))
                .contains("operation Enquiry was not recorded");
    }

    @Test
    void aListShrinksByWhatItWasToldAndThenTheNextOneComes() {
        stage.recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("1", 11, 12)));
        stage.recorded(
                "province-soap-inbox",
                "",
                1,
                leg(
                        "updateSendSignal",
                        tell(11),
                        200,
                        soap("updateSendSignalResponse", "<return><errCode>0</errCode><errMsg></errMsg></return>")));
        stage.recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("0", 13)));
        RecordedWindow source = stage.window("province-soap-inbox");
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
    void whatIsAskedForInTheQueryIsReadAsWhatIsAskedForInTheBody() {
        String at = "lgsp-profile-rest";
        String list = "{\"profileReceivers\":[{\"profileId\":\"71\"},{\"profileId\":\"72\"}]}";
        stage.recorded(at, "", 1, leg("getListDossier", "{\"unit_code\":\"U1\"}", 200, list));
        for (int id : new int[] {71, 72}) {
            String detail = "{\"profileOutmodel\":{\"number\":\"of " + id + "\"}}";
            stage.recorded(at, "", 1, leg("getDetailDossier", "{\"profile_id\":\"" + id + "\"}", 200, detail));
        }
        stage.recorded(
                at,
                "",
                1,
                leg(
                        "updateStatusReceiver",
                        "{\"profile_id\":\"71\",\"status\":\"done\"}",
                        200,
                        "{\"status\":\"done\"}"));
        RecordedWindow source = stage.window(at);

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

    @Test
    void ofDossiersThatNobodyNamesNoneIsTakenForAnother() {
        String at = "province-rest";
        stage.recorded(at, "", 1, leg("DongBoHoSoMC", content(dossier(1), false), 200, DONE));
        stage.recorded(at, "", 1, leg("DongBoHoSoMC", content(dossier(2), false), 200, DONE));
        stage.recorded(at, "", 1, leg("DongBoHoSoMC", content(dossier(3), false), 200, EXISTS));
        RecordedWindow province = stage.window(at);

        assertThat(said(province, at + "/mapi/g", content(dossier(2), false))).isEqualTo("200 " + DONE);
        assertThat(said(province, at + "/mapi/g", content(dossier(1), false))).isEqualTo("200 " + DONE);
        assertThat(said(province, at + "/mapi/g", content(dossier(3), false))).isEqualTo("200 " + EXISTS);
    }

    @Test
    void whereTheOtherSideRemembersTheLastAnswerStays() {
        String at = "province-rest";
        String later = found(dossier(1)).replace("\"TRANGTHAI\":\"4\"", "\"TRANGTHAI\":\"5\"");
        stage.recorded(
                at,
                dossier(1),
                1,
                leg("DongBoHoSoMC", content(dossier(1), false), 200, DONE),
                leg("TraCuuHoSo", enquiry(dossier(1)), 200, found(dossier(1))),
                leg("TraCuuHoSo", enquiry(dossier(1)), 200, later));
        RecordedWindow province = stage.window(at);

        said(province, at + "/mapi/g", content(dossier(1), false));
        assertThat(said(province, at + "/mapi/g", enquiry(dossier(1)))).isEqualTo("200 " + found(dossier(1)));
        for (int i = 0; i < 3; i++) {
            assertThat(said(province, at + "/mapi/g", enquiry(dossier(1)))).isEqualTo("200 " + later);
        }
    }

    @Test
    void whereItRemembersNothingTheFirstAnswerComesAgainAfterTheLast() {
        String message = "{\"dossierCode\":\"" + dossier(1) + "\"}";
        stage.recorded(
                "echo", dossier(1), 1, leg("Echo", message, 503, "busy"), leg("Echo", message, 200, "{\"a\":1}"));
        RecordedWindow echo = stage.window("echo");

        for (int i = 0; i < 2; i++) {
            assertThat(said(echo, "echo/", message)).isEqualTo("503 busy");
            assertThat(said(echo, "echo/", message)).isEqualTo("200 {\"a\":1}");
        }
    }

    @Test
    void headersSpeakOfTheDossierThatIsAskedForToo() {
        String at = "city-rest";
        String old = dossier(1);
        stage.recorded(
                at,
                old,
                1,
                leg(
                        "Filing",
                        "/v1/filings",
                        "{\"dossierCode\":\"" + old + "\"}",
                        "Location: /v1/filings/" + old,
                        "{\"taken\":\"NEW\",\"dossierCode\":\"" + old + "\"}"));
        RecordedWindow city = stage.window(at);

        assertThat(location(city, NEW)).isEqualTo("/v1/filings/" + NEW);
        assertThat(location(city, old)).isEqualTo("/v1/filings/" + old);
        assertThat(location(city, "A\\r\\nX-Other: 1"))
                .as("nobody writes a head of their own")
                .isEqualTo("/v1/filings/" + old);
    }

    private static String location(RecordedWindow city, String code) {
        byte[] body = ("{\"dossierCode\":\"" + code + "\"}").getBytes(StandardCharsets.UTF_8);
        return String.valueOf(city.take("POST", "/replay/city-rest/v1/filings", null, body)
                .headers()
                .get("Location"));
    }
}
