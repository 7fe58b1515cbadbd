package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes from the province, as it arrives in the city's own system: filings whole, everything else as progress. */
@Timeout(180)
class CityThroughHubIT {

    private static final String TOKEN = "the-khong-ai-duoc-thay-71";
    private static final byte[] PAPER = "Giấy tờ mẫu, không của ai.\n".getBytes(StandardCharsets.UTF_8);

    private static WireMockServer city;
    private static StartedHub hub;

    @BeforeAll
    static void start(@TempDir Path data) {
        city = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        city.start();
        hub = new StartedHub(
                data,
                Map.of(
                        "hub.destinations.city-rest.address",
                        city.baseUrl() + "/hub",
                        "hub.destinations.city-rest.token",
                        TOKEN,
                        "hub.destinations.city-rest.retry.first",
                        "PT0.2S",
                        "hub.intake.owed-to",
                        "city-rest"));
    }

    @AfterAll
    static void stop() {
        hub.close();
        city.stop();
    }

    @BeforeEach
    void reset() {
        city.resetAll();
        city.stubFor(post(urlPathEqualTo("/hub/v1/filings")).willReturn(taken()));
        city.stubFor(post(urlPathEqualTo("/hub/v1/progress")).willReturn(taken()));
    }

    private static ResponseDefinitionBuilder taken() {
        return said(200, "{\"dossierCode\":\"in-every-test-another\",\"taken\":\"NEW\",\"number\":\"TP-1\"}");
    }

    private static ResponseDefinitionBuilder said(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    private static List<Request> requests() {
        List<Request> all = new ArrayList<>();
        city.getAllServeEvents().forEach(event -> all.add(0, event.getRequest()));
        return all;
    }

    /** What arrived, in order: the call, how many steps and files, the state. */
    private static List<String> arrived() throws Exception {
        List<String> all = new ArrayList<>();
        for (Request request : requests()) {
            assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
            JsonNode body = Json.MAPPER.readTree(request.getBody());
            all.add(request.getUrl().replace("/hub/v1/", "") + " "
                    + body.path("steps").size() + " " + body.path("files").size() + " "
                    + body.at("/state/status").asText("-"));
        }
        return all;
    }

    private static String sha256() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PAPER));
    }

    private static ObjectNode filed(String dossier, int revision) throws Exception {
        ObjectNode record = StartedHub.record(dossier, revision, StartedHub.KNOWN_PROCEDURE);
        record.put("channel", "ONLINE");
        record.withArray("attachments")
                .addObject()
                .put("id", "a1")
                .put("name", "giay-to-mau.pdf")
                .put("sha256", sha256());
        return record;
    }

    private static void put() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.address() + "/v1/attachments/" + sha256()))
                .PUT(BodyPublishers.ofByteArray(PAPER))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isIn(200, 201);
    }

    @Test
    void aFilingArrivesWholeWithItsFileAndLaterRevisionsBringOnlyWhatIsNew() throws Exception {
        put();
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(filed(dossier, 1)), "DELIVERED");
        hub.awaitTransfer(hub.push(filed(dossier, 2)), "DELIVERED");
        assertThat(arrived())
                .containsExactly("filings 0 1 -", "progress 1 0 RECEIVED", "filings 0 0 -", "progress 1 0 RECEIVED");
        JsonNode filing = Json.MAPPER.readTree(requests().get(0).getBody());
        assertThat(filing.at("/record/dossierCode").asText()).isEqualTo(dossier);
        assertThat(Base64.getDecoder().decode(filing.at("/files/0/base64").asText()))
                .isEqualTo(PAPER);
        assertThat(requests())
                .extracting(request -> request.getHeader("Idempotency-Key"))
                .doesNotHaveDuplicates();
        String explained = hub.get("/v1/dossiers/" + dossier).body();
        assertThat(explained).doesNotContain(TOKEN);
    }

    @Test
    void theCitysOwnDossierGetsProgressOnly() throws Exception {
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(dossier, 1, StartedHub.KNOWN_PROCEDURE), "DELIVERED");
        assertThat(arrived()).containsExactly("progress 1 0 RECEIVED");
    }

    @Test
    void anAnswerThatWasLostIsAskedAboutAndGoesAgainUnderTheSameKey() throws Exception {
        city.stubFor(post(urlPathEqualTo("/hub/v1/progress"))
                .inScenario("lost")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("taken"));
        city.stubFor(post(urlPathEqualTo("/hub/v1/progress"))
                .inScenario("lost")
                .whenScenarioStateIs("taken")
                .willReturn(said(200, "{\"dossierCode\":\"any\",\"taken\":\"HELD\"}")));
        String dossier = hub.newDossier();
        city.stubFor(post(urlPathEqualTo("/hub/v1/enquiries"))
                .willReturn(said(200, "{\"dossierCode\":\"" + dossier + "\",\"held\":true}")));
        hub.awaitTransfer(hub.push(dossier, 1, StartedHub.KNOWN_PROCEDURE), "DELIVERED");
        assertThat(arrived()).containsExactly("progress 1 0 RECEIVED", "enquiries 0 0 -", "progress 1 0 RECEIVED");
        assertThat(requests().get(2).getHeader("Idempotency-Key"))
                .isEqualTo(requests().get(0).getHeader("Idempotency-Key"));
    }

    @Test
    void aFilingThatTheCityLostGoesAgainFromTheBeginningWithItsFile() throws Exception {
        put();
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(filed(dossier, 1)), "DELIVERED");
        city.resetRequests();
        city.stubFor(post(urlPathEqualTo("/hub/v1/progress"))
                .inScenario("restored")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(said(404, "{\"title\":\"Unknown\",\"code\":\"dossier-unknown\",\"retry\":\"never\"}"))
                .willSetStateTo("filed"));
        hub.awaitTransfer(hub.push(filed(dossier, 2)), "DELIVERED");
        assertThat(arrived())
                .containsExactly("filings 0 0 -", "progress 1 0 RECEIVED", "filings 0 1 -", "progress 1 0 RECEIVED");
    }

    @Test
    void aDossierThatTheCityDoesNotHoldIsParkedWithWhoCanAct() throws Exception {
        city.stubFor(post(urlPathEqualTo("/hub/v1/progress"))
                .willReturn(said(404, "{\"title\":\"Unknown\",\"code\":\"dossier-unknown\",\"retry\":\"never\"}")));
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(dossier, 1, StartedHub.KNOWN_PROCEDURE), "PARKED");
        assertThat(hub.get("/v1/dossiers/" + dossier).body()).contains("dossier-unknown", "city-source");
        assertThat(arrived()).hasSize(2);
    }
}
