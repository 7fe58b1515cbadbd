package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.app.StartedHub.UNKNOWN_PROCEDURE;
import static vn.lienthong.hub.app.StartedHub.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.app.CausesBed.Expect;

/** Causes that lie in one record, its answer or its turn, in a running hub whose destination answers by dossier. */
class RecordCausesIT {
    /** What is planted here, beside the troubles of whole destinations. */
    static final Set<Cause> PLANTED = EnumSet.of(
            Cause.NEVER_RECEIVED,
            Cause.REFUSED_AT_INTAKE,
            Cause.REVISION_WITH_OTHER_CONTENT,
            Cause.DOSSIER_UNDER_ANOTHER_UNIT,
            Cause.OWED_TO_NOBODY,
            Cause.SUPERSEDED,
            Cause.DELIVERED,
            Cause.CANCELLED,
            Cause.BEING_SENT,
            Cause.WAITING_FOR_ITS_TURN,
            Cause.RATE_LIMITED,
            Cause.BEHIND_ANOTHER,
            Cause.BEHIND_PARKED,
            Cause.OUTSIDE_SENDING_HOURS,
            Cause.DAILY_QUOTA_USED_UP,
            Cause.PUT_OFF_BY_DESTINATION,
            Cause.ANSWER_UNCLEAR_ENQUIRING,
            Cause.UNKNOWN_ANSWER,
            Cause.ENQUIRY_ABOUT_ANOTHER,
            Cause.REJECTED_BY_DESTINATION,
            Cause.GAVE_UP_AFTER_ATTEMPTS,
            Cause.GAVE_UP_AFTER_TROUBLES,
            Cause.PING_PONG,
            Cause.PARKED_BY_FLOW,
            Cause.UNMAPPED_PROCEDURE,
            Cause.UNMAPPED_CODE,
            Cause.UNIT_WITHOUT_SUCCESSOR,
            Cause.MISSING_FIELD,
            Cause.BAD_IDENTITY,
            Cause.ATTACHMENT_WITHOUT_ADDRESS,
            Cause.OUTPUT_DOES_NOT_FIT,
            Cause.MAPPING_FAILED,
            Cause.REFUSED_BY_MAPPING);

    @TempDir
    private static Path place;

    private static CausesBed bed;
    private static StartedHub hub;

    @BeforeAll
    static void starts() throws Exception {
        bed = RecordCausesBed.make(place.resolve("home"));
        hub = new StartedHub(bed.home(), place.resolve("data"), bed.settings());
    }

    @AfterAll
    static void stops() {
        bed.close();
        hub.close();
    }

    @Test
    void namesWhatTheDestinationSaidAndWhomItsRowNames() throws Exception {
        said(
                RecordCausesBed.says("1", "Thủ tục TS_mau không tồn tại"),
                Cause.REJECTED_BY_DESTINATION,
                Actor.INTEGRATION_ENGINEER);
        said(
                RecordCausesBed.says("1", "NgayHenTra không được để trống"),
                Cause.REJECTED_BY_DESTINATION,
                Actor.WARD_OFFICE);
        said(RecordCausesBed.exists(), Cause.REJECTED_BY_DESTINATION, Actor.PROVINCE);
        said(RecordCausesBed.refusing(400), Cause.REJECTED_BY_DESTINATION, Actor.INTEGRATION_ENGINEER);
        said(RecordCausesBed.refusing(413), Cause.REJECTED_BY_DESTINATION, Actor.CITY_SOURCE);
        said(
                RecordCausesBed.says("1", "Hồ sơ chưa cập nhật trạng thái trước"),
                Cause.PUT_OFF_BY_DESTINATION,
                Actor.NOBODY);
        said(RecordCausesBed.says("0", "Cập nhật không thành công"), Cause.ANSWER_UNCLEAR_ENQUIRING, Actor.NOBODY);
        said(RecordCausesBed.unknown(), Cause.UNKNOWN_ANSWER, Actor.INTEGRATION_ENGINEER);
    }

    private static void said(ResponseDefinitionBuilder answer, Cause cause, Actor actor) throws Exception {
        ObjectNode record = bed.record("desk");
        bed.answers("desk", record.path("dossierCode").asText(), answer);
        boolean again = cause.fate() == Fate.RETRIES;
        JsonNode standing = CausesBed.tells(hub, CausesBed.push(hub, record), new Expect(cause, actor, again));
        assertThat(standing.at("/why/en").asText()).as("what the row says").contains("Found: HTTP ");
    }

