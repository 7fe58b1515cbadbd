package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
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

/** Records pushed to the whole hub, as they arrive at a provincial gateway: its addresses, its token, its bare arrays, its way of saying no. */
@Timeout(180)
class GatewayThroughHubIT {

    private static final String TOKEN = "the-bai-khong-ai-duoc-thay-55";
    private static final String TAKEN = "{\"error_code\":\"0\",\"message\":\"Đồng bộ thành công\"}";

    private static WireMockServer gateway;
    private static StartedHub hub;

    @BeforeAll
    static void start(@TempDir Path data) {
        gateway = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        gateway.start();
        hub = new StartedHub(
                data,
                Map.of(
                        "hub.destinations.province-gateway-rest.address",
                        gateway.baseUrl() + "/mot-cua",
                        "hub.destinations.province-gateway-rest.token",
                        TOKEN,
                        "hub.destinations.province-gateway-rest.retry.first",
                        "PT0.2S",
                        "hub.intake.owed-to",
                        "province-gateway-rest"));
    }

    @AfterAll
    static void stop() {
        hub.close();
        gateway.stop();
    }

    @BeforeEach
    void reset() {
        gateway.resetAll();
        for (String path : List.of("ThemMoi", "CapNhat", "DongBoTienTrinh")) {
            gateway.stubFor(post(urlPathEqualTo("/mot-cua/" + path)).willReturn(said(TAKEN)));
        }
    }

    private static ResponseDefinitionBuilder said(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** What arrived, in order: the operation and the first element of the array. */
    private static List<String> arrived() throws IOException {
        List<String> all = new ArrayList<>();
        for (var event : gateway.getAllServeEvents()) {
            assertThat(event.getRequest().getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
            JsonNode body = Json.MAPPER.readTree(event.getRequest().getBody());
            assertThat(body.isArray()).isTrue();
            String status = body.get(0)
                    .path("TrangThaiHoSo")
                    .asText(body.get(0).path("TrangThai").asText());
            all.add(0, event.getRequest().getUrl().replace("/mot-cua/", "") + " " + body.size() + " " + status);
        }
        return all;
    }

    @Test
    void aDossierIsMadeThenKeptUpAndOnlyNewStepsFollow() throws Exception {
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(dossier, 1, StartedHub.KNOWN_PROCEDURE), "DELIVERED");
        hub.awaitTransfer(hub.push(dossier, 2, StartedHub.KNOWN_PROCEDURE), "DELIVERED");
        assertThat(arrived())
                .containsExactly("ThemMoi 1 2", "DongBoTienTrinh 1 2", "CapNhat 1 2", "DongBoTienTrinh 1 2");
    }

    @Test
    void whatTheGatewayHoldsAlreadyGoesAsAnUpdate() throws Exception {
        gateway.stubFor(post(urlPathEqualTo("/mot-cua/ThemMoi"))
                .willReturn(said("{\"error_code\":\"-3\",\"message\":\"Hồ sơ đã tồn tại trên hệ thống\"}")));
        hub.awaitTransfer(hub.push(hub.newDossier(), 1, StartedHub.KNOWN_PROCEDURE), "DELIVERED");
        assertThat(arrived()).containsExactly("ThemMoi 1 2", "CapNhat 1 2", "DongBoTienTrinh 1 2");
    }

    @Test
    void anAnswerThatWasLostIsMadeGoodWithoutAnEnquiryAndWithoutASecondDossier() throws Exception {
        gateway.stubFor(post(urlPathEqualTo("/mot-cua/ThemMoi"))
                .inScenario("lost")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("taken"));
        gateway.stubFor(post(urlPathEqualTo("/mot-cua/ThemMoi"))
                .inScenario("lost")
                .whenScenarioStateIs("taken")
                .willReturn(said("{\"error_code\":3,\"message\":\"HỒ SƠ ĐÃ TỒN TẠI\"}")));
        hub.awaitTransfer(hub.push(hub.newDossier(), 1, StartedHub.KNOWN_PROCEDURE), "DELIVERED");
        assertThat(arrived()).containsExactly("ThemMoi 1 2", "ThemMoi 1 2", "CapNhat 1 2", "DongBoTienTrinh 1 2");
    }

    @Test
    void neitherExplainNorHealthShowsTheToken() throws Exception {
        gateway.stubFor(post(urlPathEqualTo("/mot-cua/ThemMoi"))
                .willReturn(aResponse().withStatus(400).withBody("{}")));
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(dossier, 1, StartedHub.KNOWN_PROCEDURE), "PARKED");
        String explained = hub.get("/v1/dossiers/" + dossier).body();
        assertThat(explained).contains("not-read").doesNotContain(TOKEN);
        assertThat(hub.get("/actuator/health").body()).doesNotContain(TOKEN);
    }
}
