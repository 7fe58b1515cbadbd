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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.Waiting;

/** Both directions of a platform that keeps profiles for whoever asks: the whole hub between it and the city, and no ring. */
@Timeout(180)
class LgspProfileThroughHubIT {

    private static final String SECRET = "bi-mat-khong-ai-duoc-thay-88";
    private static final String UNIT = "H21.ZZ.01";
    private static final String THEIRS = "000.00.00.G99";

    private static WireMockServer platform;
    private static WireMockServer city;
    private static StartedHub hub;

    @BeforeAll
    static void start(@TempDir Path data) {
        platform = listening();
        city = listening();
        reset();
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.destinations.lgsp-profile-rest.mapping.to-units",
                THEIRS,
                "hub.destinations.lgsp-profile-rest.retry.first",
                "PT0.2S",
                "hub.pulls.lgsp-profile-rest.unit-codes",
                UNIT,
                "hub.pulls.lgsp-profile-rest.mapping.own-units",
                "000.03.ZZ.H08",
                "hub.pulls.lgsp-profile-rest.every",
                "PT0.5S",
                "hub.destinations.city-rest.address",
                city.baseUrl(),
                "hub.destinations.city-rest.token",
                SECRET,
                "hub.intake.owed-to",
                "lgsp-profile-rest"));
        for (String side : List.of("hub.destinations.", "hub.pulls.")) {
            settings.put(side + "lgsp-profile-rest.address", platform.baseUrl() + "/profile");
            settings.put(side + "lgsp-profile-rest.client-id", "khach-thu");
            settings.put(side + "lgsp-profile-rest.client-secret", SECRET);
        }
        hub = new StartedHub(data, settings);
    }

    private static WireMockServer listening() {
        WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        return server;
    }

    @AfterAll
    static void stop() {
        hub.close();
        platform.stop();
        city.stop();
    }

    @BeforeEach
    void fresh() {
        reset();
    }

    private static void reset() {
        told("token", said("{\"access_token\":\"the-bai-1\",\"expires_in\":3600}"));
        told("syncDossier", said("{\"status\":\"success\",\"message\":\"Thành công\"}"));
        told("sendStatusProfile", said("{\"status\":\"success\",\"message\":\"Thành công\"}"));
        told("getListDossier", said("{\"profileReceivers\":[]}"));
        told("updateStatusReceiver", said("{\"status\":\"done\"}"));
        // Not before: the hub asks all the time, there must always be an answer, and the newest counts.
        for (WireMockServer server : List.of(platform, city)) {
            server.resetScenarios();
            server.resetRequests();
        }
    }

    private static void told(String operation, ResponseDefinitionBuilder answer) {
        platform.stubFor(any(urlPathEqualTo("/profile/" + operation)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder said(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** What was said to the platform, without the log-in and the question what there is. */
    private static List<String> heard() {
        List<String> all = new ArrayList<>();
        platform.getAllServeEvents()
                .forEach(event -> all.add(0, event.getRequest().getUrl().replace("/profile/", "")));
        all.removeIf(path -> path.equals("token") || path.startsWith("getListDossier"));
        return all;
    }

    private static ObjectNode profile(String code, String from) {
        ObjectNode profile = Json.object()
                .put("type", "profile")
                .put("status", "TIEPNHAN")
                .put("source_id", code)
                .put("ref_code", "ref-" + code)
                .put("procedures_code", StartedHub.KNOWN_PROCEDURE)
                .put("creation_date", "2026/01/05 07:30:00")
                .put("applicants_id", "052089000001")
                .put("from_unit_code", from);
        profile.putArray("to_unit_code").add(UNIT);
        profile.putObject("profileOwner").put("name", "NGUYỄN VĂN MẪU");
        return profile;
    }

    /** The platform holds these under 1, 2, …, until each is told done or fail. */
    private static void holds(ObjectNode... profiles) {
        ObjectNode list = Json.object();
        for (int id = 1; id <= profiles.length; id++) {
            list.withArray("profileReceivers").addObject().put("profileId", id).put("type", "profile");
            ObjectNode detail = Json.object();
            detail.set("profileOutmodel", profiles[id - 1]);
            platform.stubFor(any(urlPathEqualTo("/profile/getDetailDossier"))
                    .withQueryParam("profile_id", equalTo(String.valueOf(id)))
                    .willReturn(said(detail.toString())));
        }
        platform.stubFor(any(urlPathEqualTo("/profile/getListDossier"))
                .withQueryParam("unit_code", equalTo(UNIT))
                .willReturn(said(list.toString())));
    }

    private static void await(String what, java.util.function.BooleanSupplier holds) {
        Waiting.until(what, holds);
    }

    @Test
    void aDossierGoesAsAProfileAndItsStatesAfterIt() throws Exception {
        String dossier = hub.newDossier();
        HttpResponse<String> answer =
                hub.post("/v1/dossiers", StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE));
        hub.awaitTransfer(StartedHub.json(answer).at("/transfers/0/id").asText(), "DELIVERED");
        // What another test had pulled may still be told once more.
        assertThat(heard().stream().filter(path -> !path.startsWith("update")))
                .containsExactly("syncDossier", "sendStatusProfile");
        JsonNode profile = body("syncDossier");
        assertThat(profile.path("source_id").asText()).isEqualTo(dossier);
        assertThat(profile.path("to_unit_code")).hasSize(1);
        assertThat(profile.path("is_update").isTextual()).isTrue();
        assertThat(body("sendStatusProfile").path("time_of_process").asText()).isEqualTo("2019/12/16 08:01:00");
        assertThat(hub.get("/v1/dossiers/" + dossier).body()).doesNotContain(SECRET, "the-bai-1");
    }

    private static JsonNode body(String operation) throws Exception {
        for (var event : platform.getAllServeEvents()) {
            if (event.getRequest().getUrl().equals("/profile/" + operation)) {
                return Json.MAPPER.readTree(event.getRequest().getBody());
            }
        }
        throw new AssertionError("nothing came to " + operation);
    }

    @Test
    void aProfileComesToTheCityIsToldDoneAndNeverGoesBack() throws Exception {
        String code = hub.newDossier();
        city.stubFor(any(urlPathEqualTo("/v1/filings"))
                .willReturn(said("{\"taken\":\"NEW\",\"dossierCode\":\"" + code + "\",\"number\":\"QN-1\"}")
                        .withStatus(201)));
        holds(profile(code, THEIRS));
        await("the city has it", () -> !city.getAllServeEvents().isEmpty());
        await("the platform was told", () -> heard().stream().anyMatch(path -> path.endsWith("status=done")));
        JsonNode filing = Json.MAPPER.readTree(
                city.getAllServeEvents().get(0).getRequest().getBody());
        assertThat(filing.at("/record/dossierCode").asText()).isEqualTo(code);
        assertThat(heard())
                .contains("updateStatusReceiver?profile_id=1&status=done")
                .doesNotContain("syncDossier");
    }

    @Test
    void whatCannotBeTakenIsToldFailAndWhatWeSentOurselvesMakesNothing() throws Exception {
        ObjectNode unknown = profile(hub.newDossier(), THEIRS).put("status", "THUHOI");
        holds(unknown, profile(hub.newDossier(), "000.03.ZZ.H08"));
        await(
                "both were told",
                () -> heard().stream()
                                .filter(path -> path.startsWith("update"))
                                .distinct()
                                .count()
                        == 2);
        assertThat(heard())
                .contains(
                        "updateStatusReceiver?profile_id=1&status=fail",
                        "updateStatusReceiver?profile_id=2&status=done");
        assertThat(city.getAllServeEvents()).isEmpty();
        JsonNode kept = hub.await("/v1/dossiers/2", path -> path.at("/paths/0/came/0/pulled/0/acknowledged")
                .asText()
                .equals("done"));
        assertThat(kept.at("/paths/0/came/0/cause").asText()).isEqualTo("no-record-in-message");
        assertThat(kept.at("/paths/0/standing/actor").asText()).isEqualTo("nobody");
    }
}
