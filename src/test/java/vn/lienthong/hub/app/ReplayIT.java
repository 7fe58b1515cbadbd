package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.Misbehaviour;

/** What one hub said over REST and SOAP, some of it not at the first go, is recorded, masked, and played again in every way. All people are made up. */
class ReplayIT {
    private static final DemoClock CLOCK = new DemoClock(Instant.parse("2026-03-02T01:00:00Z"));

    @TempDir
    private static Path place;

    private static FakeProvince soap;
    private static StartedHub hub;
    private static Path recording;

    @BeforeAll
    static void record() throws Exception {
        soap = FakeProvince.start(FakeProvince.Settings.defaults(), Clock.systemUTC());
        soap.serveSoap(Path.of("connectors/province-soap/contract/exchange.wsdl"));
        hub = new StartedHub(
                Path.of(""),
                place.resolve("data"),
                Map.of(
                        "hub.intake.owed-to", "province-rest,province-soap",
                        "hub.destinations.province-soap.address", soap.address() + FakeProvince.SOAP_PATH,
                        "hub.destinations.province-soap.username", "demo",
                        "hub.destinations.province-soap.password", "demo",
                        "hub.destinations.province-soap.unit-code", "000.00.01.H08"),
                CLOCK);
        for (String trouble : List.of("", "error-inside-200", "half-a-body")) {
            String dossier = hub.newDossier();
            push(dossier, 1, trouble);
            push(dossier, 2, "");
        }
        recording = place.resolve("recording");
        Ran ran = Ran.command(
                "record", "--all", "--to", recording.toString(), "--by", "An", "--why", "a test", "--hub", hub.address());
        assertThat(ran.err()).isEmpty();
        System.out.println(ran.out());
    }

    /** @param trouble at first; empty for none */
    private static void push(String dossier, int revision, String trouble) throws Exception {
        ObjectNode record = StartedHub.record(dossier, revision, StartedHub.KNOWN_PROCEDURE)
                .put("summary", "Khai sinh cho con của Lương Thị Ngọc Điểm, lần " + revision);
        ObjectNode applicant = (ObjectNode) record.get("applicant");
        applicant.put("name", "LƯƠNG THỊ NGỌC ĐIỂM").put("phone", "0914123456");
        misbehave(trouble);
        JsonNode answer = StartedHub.json(hub.post("/v1/dossiers", record));
        assertThat(answer.path("transfers")).as("%s", answer).hasSize(2);
        for (JsonNode transfer : answer.path("transfers")) {
            String path = "/v1/transfers/" + transfer.path("id").asText();
            hub.await(path, view -> trouble.isEmpty() || view.path("troubles").asInt() > 0);
        }
        misbehave("");
        for (JsonNode transfer : answer.path("transfers")) {
            hub.await("/v1/transfers/" + transfer.path("id").asText(), view -> {
                CLOCK.jump(CLOCK.instant().plusSeconds(30));
                return view.path("state").asText().equals("DELIVERED");
            });
        }
    }

    private static void misbehave(String trouble) {
        List<Misbehaviour> how = trouble.isEmpty() ? List.of() : List.of(Misbehaviour.parse(trouble));
        hub.province.misbehave(how);
        soap.misbehave(how);
    }

    @AfterAll
    static void stop() {
        hub.close();
        soap.close();
    }

    @Test
    void throughAHubWithTheRecordedAnswersNothingDiffers() {
        Ran ran = Ran.command("replay", recording.toString(), "--hub", "--data", place.toString());
        System.out.println(ran.out() + ran.err());
        assertThat(ran.code()).isZero();
    }

    @Test
    void atTheFakeProvince() {
        Ran ran = Ran.command("replay", recording.toString(), "--fake");
        System.out.println(ran.out() + ran.err());
    }
}
