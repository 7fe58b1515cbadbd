package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.testkit.FakeCity;
import vn.lienthong.hub.testkit.Gatekeeper;
import vn.lienthong.hub.testkit.Waiting;

/** Kills the hub's process in the moment between journal and acknowledgement: the acknowledgement is on its way, and nobody hears it. */
class KillWhilePullingIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FILINGS = 30;

    @TempDir
    Path data;

    private HubProcess process;

    @BeforeEach
    void onItsData() {
        process = new HubProcess(data);
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeCity city = new FakeCity();
    private final FakeProvince province =
            FakeProvince.start(FakeProvince.Settings.defaults().withLogin("hub", "throw-away"), Clock.systemUTC());
    private final Gatekeeper between = new Gatekeeper(province.address());

    @AfterEach
    void stop() throws InterruptedException {
        process.stop();
        between.close();
        province.close();
        city.close();
    }

    @Test
    void whatWasJournaledAndNotAcknowledgedComesAgainAndIsRecognised() throws Exception {
        province.serveSoap(Path.of("connectors/province-soap-inbox/contract/exchange.wsdl"));
        province.filings().pageSize(10);
        for (int i = 1; i <= FILINGS; i++) {
            province.filings()
                    .file(
                            "H21.ZZ.01",
                            i,
                            Map.of(
                                    "chuSoHuuHoSo", "Nguyễn Thị Mẫu",
                                    "maLoaiHoSo", "1.001193.000.00.00.H08",
                                    "ngayDangKyHoSo", "05/01/2026 07:30:00"));
        }
        between.letPass(text -> !text.contains("updateSendSignal") || killed());
        URI hub = HubProcess.freeAddress();
        Process first = begin(hub);
        assertThat(first.waitFor(5, TimeUnit.MINUTES)).as(process.said()).isTrue();
        assertThat(province.filings().acknowledged()).isEmpty();
        assertThat(province.filings().given(1)).isEqualTo(1);

        between.letPass(text -> true);
        begin(hub);
        Waiting.until(
                "all is acknowledged", () -> province.filings().acknowledged().size() == FILINGS);
        Waiting.until("the city has all", () -> city.filings() == FILINGS);
        for (int i = 1; i <= FILINGS; i++) {
            assertThat(province.filings().given(i)).isEqualTo(i <= 10 ? 2 : 1);
            assertThat(city.revisions("ONLINE-" + i)).containsExactly(1);
        }
        JsonNode explained = get(hub.resolve("/v1/dossiers/ONLINE-1"));
        JsonNode came = explained.at("/paths/0/came");
        assertThat(came).as("%s", explained).hasSize(1);
        Waiting.until("the source is known to know", () -> get(hub.resolve("/v1/dossiers/ONLINE-1"))
                .at("/paths/0/came/0/pulled/0/acknowledged")
                .asText()
                .equals("done"));
        assertThat(came.at("/0/pulled/0/message").asText()).isEqualTo("1");
        assertThat(get(hub.resolve("/v1/balance")).path("closes").asBoolean()).isTrue();
        // A round is counted once it is over, after its last acknowledgement.
        Waiting.until(
                () -> "the rounds are counted: " + pulls(hub),
                () -> pulls(hub).contains("goes well") && pulls(hub).contains("20 accepted, 10 repeated"));
    }

    private String pulls(URI hub) {
        return get(hub.resolve("/actuator/health"))
                .at("/components/pulls/details/province-soap-inbox")
                .asText();
    }

    /** Ends the process that waits for an answer, as kill -9 does. */
    private boolean killed() {
        process.kill();
        return false;
    }

    private Process begin(URI hub) throws IOException {
        String pull = "hub.pulls.province-soap-inbox.";
        Map<String, String> settings = Map.of(
                "hub.reference.fictitious-agency-codes",
                "ALLOWED",
                "hub.destinations.city-rest.address",
                city.address(),
                "hub.destinations.city-rest.token",
                "throw-away",
                pull + "address",
                between.address() + FakeProvince.SOAP_PATH,
                pull + "username",
                "hub",
                pull + "password",
                "throw-away",
                pull + "unit-codes",
                "H21.ZZ.01",
                pull + "every",
                "PT0.5S",
                "management.endpoint.health.show-details",
                "always");
        return process.begin(hub, settings);
    }

    private JsonNode get(URI address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e + process.said(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
