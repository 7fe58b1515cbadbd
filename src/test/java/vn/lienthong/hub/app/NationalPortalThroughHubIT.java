package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records pushed to the whole hub, as they arrive at a portal that gives the codes itself: one code for each dossier, whatever goes wrong. */
@Timeout(180)
class NationalPortalThroughHubIT {

    private static final String SECRET = "bi-mat-khong-ai-duoc-thay-77";
    private static final String CODE = "G09.20-20260105-0000001";
    private static final String MADE = "{\"code\":200,\"message\":\"Thành công\",\"data\":{\"idHoSo\":\"so-1\"}}";
    private static final String TAKEN = "{\"code\":200,\"message\":\"Thành công\",\"data\":null}";
    private static final byte[] FILE = "Giay to mau qua ca trung tam.\n".getBytes(StandardCharsets.US_ASCII);

    private static WireMockServer portal;
    private static StartedHub hub;

    @BeforeAll
    static void start(@TempDir Path data) {
        portal = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        portal.start();
        String mine = "hub.destinations.national-portal-rest.";
        hub = new StartedHub(
                data,
                Map.of(
                        mine + "address",
                        portal.baseUrl() + "/adapter",
                        mine + "client-id",
                        "khach-thu",
                        mine + "client-secret",
                        SECRET,
                        mine + "retry.first",
                        "PT0.2S",
                        "hub.intake.owed-to",
                        "national-portal-rest"));
    }

    @AfterAll
    static void stop() {
        hub.close();
        portal.stop();
    }

    @BeforeEach
    void reset() {
        portal.resetAll();
        told("GetToken", said("{\"code\":200,\"data\":{\"access_token\":\"the-bai-1\",\"expires_in\":3600}}"));
        told("GetNextValue", said("{\"value\":\"" + CODE + "\"}"));
        told("UploadFile", said("{\"code\":200,\"data\":[{\"IdTepTin\":\"tep-1\",\"HashTepTin\":\"bam-1\"}]}"));
        told("CreateDossier", said(MADE));
        told("CapNhatTienTrinh", said(TAKEN));
        told("CapNhatTrangThai", said(TAKEN));
    }

