package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.Waiting;

/** No ring over the city: what came from a platform, went to the city and is sent on by the city does not go back to where it came from. */
@Timeout(180)
class OriginThroughHubIT {

    private static final String PLATFORM = "lgsp-profile-rest";
    private static final String SECRET = "bi-mat-khong-ai-duoc-thay-89";
    private static final String CODE = "000.00.ZZ.H08-260105-0001";
    private static final String SENDER = ProfilePlatform.THEIRS;

    @TempDir
    private Path data;

    private ProfilePlatform platform;

    @BeforeEach
    void start() {
        platform = new ProfilePlatform();
        platform.cityTakes(CODE);
        platform.holds(ProfilePlatform.profile(CODE, SENDER));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private StartedHub open(Map<String, String> more) {
        Map<String, String> settings = platform.settings(SECRET);
        settings.put("hub.intake.owed-to", "lgsp-profile-rest,province-rest");
        settings.putAll(more);
        return new StartedHub(data, settings);
    }

    /** What the city was told of the dossier. */
    private JsonNode filing() throws Exception {
        Waiting.until(
                "the city has it", () -> !platform.city.getAllServeEvents().isEmpty());
        return platform.city.arrived("/v1/filings").get(0);
    }

    /** The city works on it and sends it on, as its contract says: the record that it was given, and where it came from. */
    private static ObjectNode sentOn(JsonNode filing, boolean withOrigin) {
        ObjectNode record = filing.path("record").deepCopy();
        record.put("revision", 1).put("status", "PROCESSING");
        record.putArray("steps")
                .addObject()
                .put("at", "2026-01-05T09:00:00+07:00")
                .put("by", "Trần Thị Mẫu")
                .put("status", "PROCESSING");
        if (withOrigin) {
            record.putObject("extra").set("origin", filing.path("origin"));
        }
        return record;
    }

    private static JsonNode pushed(StartedHub hub, ObjectNode record) throws Exception {
        HttpResponse<String> answer = hub.post("/v1/dossiers", record);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return StartedHub.json(answer);
    }

    private static List<String> owed(JsonNode receipt) {
        List<String> names = new ArrayList<>();
        receipt.path("transfers")
                .forEach(transfer -> names.add(transfer.path("destination").asText()));
        return names;
    }

    /** What the submission of a receipt became, as explain has it. */
    private static JsonNode came(StartedHub hub, JsonNode receipt) throws Exception {
        JsonNode explained = StartedHub.json(hub.get("/v1/dossiers/" + CODE));
        for (JsonNode path : explained.path("paths")) {
            for (JsonNode came : path.path("came")) {
                if (came.path("id").equals(receipt.path("submission"))) {
                    return came;
                }
            }
        }
        throw new AssertionError("not in " + explained);
    }

    private List<String> saidToThePlatform() {
        List<String> all = platform.heard();
        all.removeIf(path -> !path.startsWith("sync") && !path.startsWith("send"));
        return all;
    }

    @Test
    void whatTheCitySendsOnIsNotOwedToWhereItCameFromAndExplainSaysSo() throws Exception {
        try (StartedHub hub = open(Map.of())) {
            JsonNode filing = filing();
            assertThat(filing.path("origin"))
                    .isEqualTo(Json.MAPPER.readTree("{\"source\":\"lgsp-profile-rest\",\"ref_code\":\"ref-" + CODE
                            + "\"," + "\"from_unit_code\":\"" + SENDER + "\"}"));
            JsonNode receipt = pushed(hub, sentOn(filing, true));

            assertThat(owed(receipt)).containsExactly("province-rest");
            hub.awaitTransfer(receipt.at("/transfers/0/id").asText(), "DELIVERED");
            JsonNode came = came(hub, receipt);
            assertThat(came.at("/notOwedTo/0").asText()).isEqualTo(PLATFORM);
            assertThat(came.at("/notOwedWhy/en").asText())
                    .contains("not owed to lgsp-profile-rest, because of where it came from");
            assertThat(Ran.command("explain", CODE, "--hub", hub.address()).out())
                    .contains("It is not owed to lgsp-profile-rest, because of where it came from");
            assertThat(saidToThePlatform()).isEmpty();
            assertThat(StartedHub.json(hub.get("/v1/balance")).path("closes").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void withoutTheFieldTheHubCannotKnow() throws Exception {
        try (StartedHub hub = open(Map.of())) {
            JsonNode receipt = pushed(hub, sentOn(filing(), false));

            assertThat(owed(receipt)).containsExactly(PLATFORM, "province-rest");
            assertThat(came(hub, receipt).has("notOwedTo")).isFalse();
        }
    }

    @Test
    void whatIsOwedToNobodyElseIsKeptAndItsCauseSaysWhy() throws Exception {
        try (StartedHub hub = open(Map.of("hub.intake.owed-to", PLATFORM))) {
            JsonNode receipt = pushed(hub, sentOn(filing(), true));

            assertThat(owed(receipt)).isEmpty();
            JsonNode came = came(hub, receipt);
            assertThat(came.path("cause").asText()).isEqualTo("came-from-there");
            assertThat(came.path("actor").asText()).isEqualTo("nobody");
            assertThat(came.at("/why/vi").asText()).contains(PLATFORM);
        }
    }

    @Test
    void whereItIsMeantItsStatesGoBackUnderTheNameItHasThereAndNoDossier() throws Exception {
        try (StartedHub hub = open(Map.of("hub.intake.owed-by-origin.lgsp-profile-rest", PLATFORM))) {
            JsonNode receipt = pushed(hub, sentOn(filing(), true));

            assertThat(owed(receipt)).containsExactly(PLATFORM);
            assertThat(came(hub, receipt).at("/notOwedTo/0").asText()).isEqualTo("province-rest");
            hub.awaitTransfer(receipt.at("/transfers/0/id").asText(), "DELIVERED");
            assertThat(saidToThePlatform()).containsExactly("sendStatusProfile");
            for (var event : platform.side.getAllServeEvents()) {
                if (event.getRequest().getUrl().endsWith("/sendStatusProfile")) {
                    JsonNode state = Json.MAPPER.readTree(event.getRequest().getBody());
                    assertThat(state.path("ref_code").asText()).isEqualTo("ref-" + CODE);
                    assertThat(state.at("/to_unit_code/0").asText()).isEqualTo(SENDER);
                }
            }
        }
    }
}
