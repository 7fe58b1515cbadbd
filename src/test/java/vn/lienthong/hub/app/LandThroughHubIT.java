package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A land dossier through the whole hub: out to the land registry, and what the tax office asks for it back to the city. */
@Timeout(180)
class LandThroughHubIT {

    private static final String SECRET = "mat-khau-khong-ai-duoc-thay-99";
    private static final String LAND = "1.012753";

    private static Outside outside;
    private static StartedHub hub;

    @BeforeAll
    static void start(@TempDir Path data) {
        outside = new Outside();
        quiet();
        Map<String, String> settings = new HashMap<>(Map.of("hub.intake.owed-to", "land-registry-rest"));
        String land = "hub.destinations.land-registry-rest.";
        settings.putAll(Map.of(
                land + "address",
                outside.baseUrl(),
                land + "login-address",
                outside.baseUrl(),
                land + "username",
                "tai-khoan-thu",
                land + "password",
                SECRET,
                land + "retry.first",
                "PT0.2S"));
        settings.putAll(Map.of(
                "hub.destinations.city-rest.address",
                outside.baseUrl() + "/city",
                "hub.destinations.city-rest.token",
                SECRET,
                "hub.pulls.tax-notice-rest.address",
                outside.baseUrl() + "/tax",
                "hub.pulls.tax-notice-rest.token",
                SECRET,
                "hub.pulls.tax-notice-rest.every",
                "PT0.2S",
                "hub.pulls.tax-notice-rest.longest-wait",
                "PT0.5S",
                "hub.pulls.tax-notice-rest.mapping.unit",
                "21556"));
        hub = new StartedHub(data, settings);
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
        outside.answers(
                post(urlPathEqualTo("/token")),
                "{\"access_token\":\"the-bai-1\",\"token_type\":\"bearer\",\"expires_in\":3600}");
        for (String operation : List.of("tiepnhan", "capnhattrangthaibosunghoso", "capnhattrangthaitraketquahoso")) {
            outside.answers(post(urlPathEqualTo("/" + operation)), "{\"data\":4711,\"status\":{\"success\":true}}");
        }
        outside.answers(post(urlPathEqualTo("/city/v1/progress")), "{\"dossierCode\":\"any\",\"taken\":\"NEW\"}");
        outside.answers(post(urlPathEqualTo("/tax")), "{\"Service\":\"ThongBaoThue\",\"Data\":\"\"}");
        for (String told : List.of("XacNhanThongBaoThue", "BaoLoiThongBaoThue")) {
            outside.answers(service(told), "{\"error_code\":\"0\"}");
        }
    }

    private static MappingBuilder service(String name) {
        return post(urlPathEqualTo("/tax")).withRequestBody(matchingJsonPath("$[?(@.Service == '" + name + "')]"));
    }

    /** One batch, once; then nothing waits. */
    private static void batch(String... rows) throws Exception {
        String xml = "<DATA><BODY>" + String.join("", rows) + "</BODY></DATA>";
        String data = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
        outside.answers(
                service("LayThongBaoThue")
                        .inScenario("batch")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("given"),
                Json.object().put("Service", "ThongBaoThue").put("Data", data).toString());
    }

    private static String row(String dossier, String number, String amount) {
        return "<ROW_LIST><MA_HSO>" + dossier + "</MA_HSO><LIST><MA_SO_THUE>0000000001</MA_SO_THUE><SO_QUYET_DINH>"
                + number
                + "</SO_QUYET_DINH><NGAY_QUYET_DINH>05-01-2026</NGAY_QUYET_DINH><TEN_TIEUMUC>Lệ phí trước bạ (mẫu)</TEN_TIEUMUC><SO_TIEN>"
                + amount + "</SO_TIEN></LIST></ROW_LIST>";
    }

    private static ObjectNode land(String dossier, int revision) {
        ObjectNode record = StartedHub.record(dossier, revision, LAND);
        ((ObjectNode) record.get("applicant"))
                .putObject("address")
                .put("ward", "00123")
                .put("province", "01");
        return record;
    }