    private static void told(String operation, ResponseDefinitionBuilder answer) {
        portal.stubFor(any(urlPathEqualTo("/adapter/" + operation)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder said(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** At first the one, then the other. */
    private static void first(String operation, ResponseDefinitionBuilder answer, ResponseDefinitionBuilder then) {
        String path = "/adapter/" + operation;
        portal.stubFor(any(urlPathEqualTo(path))
                .inScenario(operation)
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(answer)
                .willSetStateTo("then"));
        portal.stubFor(any(urlPathEqualTo(path))
                .inScenario(operation)
                .whenScenarioStateIs("then")
                .willReturn(then));
    }

    /** What arrived, in order, without the log-in. */
    private static List<String> arrived() {
        List<String> all = new ArrayList<>();
        portal.getAllServeEvents()
                .forEach(event -> all.add(
                        0, event.getRequest().getUrl().replace("/adapter/", "").replaceFirst("[?].*", "")));
        all.remove("GetToken");
        return all;
    }

    private static JsonNode body(String operation) throws Exception {
        for (var event : portal.getAllServeEvents()) {
            if (event.getRequest().getUrl().equals("/adapter/" + operation)) {
                assertThat(event.getRequest().getHeader("Authorization")).isEqualTo("Bearer the-bai-1");
                return Json.MAPPER.readTree(event.getRequest().getBody());
            }
        }
        throw new AssertionError("nothing came to " + operation);
    }

    private static ObjectNode withFile(String dossier) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(FILE));
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.address() + "/v1/attachments/" + sha256))
                .PUT(BodyPublishers.ofByteArray(FILE))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        ObjectNode record = StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE);
        record.withArray("attachments")
                .addObject()
                .put("id", "a1")
                .put("name", "giấy tờ mẫu.pdf")
                .put("size", FILE.length)
                .put("sha256", sha256);
        return record;
    }

    @Test
    void aDossierIsMadeUnderTheCodeOfThePortalAndWithItsFile() throws Exception {
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(withFile(dossier)), "DELIVERED");
        assertThat(arrived())
                .containsExactly("GetNextValue", "UploadFile", "CreateDossier", "CapNhatTienTrinh", "CapNhatTrangThai");
        JsonNode made = body("CreateDossier");
        assertThat(made.path("MaHoSo").asText()).isEqualTo(CODE);
        assertThat(made.at("/EformThongTinChiTiet/MaHoSoDonVi").asText()).isEqualTo(dossier);
        assertThat(made.at("/ThanhPhanHoSo/0/GiayToDinhKem/0"))
                .isEqualTo(Json.MAPPER.readTree("{\"IdGiayTo\":\"tep-1\",\"HashTepTin\":\"bam-1\","
                        + "\"TenGiayTo\":\"giấy tờ mẫu.pdf\",\"MaKetQua\":\"\"}"));
        assertThat(body("CapNhatTienTrinh").at("/0/IDHoSo").asText()).isEqualTo("so-1");
        assertThat(body("CapNhatTrangThai").at("/0/IdHoSo").asText()).isEqualTo("so-1");
        String explained = hub.get("/v1/dossiers/" + dossier).body();
        assertThat(explained).contains(CODE).doesNotContain(SECRET, "the-bai-1");
    }

    @Test
    void aLaterRevisionReservesAndMakesNothing() throws Exception {
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE)), "DELIVERED");
        portal.resetRequests();
        ObjectNode second = StartedHub.record(dossier, 2, StartedHub.KNOWN_PROCEDURE);
        second.put("status", "PROCESSING");
        second.withArray("steps")
                .addObject()
                .put("at", "2026-01-05T10:00:00+07:00")
                .put("by", "Trần Văn Mẫu")
                .put("status", "PROCESSING");
        hub.awaitTransfer(hub.push(second), "DELIVERED");
        assertThat(arrived()).containsOnly("CapNhatTienTrinh", "CapNhatTrangThai");
        assertThat(body("CapNhatTrangThai").at("/0/MaHoSo").asText()).isEqualTo(CODE);
        assertThat(body("CapNhatTrangThai").at("/0/TrangThai").isInt()).isTrue();
    }

    @Test
    void aRevisionWithoutNewsIsDeliveredAndNothingIsSent() throws Exception {
        String dossier = hub.newDossier();
        ObjectNode record = StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE);
        hub.awaitTransfer(hub.push(record), "DELIVERED");
        portal.resetRequests();
        record.put("revision", 2);
        ((ObjectNode) record.get("applicant")).put("phone", "0900000009");
        hub.awaitTransfer(hub.push(record), "DELIVERED");
        assertThat(arrived()).isEmpty();
        assertThat(hub.get("/v1/dossiers/" + dossier).body()).contains("nothing-new");
    }

    @Test
    void whateverBecomesOfTheDossierTheCodeIsReservedOnce() throws Exception {
        ResponseDefinitionBuilder lost = aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
        first("CreateDossier", aResponse().withStatus(503), lost);
        portal.stubFor(any(urlPathEqualTo("/adapter/CreateDossier"))
                .inScenario("CreateDossier")
                .whenScenarioStateIs("then")
                .willReturn(lost)
                .willSetStateTo("lost"));
        portal.stubFor(any(urlPathEqualTo("/adapter/CreateDossier"))
                .inScenario("CreateDossier")
                .whenScenarioStateIs("lost")
                .willReturn(said("{\"code\":400,\"message\":\"Hồ sơ " + CODE + " đã tồn tại\",\"data\":null}")));
        hub.awaitTransfer(hub.push(StartedHub.record(hub.newDossier(), 1, StartedHub.KNOWN_PROCEDURE)), "DELIVERED");
        assertThat(arrived())
                .containsExactly(
                        "GetNextValue",
                        "CreateDossier",
                        "CreateDossier",
                        "CreateDossier",
                        "CapNhatTienTrinh",
                        "CapNhatTrangThai");
        assertThat(body("CapNhatTienTrinh").at("/0/IDHoSo").asText("?")).isEmpty();
        assertThat(body("CapNhatTienTrinh").at("/0/MaHoSo").asText()).isEqualTo(CODE);
    }

    @Test
    void whatAnEngineerMustMendCostsNoSecondCode() throws Exception {
        first("CreateDossier", aResponse().withStatus(400).withBody("{\"code\":400,\"message\":\"\"}"), said(MADE));
        String dossier = hub.newDossier();
        String transfer = hub.push(StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE));
        hub.awaitTransfer(transfer, "PARKED");
        HttpResponse<String> released = hub.post(
                "/v1/transfers/" + transfer + "/release",
                Json.object().put("by", "thu").put("why", "mapping mended"));
        assertThat(released.statusCode()).as(released.body()).isBetween(200, 299);
        hub.awaitTransfer(transfer, "DELIVERED");
        assertThat(arrived())
                .containsExactly(
                        "GetNextValue", "CreateDossier", "CreateDossier", "CapNhatTienTrinh", "CapNhatTrangThai");
    }

    @Test
    void aRerunWithTheMappingOfTheDayFindsNoDifferenceInAnyRevision() throws Exception {
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(withFile(dossier)), "DELIVERED");
        ObjectNode second = withFile(dossier).put("revision", 2);
        second.put("status", "PROCESSING");
        second.withArray("steps")
                .addObject()
                .put("at", "2026-01-05T10:00:00+07:00")
                .put("by", "Trần Văn Mẫu")
                .put("status", "PROCESSING");
        hub.awaitTransfer(hub.push(second), "DELIVERED");
        ObjectNode third = second.deepCopy().put("revision", 3);
        ((ObjectNode) third.get("applicant")).put("phone", "0900000009");
        hub.awaitTransfer(hub.push(third), "DELIVERED");
        int before = portal.getAllServeEvents().size();

        Ran ran = Ran.command("rerun", "--dossier", dossier, "--hub", hub.address());
        assertThat(ran.out())
                .as(ran.err())
                .startsWith("same 3, different 0, now failing 0, no longer failing 0, still failing 0, not sent yet 0");
        assertThat(portal.getAllServeEvents()).hasSize(before);
    }
}
