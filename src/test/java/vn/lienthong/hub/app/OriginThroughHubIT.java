package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
    private static final String SENDER = "000.00.00.G99";

    @TempDir
    private Path data;

    private WireMockServer platform;
    private WireMockServer city;

    @BeforeEach
    void start() {
        platform = listening();
        city = listening();
        told(platform, "/profile/token", "{\"access_token\":\"the-bai-1\",\"expires_in\":3600}");
        told(platform, "/profile/syncDossier", "{\"status\":\"success\",\"message\":\"Thành công\"}");
        told(platform, "/profile/sendStatusProfile", "{\"status\":\"success\",\"message\":\"Thành công\"}");
        told(platform, "/profile/getListDossier", "{\"profileReceivers\":[{\"profileId\":1,\"type\":\"profile\"}]}");
        told(platform, "/profile/updateStatusReceiver", "{\"status\":\"done\"}");
        platform.stubFor(any(urlPathEqualTo("/profile/getDetailDossier"))
                .withQueryParam("profile_id", equalTo("1"))
                .willReturn(said(Json.object().set("profileOutmodel", profile()).toString())));
        city.stubFor(any(urlPathEqualTo("/v1/filings"))
                .willReturn(said("{\"taken\":\"NEW\",\"dossierCode\":\"" + CODE + "\",\"number\":\"QN-1\"}")
                        .withStatus(201)));
    }

    private static WireMockServer listening() {
        WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        platform.stop();
        city.stop();
    }

    private static void told(WireMockServer server, String path, String body) {
        server.stubFor(any(urlPathEqualTo(path)).willReturn(said(body)));
    }

    private static ResponseDefinitionBuilder said(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** All people are made up. */
    private static ObjectNode profile() {
        ObjectNode profile = Json.object()
                .put("type", "profile")
                .put("status", "TIEPNHAN")
                .put("source_id", CODE)
                .put("ref_code", "ref-mau-1")
                .put("procedures_code", StartedHub.KNOWN_PROCEDURE)
                .put("creation_date", "2026/01/05 07:30:00")
                .put("applicants_id", "052089000001")
                .put("from_unit_code", SENDER);
        profile.putArray("to_unit_code").add("H21.ZZ.01");
        profile.putObject("profileOwner").put("name", "NGUYỄN VĂN MẪU");
        return profile;
    }

    private StartedHub open(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.destinations.lgsp-profile-rest.mapping.to-units",
                SENDER,
                "hub.pulls.lgsp-profile-rest.unit-codes",
                "H21.ZZ.01",
                "hub.pulls.lgsp-profile-rest.mapping.own-units",
                "000.03.ZZ.H08",
                "hub.pulls.lgsp-profile-rest.every",
                "PT0.5S",
                "hub.destinations.city-rest.address",
                city.baseUrl(),
                "hub.destinations.city-rest.token",
                SECRET,
                "hub.intake.owed-to",
                "lgsp-profile-rest,province-rest"));
        for (String side : List.of("hub.destinations.", "hub.pulls.")) {
            settings.put(side + "lgsp-profile-rest.address", platform.baseUrl() + "/profile");
            settings.put(side + "lgsp-profile-rest.client-id", "khach-thu");
            settings.put(side + "lgsp-profile-rest.client-secret", SECRET);
        }
        settings.putAll(more);
        return new StartedHub(data, settings);
    }

    /** What the city was told of the dossier. */
    private JsonNode filing() throws Exception {
        Waiting.until("the city has it", () -> !city.getAllServeEvents().isEmpty());
        return Json.MAPPER.readTree(city.getAllServeEvents().get(0).getRequest().getBody());
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
        List<String> all = new ArrayList<>();
        platform.getAllServeEvents()
                .forEach(event -> all.add(event.getRequest().getUrl().replace("/profile/", "")));
        all.removeIf(path -> !path.startsWith("sync") && !path.startsWith("send"));
        return all;
    }

    @Test
    void whatTheCitySendsOnIsNotOwedToWhereItCameFromAndExplainSaysSo() throws Exception {
        try (StartedHub hub = open(Map.of())) {
            JsonNode filing = filing();
            assertThat(filing.path("origin"))
                    .isEqualTo(Json.MAPPER.readTree("{\"source\":\"lgsp-profile-rest\",\"ref_code\":\"ref-mau-1\","
                            + "\"from_unit_code\":\"" + SENDER + "\"}"));
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
            for (var event : platform.getAllServeEvents()) {
                if (event.getRequest().getUrl().endsWith("/sendStatusProfile")) {
                    JsonNode state = Json.MAPPER.readTree(event.getRequest().getBody());
                    assertThat(state.path("ref_code").asText()).isEqualTo("ref-mau-1");
                    assertThat(state.at("/to_unit_code/0").asText()).isEqualTo(SENDER);
                }
            }
        }
    }
}
