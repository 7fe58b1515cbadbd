package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the land registry pushed into its letter-box, through the whole hub to the city. */
@Timeout(180)
class LandInboxThroughHubIT {

    private static final String SECRET = "the-bai-khong-ai-duoc-thay-99";
    private static final String ARRIVED = "2019-12-17T15:06:00+07:00";

    private static final AtomicInteger NUMBER = new AtomicInteger(4711);

    private static Outside outside;
    private static StartedHub hub;

    @BeforeAll
    static void start(@TempDir Path data) {
        outside = new Outside();
        quiet();
        String pull = "hub.pulls.land-registry-inbox-rest.";
        hub = new StartedHub(
                data,
                Map.of(
                        "hub.destinations.city-rest.address",
                        outside.baseUrl() + "/city",
                        "hub.destinations.city-rest.token",
                        SECRET,
                        pull + "address",
                        outside.baseUrl() + "/box",
                        pull + "token",
                        SECRET,
                        pull + "every",
                        "PT0.2S",
                        pull + "longest-wait",
                        "PT0.5S",
                        pull + "mapping.unit",
                        "21556"));
    }

    @AfterAll
    static void stop() {
        hub.close();
        outside.stop();
    }

    @BeforeEach
    void reset() {
        quiet();
        outside.forget();
    }

    private static void quiet() {
        outside.answers(post(urlPathEqualTo("/city/v1/progress")), "{\"dossierCode\":\"any\",\"taken\":\"NEW\"}");
        outside.answers(asked("LayThongDiep"), "{\"Result\":1,\"Message\":\"\",\"Data\":[]}");
        outside.answers(asked("XacNhanThongDiep"), "{\"Result\":1}");
        outside.answers(asked("BaoLoiThongDiep"), "{\"Result\":1}");
    }

    private static MappingBuilder asked(String operation) {
        return post(urlPathEqualTo("/box")).withRequestBody(matchingJsonPath("$[?(@.ThaoTac == '" + operation + "')]"));
    }

    private static ObjectNode message(String operation, String dossier) {
        ObjectNode message = Json.object()
                .put("Id", NUMBER.getAndIncrement())
                .put("ThaoTac", operation)
                .put("NhanLuc", ARRIVED);
        message.putObject("NoiDung").put("SoBienNhan", dossier).put("MaCanBoXuLy", "canbo.mau");
        return message;
    }

    private static ObjectNode ended(String dossier, String time, int how) {
        ObjectNode message = message("KetThucHoSo", dossier);
        ((ObjectNode) message.get("NoiDung")).put("NgayKetThuc", time).put("TrangThaiKetThuc", how);
        return message;
    }

    /** Given once; then nothing waits. */
    private static void waits(ObjectNode... messages) {
        ObjectNode page = Json.object().put("Result", 1).put("Message", "");
        ArrayNode data = page.putArray("Data");
        List.of(messages).forEach(data::add);
        outside.answers(
                asked("LayThongDiep")
                        .inScenario("box")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("given"),
                page.toString());
    }

    private static List<JsonNode> told(String operation) throws Exception {
        return outside.arrived("/box").stream()
                .filter(body -> body.path("ThaoTac").asText().equals(operation))
                .toList();
    }

    private static void await(Callable<Boolean> until) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(until);
    }

    @Test
    void aResultReachesTheCityAtTheRightHourAndIsThenAcknowledged() throws Exception {
        String dossier = hub.newDossier();
        ObjectNode message = ended(dossier, "2019-12-17T08:05:00", 0);
        ObjectNode file = ((ObjectNode) message.get("NoiDung"))
                .putArray("DanhSachGiayToKetQua")
                .addObject();
        file.put("TenGiayTo", "Giấy chứng nhận mẫu")
                .put("KieuFile", "pdf")
                .put("LinkFile", "https://vbdlis.example/tep/1.pdf");
        waits(message);
        await(() -> outside.arrived("/city/v1/progress").size() == 1);
        assertThat(outside.arrived("/city/v1/progress")).singleElement().satisfies(body -> {
            assertThat(body.path("dossierCode").asText()).isEqualTo(dossier);
            assertThat(body.at("/state/status").asText()).isEqualTo("FINISHED");
            assertThat(body.at("/state/finishedAt").asText()).startsWith("2019-12-17T15:05:00");
            assertThat(body.at("/results/0/name").asText()).isEqualTo("Giấy chứng nhận mẫu");
            assertThat(body.at("/attachments/0/url").asText()).isEqualTo("https://vbdlis.example/tep/1.pdf");
        });
        // Those of another test may still come; this one's come once.
        await(() -> told("XacNhanThongDiep").stream()
                        .filter(told -> told.at("/DanhSachId/0").equals(message.path("Id")))
                        .count()
                == 1);
        assertThat(hub.get("/v1/dossiers/" + dossier).body()).doesNotContain(SECRET);
    }

    @Test
    void aLocalTimeAndTheSameInUtcAreTheSameHour() throws Exception {
        String local = hub.newDossier();
        String utc = hub.newDossier();
        waits(ended(local, "2019-12-17T15:05:00", 1), ended(utc, "2019-12-17T08:05:00Z", 1));
        await(() -> outside.arrived("/city/v1/progress").size() == 2);
        assertThat(outside.arrived("/city/v1/progress"))
                .extracting(body -> body.at("/state/status").asText() + " "
                        + body.at("/state/finishedAt").asText().substring(0, 16))
                .containsOnly("STOPPED 2019-12-17T15:05");
    }

    @Test
    void aMessageThatCannotBeTakenIsToldAndSpoilsNoOther() throws Exception {
        String first = hub.newDossier();
        String bad = hub.newDossier();
        String last = hub.newDossier();
        ObjectNode without = message("KetThucHoSo", bad);
        ((ObjectNode) without.get("NoiDung")).put("NgayKetThuc", "2019-12-17T08:05:00");
        waits(ended(first, "2019-12-17T08:05:00", 0), without, ended(last, "2019-12-17T08:06:00", 0));
        await(() -> outside.arrived("/city/v1/progress").size() == 2
                && told("BaoLoiThongDiep").size() == 1);
        assertThat(outside.arrived("/city/v1/progress"))
                .extracting(body -> body.path("dossierCode").asText())
                .containsExactlyInAnyOrder(first, last);
        JsonNode failed = told("BaoLoiThongDiep").get(0);
        assertThat(failed.path("Id").asInt()).isEqualTo(without.path("Id").asInt());
        assertThat(failed.path("LyDo").asText()).contains("missing-field");
    }

    @Test
    void twoRequestsForPapersAreTwoStepsInTheirOrder() throws Exception {
        String dossier = hub.newDossier();
        ObjectNode one = message("YeuCauBoSungHoSo", dossier);
        ((ObjectNode) one.get("NoiDung"))
                .put("NgayChoBoSung", "2019-12-17T02:05:00")
                .put("GhiChu", "Bản vẽ (mẫu)");
        ObjectNode two = message("YeuCauBoSungHoSo", dossier);
        ((ObjectNode) two.get("NoiDung"))
                .put("NgayChoBoSung", "2019-12-17T07:05:00")
                .put("GhiChu", "Đơn (mẫu)");
        waits(one, two);
        await(() -> outside.arrived("/city/v1/progress").size() == 2);
        assertThat(outside.arrived("/city/v1/progress"))
                .extracting(body -> body.at("/supplements/0/content").asText())
                .containsExactly("Bản vẽ (mẫu)", "Đơn (mẫu)");
    }
}
