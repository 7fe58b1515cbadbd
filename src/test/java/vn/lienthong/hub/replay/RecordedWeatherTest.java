package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.replay.RecordedStage.DONE;
import static vn.lienthong.hub.replay.RecordedStage.NEW;
import static vn.lienthong.hub.replay.RecordedStage.content;
import static vn.lienthong.hub.replay.RecordedStage.dossier;
import static vn.lienthong.hub.replay.RecordedStage.leg;
import static vn.lienthong.hub.replay.RecordedStage.page;
import static vn.lienthong.hub.replay.RecordedStage.pull;
import static vn.lienthong.hub.replay.RecordedStage.said;
import static vn.lienthong.hub.replay.RecordedStage.soap;
import static vn.lienthong.hub.replay.RecordedStage.tell;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The weather is let at recorded answers as at the others; people and dossiers are made up. */
class RecordedWeatherTest {
    private final RecordedStage stage = new RecordedStage();

    @Test
    void theWeatherIsLetAtItToo() {
        stage.province();
        RecordedWindow province =
                stage.window("province-rest", Misbehaviour.parse("slow-drip"), Misbehaviour.parse("down@2"));

        assertThat(said(province, "province-rest/mapi/g", content(NEW, false))).isEqualTo("[SLOW_DRIP] 200 " + DONE);
        assertThat(said(province, "province-rest/mapi/g", content(NEW, false))).startsWith("[DOWN, SLOW_DRIP] ");
        assertThat(stage.tally.misbehaved()).containsEntry("slow-drip", 2L).containsEntry("down", 1L);
    }