    @Test
    void namesAnEnquiryThatIsAnsweredAboutAnotherDossier() throws Exception {
        ObjectNode record = bed.record("asked");
        String code = record.path("dossierCode").asText();
        bed.answers("asked", code, RecordCausesBed.unknown());
        bed.answers(
                "asked",
                code,
                "TraCuuHoSo",
                okJson(
                        "{\"error_code\":\"0\",\"message\":\"\",\"result\":[{\"MAHOSO\":\"000.00.ZZ.H08-191216-9999\"}]}"));
        CausesBed.tells(
                hub, CausesBed.push(hub, record), new Expect(Cause.ENQUIRY_ABOUT_ANOTHER, Actor.PROVINCE, true));
    }

    @Test
    void namesWhatTheHubGaveUpOn() throws Exception {
        parked("few-attempts", Cause.GAVE_UP_AFTER_ATTEMPTS, Actor.INTEGRATION_ENGINEER);
        parked("contradicting", Cause.PING_PONG, Actor.PROVINCE);
        parked("set-aside", Cause.PARKED_BY_FLOW, Actor.INTEGRATION_ENGINEER);

        ObjectNode poison = bed.record("few-troubles");
        bed.answers("few-troubles", poison.path("dossierCode").asText(), RecordCausesBed.refusing(502));
        String code = CausesBed.push(hub, poison);
        hub.await(
                "/v1/dossiers/" + code,
                now -> CausesBed.last(now).path("troubles").asInt() > 0);
        hub.awaitTransfer(transfer(CausesBed.push(hub, bed.record("few-troubles"))), "DELIVERED");
        CausesBed.tells(hub, code, new Expect(Cause.GAVE_UP_AFTER_TROUBLES, Actor.PROVINCE, false));
    }

    private static void parked(String destination, Cause cause, Actor actor) throws Exception {
        CausesBed.tells(hub, CausesBed.push(hub, bed.record(destination)), new Expect(cause, actor, false));
    }

    @Test
    void namesWhatAMappingRefuses() throws Exception {
        mapped("UNMAPPED", Cause.UNMAPPED_PROCEDURE, Actor.INTEGRATION_ENGINEER);
        mapped("COLOUR", Cause.UNMAPPED_CODE, Actor.INTEGRATION_ENGINEER);
        mapped("REFUSED", Cause.REFUSED_BY_MAPPING, Actor.INTEGRATION_ENGINEER);
        mapped("BROKEN", Cause.MAPPING_FAILED, Actor.INTEGRATION_ENGINEER);
        mapped("MISFIT", Cause.OUTPUT_DOES_NOT_FIT, Actor.INTEGRATION_ENGINEER);

        ObjectNode nameless = bed.record("desk");
        ((ObjectNode) nameless.path("applicant")).remove("identity");
        refused(nameless, Cause.MISSING_FIELD, Actor.CITY_SOURCE);
        ObjectNode short9 = bed.record("desk");
        ((ObjectNode) short9.at("/applicant/identity")).put("type", "CMND").put("number", "21234567");
        refused(short9, Cause.BAD_IDENTITY, Actor.WARD_OFFICE);
        ObjectNode noAddress = bed.record("desk");
        noAddress.putArray("attachments").addObject().put("id", "a1").put("name", "to-khai.pdf");
        refused(noAddress, Cause.ATTACHMENT_WITHOUT_ADDRESS, Actor.CITY_SOURCE);
        ObjectNode ended = bed.record("department").put("unit", "city:TP").put("dueAt", "2025-12-16T17:00:00+07:00");
        ((ObjectNode) ended.at("/steps/0")).put("at", "2025-08-01T08:00:00+07:00");
        refused(ended, Cause.UNIT_WITHOUT_SUCCESSOR, Actor.OPERATOR);
    }

    private static void mapped(String summary, Cause cause, Actor actor) throws Exception {
        ObjectNode record = bed.record("mapped-otherwise").put("summary", summary);
        if (summary.equals("UNMAPPED")) {
            record.put("procedureCode", UNKNOWN_PROCEDURE);
        }
        refused(record, cause, actor);
    }

    private static void refused(ObjectNode record, Cause cause, Actor actor) throws Exception {
        CausesBed.tells(hub, CausesBed.push(hub, record), new Expect(cause, actor, false));
    }

    @Test
    void namesWhoseTurnItIs() throws Exception {
        ObjectNode first = bed.record("slow");
        String sent = CausesBed.push(hub, first);
        CausesBed.tells(hub, sent, new Expect(Cause.BEING_SENT, Actor.NOBODY, false));
        CausesBed.push(hub, first.put("revision", 2));
        CausesBed.tells(hub, sent, new Expect(Cause.BEHIND_ANOTHER, Actor.NOBODY, false));
        String next = CausesBed.push(hub, bed.record("slow"));
        CausesBed.tells(hub, next, new Expect(Cause.WAITING_FOR_ITS_TURN, Actor.NOBODY, false));

        String early = CausesBed.push(hub, bed.record("hours"));
        CausesBed.tells(hub, early, new Expect(Cause.OUTSIDE_SENDING_HOURS, Actor.NOBODY, true));

        hub.awaitTransfer(transfer(CausesBed.push(hub, bed.record("quota"))), "DELIVERED");
        String tomorrow = CausesBed.push(hub, bed.record("quota"));
        CausesBed.tells(hub, tomorrow, new Expect(Cause.DAILY_QUOTA_USED_UP, Actor.NOBODY, true));

        String last = "";
        for (int i = 0; i < 15; i++) {
            last = CausesBed.push(hub, bed.record("paced"));
        }
        CausesBed.tells(hub, last, new Expect(Cause.RATE_LIMITED, Actor.NOBODY, false));
    }

