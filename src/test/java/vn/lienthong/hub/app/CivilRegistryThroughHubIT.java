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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Births put into the whole hub, as they arrive at the civil registry: XML that reads back as it was, states in their order. */
@Timeout(180)
class CivilRegistryThroughHubIT {

    private static final String REGISTER = "/hotich/1.0/dangKyHoTich";
    private static final String CHAIN = "/apiLienThongKSKT/1.0/nhanHoSoDKHT";
    private static final String STATE = "/apiLienThongKSKT/1.0/capNhatTrangThai";
    private static final String SECRET = "bi-mat-khong-ai-duoc-thay-88";
    private static final String BIRTH_OF_THE_CHAIN = "2.000986";

    private static WireMockServer registry;
    private static StartedHub hub;

    @BeforeAll
    static void start(@TempDir Path data) {
        registry = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        registry.start();
        String mine = "hub.destinations.civil-registry-rest.";
        hub = new StartedHub(
                data,
                Map.of(
                        mine + "address",
                        registry.baseUrl(),
                        mine + "login-address",
                        registry.baseUrl(),
                        mine + "client-id",
                        "khach-thu",
                        mine + "client-secret",
                        SECRET,
                        mine + "mapping.units",
                        "21556=900007",
                        mine + "retry.first",
                        "PT0.2S",
                        "hub.intake.owed-to",
                        "civil-registry-rest"));
    }

    @AfterAll
    static void stop() {
        hub.close();
        registry.stop();
    }

