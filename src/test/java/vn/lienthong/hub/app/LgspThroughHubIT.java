package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files and records put into the whole hub, as they arrive at a platform: one token, two addresses, the files inside the dossier. */
@Timeout(180)
class LgspThroughHubIT {

    private static final String DOCUMENT = "/motcua/1.0/Document/SyncDocument";
    private static final String TRACES = "/motcua/1.0/Document/UpdateDocumentTraces";
    private static final String SECRET = "bi-mat-khong-ai-duoc-thay-66";

    private static WireMockServer platform;
    private static StartedHub hub;

    @BeforeAll
    static void start(@TempDir Path data) {
        platform = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        platform.start();
        String mine = "hub.destinations.lgsp-document-rest.";
        hub = new StartedHub(
                data,
                Map.of(
                        mine + "address",
                        platform.baseUrl() + "/motcua/1.0",
                        mine + "login-address",
                        platform.baseUrl(),
                        mine + "client-id",
                        "khach-thu",
                        mine + "client-secret",
                        SECRET,
                        mine + "access-key",
                        "khoa-thu",
                        mine + "secret-key",
                        SECRET,
                        mine + "app-name",
                        "hub-thu",
                        mine + "partner-code",
                        "000.00.00.H08",
                        mine + "retry.first",
                        "PT0.2S",
                        "hub.intake.owed-to",
                        "lgsp-document-rest"));
    }

    @AfterAll
    static void stop() {
        hub.close();
        platform.stop();
    }

    @BeforeEach
    void reset() {
        platform.resetAll();
        said("/token", "{\"access_token\":\"the-bai-1\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        said(DOCUMENT, "{\"Status\":1,\"Message\":\"Thành công\"}");
        said(TRACES, "{\"Status\":1,\"Message\":\"Thành công\"}");
    }

    private static void said(String path, String body) {
        platform.stubFor(post(urlPathEqualTo(path))
                .willReturn(aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
    }

    private static List<String> paths() {
        List<String> all = new ArrayList<>();
        platform.getAllServeEvents()
                .forEach(event -> all.add(0, event.getRequest().getUrl()));
        all.remove("/token");
        return all;
    }

    private static JsonNode arrived(String path) throws Exception {
        for (var event : platform.getAllServeEvents()) {
            if (event.getRequest().getUrl().equals(path)) {
                assertThat(event.getRequest().getHeader("Authorization")).startsWith("Bearer the-bai-");
                assertThat(Base64.getDecoder().decode(event.getRequest().getHeader("lgspaccesstoken")))
                        .asString()
                        .contains("\"AccessKey\":\"khoa-thu\"");
                return Json.MAPPER.readTree(event.getRequest().getBody());
            }
        }
        throw new AssertionError("nothing came to " + path);
    }

    private static ObjectNode record(String dossier, byte[]... files) throws Exception {
        ObjectNode record = StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE);
        ((ObjectNode) record.get("applicant")).put("phone", "0900000001");
        StartedHub.attach(record, files);
        return record;
    }

    private static byte[] file(int seed) {
        byte[] bytes = new byte[100_000 + seed];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aDossierArrivesWithItsFilesAndThenItsTraces() throws Exception {
        hub.hold(file(1));
        hub.hold(file(2));
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(record(dossier, file(1), file(2))), "DELIVERED");
        assertThat(paths()).containsExactly(DOCUMENT, TRACES);
        JsonNode document = arrived(DOCUMENT);
        assertThat(document.path("DocCode").asText()).isEqualTo(dossier);
        for (int i = 1; i <= 2; i++) {
            JsonNode file = document.path("Attachments").path(i - 1);
            assertThat(file.path("Attachmentld").asInt()).isEqualTo(i);
            assertThat(Base64.getDecoder().decode(file.path("Base64").asText())).isEqualTo(file(i));
        }
        assertThat(arrived(TRACES).path("OrganizationInchargeName").asText()).isNotBlank();
        assertThat(hub.get("/v1/dossiers/" + dossier).body()).doesNotContain(SECRET, "the-bai-1", "khoa-thu");
    }

    @Test
    void withoutOneOfItsFilesNoDossierLeaves() throws Exception {
        hub.hold(file(3));
        String dossier = hub.newDossier();
        hub.push(record(dossier, file(3), file(4)));
        // It is tried again and again: between two tries it says whom it waits for.
        hub.await(
                "/v1/dossiers/" + dossier,
                node -> node.toString().contains("file-not-held")
                        && node.toString().contains("city-source"));
        assertThat(paths()).isEmpty();
    }

    @Test
    void aTokenThatIsTakenBackIsRenewedAndTheDossierGoesAgain() throws Exception {
        platform.stubFor(post(urlPathEqualTo(DOCUMENT))
                .inScenario("taken back")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(401).withBody("{\"fault\":{\"code\":900901}}"))
                .willSetStateTo("renewed"));
        hub.hold(file(5));
        hub.awaitTransfer(hub.push(record(hub.newDossier(), file(5))), "DELIVERED");
        assertThat(paths()).filteredOn(path -> !path.equals("/token")).containsExactly(DOCUMENT, DOCUMENT, TRACES);
    }
}