    @Test
    void aDossierGoesOnceAndItsHandOverLater() throws Exception {
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(land(dossier, 1)), "DELIVERED");
        hub.awaitTransfer(hub.push(land(dossier, 2)), "DELIVERED");
        hub.awaitTransfer(
                hub.push(land(dossier, 3).put("status", "RETURNED").put("returnedAt", "2019-12-16T16:00:00+07:00")),
                "DELIVERED");
        assertThat(outside.arrived("/tiepnhan")).singleElement().satisfies(body -> {
            assertThat(body.path("TinhId").isIntegralNumber()).isTrue();
            assertThat(body.path("TinhId").asInt()).isEqualTo(1);
            assertThat(body.path("XaId").asInt()).isEqualTo(123);
        });
        assertThat(outside.arrived("/capnhattrangthaitraketquahoso")).hasSize(1);
        assertThat(hub.get("/v1/dossiers/" + dossier).body()).doesNotContain(SECRET, "the-bai-1");
    }

    @Test
    void aLostAnswerIsMadeGoodWithTheSameAndNothingTwice() throws Exception {
        outside.answers(
                post(urlPathEqualTo("/tiepnhan")),
                "{\"data\":0,\"status\":{\"success\":false,\"message\":\"Hồ sơ đã tồn tại\"}}");
        hub.awaitTransfer(hub.push(land(hub.newDossier(), 1)), "DELIVERED");
        assertThat(outside.arrived("/tiepnhan")).hasSize(1);
    }

    @Test
    void aBadRowInTheMiddleOfABatchSpoilsNoOther() throws Exception {
        String first = hub.newDossier();
        String bad = hub.newDossier();
        String last = hub.newDossier();
        batch(row(first, "1/TB", "1234567"), row(bad, "2/TB", "1.234.567"), row(last, "3/TB", "50000"));
        awaitProgress(2);
        assertThat(outside.arrived("/city/v1/progress"))
                .extracting(body -> body.path("dossierCode").asText() + " "
                        + body.at("/fees/0/amount").asText() + " "
                        + body.at("/state/status").asText())
                .containsExactlyInAnyOrder(first + " 1234567 PAYMENT_REQUESTED", last + " 50000 PAYMENT_REQUESTED");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> told("BaoLoiThongBaoThue").size() == 1);
        assertThat(told("BaoLoiThongBaoThue").get(0).path("MaHoSo").asText()).isEqualTo(bad);
        assertThat(told("BaoLoiThongBaoThue").get(0).path("NoiDung").asText()).contains("bad-amount");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> told("XacNhanThongBaoThue").size() == 2);
        assertThat(hub.get("/v1/dossiers/" + bad).body()).contains("refused");
    }

    @Test
    void twoNoticesForOneDossierAreTwo() throws Exception {
        String dossier = hub.newDossier();
        batch(row(dossier, "1/TB", "1000"), row(dossier, "2/TB", "2000"));
        awaitProgress(2);
        List<String> keys = new ArrayList<>();
        outside.arrived("/city/v1/progress").forEach(body -> body.path("steps")
                .forEach(step -> keys.add(step.path("key").asText())));
        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aBombInTheBatchIsNotReadAndNothingIsAcknowledged() throws Exception {
        String bomb = "<!DOCTYPE a [<!ENTITY x 'ha'>]><DATA><BODY>&x;</BODY></DATA>";
        String data = Base64.getEncoder().encodeToString(bomb.getBytes(StandardCharsets.UTF_8));
        outside.answers(
                service("LayThongBaoThue"),
                Json.object().put("Service", "ThongBaoThue").put("Data", data).toString());
        hub.await("/actuator/health", health -> health.toString().contains("could do harm"));
        assertThat(told("XacNhanThongBaoThue")).isEmpty();
        assertThat(hub.get("/actuator/health").body()).doesNotContain(data);
    }

    private static List<JsonNode> told(String service) throws Exception {
        return outside.arrived("/tax").stream()
                .filter(body -> body.path("Service").asText().equals(service))
                .toList();
    }

    private static void awaitProgress(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> outside.arrived("/city/v1/progress").size() >= count);
    }
}