    @Test
    void theHeadOfARecordedListMayStayToo() {
        stage.recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("0", 11, 12)));
        stage.recorded(
                "province-soap-inbox",
                "",
                1,
                leg(
                        "updateSendSignal",
                        tell(11),
                        200,
                        soap("updateSendSignalResponse", "<return><errCode>0</errCode><errMsg></errMsg></return>")));
        RecordedWindow source = stage.window("province-soap-inbox", Misbehaviour.parse("unacknowledged-head"));
        String at = "province-soap-inbox";

        said(source, at, tell(11));
        said(source, at, tell(12));
        assertThat(said(source, at, pull())).contains(">11<").doesNotContain(">12<");
    }

    @Test
    void whatIsNotTakenIsToldInTheFormThatIsSpokenThere() {
        stage.province();
        stage.recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("0", 11)));
        String rest = "province-rest/mapi/g";

        assertThat(said(
                        stage.window("province-rest", Misbehaviour.parse("error-inside-200")),
                        rest,
                        content(NEW, false)))
                .startsWith("[ERROR_INSIDE_200] 200 {\"error_code\":\"-1\"");
        assertThat(said(
                        stage.window("province-rest", Misbehaviour.parse("expired-session")),
                        rest,
                        content(NEW, false)))
                .startsWith("[EXPIRED_SESSION] 200 {\"error_code\":\"-3\"");
        RecordedWindow soap = stage.window("province-soap-inbox", Misbehaviour.parse("fault-inside-200"));
        for (int i = 0; i < 20; i++) {
            Reply reply =
                    soap.take("POST", "/replay/province-soap-inbox", null, pull().getBytes(StandardCharsets.UTF_8));
            assertThat(reply.xml()).as("taken or not").isTrue();
        }
    }

    @Test
    void whatWasNeverAnsweredBreaksInAnyWeather() {
        stage.province();
        RecordedWindow province =
                stage.window("province-rest", Misbehaviour.parse("half-a-body"), Misbehaviour.parse("slow-drip"));

        assertThat(said(province, "province-rest/mapi/g", content(dossier(1), false)))
                .startsWith("[RESET, SLOW_DRIP] ");
    }

    @Test
    void aLogInIsHitAsAtTheOthers() {
        stage.province();
        RecordedWindow province = stage.window("province-rest", Misbehaviour.parse("down"));

        assertThat(said(province, "province-rest/mapi/login", "{}"))
                .startsWith("[DOWN] ")
                .doesNotContain("stand-in-session");
        assertThat(stage.tally.misbehaved()).containsEntry("down", 1L);
    }

    @Test
    void aRecordedListSaysForEverThatThereIsMore() {
        stage.recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("0", 11)));
        RecordedWindow source = stage.window("province-soap-inbox", Misbehaviour.parse("more-for-ever"));

        assertThat(said(source, "province-soap-inbox", pull())).contains("<conTiep>1<");
    }

    /** Three dossiers, each with a number of its own. */
    private RecordedWindow numbered(String destination, String mark, Misbehaviour... weather) {
        for (int i = 1; i <= 3; i++) {
            String code = dossier(i);
            stage.recorded(
                    destination,
                    code,
                    1,
                    leg(
                            "Filing",
                            filing(code),
                            200,
                            "{\"taken\":\"NEW\",\"dossierCode\":\"" + code + "\",\"number\":\"" + mark + i + "\"}"));
        }
        return stage.window(destination, weather);
    }

    private static String filing(String code) {
        return "{\"dossierCode\":\"" + code + "\"}";
    }

    @Test
    void aReceiptIsAnothersOfTheSameDestinationWhoeverComesFirst() {
        Misbehaviour again = Misbehaviour.parse("duplicate-receipt");
        String at = "city-rest/v1/filings";
        RecordedWindow one = numbered("city-rest", "A", again);
        RecordedWindow other = stage.window("city-rest", again);

        String first = said(one, at, filing(dossier(1)));
        String second = said(one, at, filing(dossier(2)));
        String stranger = said(one, at, filing(NEW));
        assertThat(first).startsWith("[DUPLICATE_RECEIPT] 200 ").contains(dossier(2), "A2");
        assertThat(second).contains(dossier(1), "A1");
        assertThat(stranger).contains(dossier(1), "A1");
        assertThat(said(other, at, filing(NEW))).isEqualTo(stranger);
        assertThat(said(other, at, filing(dossier(2)))).isEqualTo(second);
        assertThat(said(other, at, filing(dossier(1)))).isEqualTo(first);
    }

    @Test
    void aReceiptOfOneDestinationIsNeverGivenForAnother() {
        numbered("city-rest", "A");
        stage.recorded(
                "echo", dossier(9), 1, leg("Echo", "{\"dossierCode\":\"" + dossier(9) + "\"}", 200, "{\"a\":\"E\"}"));
        RecordedWindow both =
                stage.windowOf(java.util.List.of("city-rest", "echo"), Misbehaviour.parse("duplicate-receipt"));

        assertThat(said(both, "city-rest/v1/filings", filing(NEW))).contains("A1");
        assertThat(said(both, "echo/", filing(NEW))).contains("\"E\"").doesNotContain("A1");
        assertThat(said(both, "city-rest/v1/filings", filing(dossier(1)))).contains("A2");
    }

    @Test
    void aRecordedListComesInAnotherOrder() {
        stage.recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("0", 11, 12, 13, 14, 15)));
        String fair = said(stage.window("province-soap-inbox"), "province-soap-inbox", pull());
        String mixed = said(
                stage.window("province-soap-inbox", Misbehaviour.parse("out-of-order")), "province-soap-inbox", pull());

        assertThat(mixed).startsWith("[OUT_OF_ORDER] 200 ").contains(">11<", ">12<", ">13<", ">14<", ">15<");
        assertThat(mixed.substring("[OUT_OF_ORDER] ".length()))
                .hasSameSizeAs(fair)
                .isNotEqualTo(fair);
    }

    @Test
    void pullsAreCountedByTheUnitTheyAreFor() {
        stage.recorded("province-soap-inbox", "", 1, leg("pullDocument", pull(), 200, page("0", 11)));
        RecordedWindow source = stage.window("province-soap-inbox", Misbehaviour.parse("fault@2-2"));
        String other = pull().replace("H21.ZZ.01", "H21.ZZ.02");

        assertThat(said(source, "province-soap-inbox", pull())).startsWith("200 ");
        assertThat(said(source, "province-soap-inbox", other)).startsWith("200 ");
        assertThat(said(source, "province-soap-inbox", other)).startsWith("[FAULT] ");
        assertThat(said(source, "province-soap-inbox", pull())).startsWith("[FAULT] ");
        assertThat(said(source, "province-soap-inbox", pull())).startsWith("200 ");
    }
}