    @BeforeEach
    void reset() {
        registry.resetAll();
        said("/token", "{\"access_token\":\"the-bai-1\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        said(REGISTER, "{\"status\":1}");
        said(CHAIN, "{\"status\":\"1\"}");
        said(STATE, "{\"List_Suss\":[{\"maHoSo\":\"any\"}],\"List_ERR\":[]}");
    }

    private static void said(String path, String body) {
        registry.stubFor(post(urlPathEqualTo(path)).willReturn(answer(body)));
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder answer(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** What arrived, in order: the operation, and of a state its number. */
    private static List<String> arrived() throws Exception {
        List<String> all = new ArrayList<>();
        for (var event : registry.getAllServeEvents()) {
            String url = event.getRequest().getUrl();
            if (!url.equals("/token")) {
                JsonNode body = Json.MAPPER.readTree(event.getRequest().getBody());
                String state = body.path("trangThai").asText("");
                all.add(0, (url.substring(url.lastIndexOf('/') + 1) + " " + state).strip());
            }
        }
        return all;
    }

    private static ObjectNode birth(String dossier, String procedure, String name) {
        ObjectNode record = StartedHub.record(dossier, 1, procedure);
        ObjectNode extra = record.putObject("extra").put("maHoSoLT", "G22.99.99-191216-0001");
        extra.putObject("hoTich").put("hoTen", name).put("ngaySinh", "2019-12-10");
        return record;
    }

    private static ObjectNode withSteps(ObjectNode record, String... statuses) {
        record.putArray("steps");
        int hour = 8;
        for (String status : statuses) {
            record.withArray("steps")
                    .addObject()
                    .put("at", "2019-12-16T%02d:05:00+07:00".formatted(hour++))
                    .put("by", "TRẦN THỊ MẪU")
                    .put("status", status);
        }
        return record.put("status", statuses[statuses.length - 1]);
    }

    @Test
    void aNameFullOfMarkupArrivesInsideXmlInsideJsonAsItWas() throws Exception {
        String name = "Mẫu <b>&\"]]>' Thử";
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(birth(dossier, StartedHub.KNOWN_PROCEDURE, name)), "DELIVERED");
        assertThat(arrived()).containsExactly("dangKyHoTich");
        JsonNode body = Json.MAPPER.readTree(
                registry.getAllServeEvents().get(0).getRequest().getBody());
        assertThat(body.path("maDonVi").isIntegralNumber()).isTrue();
        var parser = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
        var xml = parser.parse(new org.xml.sax.InputSource(
                new java.io.StringReader(body.path("data").asText())));
        assertThat(xml.getDocumentElement().getTagName()).isEqualTo("hotich");
        assertThat(xml.getElementsByTagName("hoTen").item(0).getTextContent()).isEqualTo(name);
        assertThat(hub.get("/v1/dossiers/" + dossier).body()).doesNotContain(SECRET, "the-bai-1");
    }

    @Test
    void oneThreeAndSevenAreSaidBeforeFour() throws Exception {
        ObjectNode record = birth(hub.newDossier(), BIRTH_OF_THE_CHAIN, "Mẫu Thử");
        hub.awaitTransfer(hub.push(withSteps(record, "RECEIVED", "PROCESSING", "FINISHED")), "DELIVERED");
        assertThat(arrived())
                .containsExactly(
                        "nhanHoSoDKHT",
                        "capNhatTrangThai 1",
                        "capNhatTrangThai 3",
                        "capNhatTrangThai 7",
                        "capNhatTrangThai 4");
    }

    @Test
    void aSevenThatIsNotTakenHoldsTheFourBackAndLaterOnlyTheRestGoes() throws Exception {
        String seven =
                "{\"List_Suss\":[],\"List_ERR\":[{\"maHoSo\":\"a\",\"trangThai\":3,\"moTa\":\"Có lỗi trong quá trình xử lý\"}]}";
        registry.stubFor(post(urlPathEqualTo(STATE))
                .withRequestBody(
                        com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath("$[?(@.trangThai == 7)]"))
                .inScenario("seven")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(answer(seven))
                .willSetStateTo("mended"));
        said("/hotich/1.0/traTrangThaiHoSo", "{\"status\":3}");
        ObjectNode record = birth(hub.newDossier(), BIRTH_OF_THE_CHAIN, "Mẫu Thử");
        hub.awaitTransfer(hub.push(withSteps(record, "RECEIVED", "PROCESSING", "FINISHED")), "DELIVERED");
        assertThat(arrived())
                .containsExactly(
                        "nhanHoSoDKHT",
                        "capNhatTrangThai 1",
                        "capNhatTrangThai 3",
                        "capNhatTrangThai 7",
                        "traTrangThaiHoSo",
                        "capNhatTrangThai 7",
                        "capNhatTrangThai 4");
    }

    @Test
    void aResultAmongTheErrorsIsAResult() throws Exception {
        said(STATE, "{\"List_Suss\":[],\"List_ERR\":[{\"maHoSo\":\"a\",\"trangThai\":4,\"moTa\":\"Lỗi\"}]}");
        ObjectNode record = birth(hub.newDossier(), BIRTH_OF_THE_CHAIN, "Mẫu Thử");
        hub.awaitTransfer(hub.push(withSteps(record, "RECEIVED")), "DELIVERED");
        assertThat(arrived()).containsExactly("nhanHoSoDKHT", "capNhatTrangThai 1");
    }

    @Test
    void anAnswerWithABombInATextIsNotBelievedWhateverElseItSays() throws Exception {
        String bomb = "<!DOCTYPE a [<!ENTITY x 'ha'>]><hotich>&x;</hotich>";
        ObjectNode trap = Json.object();
        trap.putArray("List_Suss").addObject().put("maHoSo", "a").put("data", bomb);
        trap.putArray("List_ERR");
        said(STATE, trap.toString());
        String dossier = hub.newDossier();
        hub.push(withSteps(birth(dossier, BIRTH_OF_THE_CHAIN, "Mẫu Thử"), "RECEIVED"));
        JsonNode explained =
                hub.await("/v1/dossiers/" + dossier, node -> node.toString().contains("harmful-answer"));
        assertThat(explained.toString()).doesNotContain("DELIVERED");
    }
}