    @Test
    void namesTheCauseOfTheOneInFront() throws Exception {
        ObjectNode record = bed.record("set-aside");
        String dossier = CausesBed.push(hub, record);
        CausesBed.tells(hub, dossier, new Expect(Cause.PARKED_BY_FLOW, Actor.INTEGRATION_ENGINEER, false));
        CausesBed.push(hub, record.put("revision", 2));
        JsonNode standing =
                CausesBed.tells(hub, dossier, new Expect(Cause.BEHIND_PARKED, Actor.INTEGRATION_ENGINEER, false));
        assertThat(standing.at("/why/en").asText()).contains("parked-by-flow");

        JsonNode explained = json(hub.get("/v1/dossiers/" + dossier));
        assertThat(explained.at("/paths/0/standing/cause").asText()).isEqualTo("parked-by-flow");
        String first = explained.at("/paths/0/transfers/0/id").asText();
        Ran.command("cancel", first, "--by", "An", "--why", "never goes", "--hub", hub.address());
        assertThat(json(hub.get("/v1/dossiers/" + dossier))
                        .at("/paths/0/transfers/0/cause")
                        .asText())
                .isEqualTo("cancelled");
    }

    @Test
    void namesWhyThereIsNothingToSend() throws Exception {
        ObjectNode kept = bed.record("desk").put("unit", "21991");
        CausesBed.tells(hub, CausesBed.push(hub, kept), new Expect(Cause.OWED_TO_NOBODY, Actor.OPERATOR, false));

        ObjectNode late = bed.record("desk").put("dueAt", "2019-12-15T17:00:00+07:00");
        assertThat(hub.post("/v1/dossiers", late).statusCode()).isEqualTo(422);
        JsonNode refused = CausesBed.tells(
                hub, late.path("dossierCode").asText(), new Expect(Cause.REFUSED_AT_INTAKE, Actor.CITY_SOURCE, false));
        assertThat(refused.path("retry").asText()).isEqualTo("never");
        assertThat(refused.path("problemCodes").toString()).contains("date-order");

        ObjectNode record = bed.record("desk").put("revision", 2);
        String dossier = CausesBed.push(hub, record);
        CausesBed.tells(hub, dossier, new Expect(Cause.DELIVERED, Actor.NOBODY, false));
        cameTo(
                hub.post("/v1/dossiers", record.deepCopy().put("summary", "Made-up, changed")),
                dossier,
                Cause.REVISION_WITH_OTHER_CONTENT);
        cameTo(
                hub.post("/v1/dossiers", record.deepCopy().put("revision", 3).put("unit", "21607")),
                dossier,
                Cause.DOSSIER_UNDER_ANOTHER_UNIT);
        CausesBed.push(hub, record.put("revision", 1));
        CausesBed.tells(hub, dossier, new Expect(Cause.SUPERSEDED, Actor.NOBODY, false));
    }

    private static void cameTo(HttpResponse<String> answer, String dossier, Cause cause) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        JsonNode came = json(hub.get("/v1/dossiers/" + dossier)).at("/paths/0/came");
        JsonNode last = came.path(came.size() - 1);
        assertThat(last.path("cause").asText()).isEqualTo(cause.code());
        assertThat(last.path("actor").asText()).isEqualTo("city-source");
    }

    @Test
    void namesWhatNeverCame() throws Exception {
        HttpResponse<String> answer = hub.get("/v1/dossiers/000.00.ZZ.H08-191216-9998");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("cause").asText()).isEqualTo("never-received");
        assertThat(json(answer).path("actor").asText()).isEqualTo("city-source");
        assertThat(json(answer).at("/ifNobodyActs/vi").asText()).contains("trễ hạn");
        Ran ran = Ran.command("explain", "000.00.ZZ.H08-191216-9998", "--hub", hub.address());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("The hub never received this dossier.").contains("cause never-received");
    }

    private static String transfer(String dossier) throws Exception {
        return CausesBed.last(json(hub.get("/v1/dossiers/" + dossier)))
                .path("id")
                .asText();
    }
}
