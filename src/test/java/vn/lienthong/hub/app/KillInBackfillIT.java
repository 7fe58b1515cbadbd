package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.ProvinceReport;
import vn.lienthong.hub.testkit.Waiting;

/** Kills the hub's process while the history of a unit goes over. Often, with 21 wards and under load: the switchover run in docs/torture.md. */
class KillInBackfillIT {
    private static final int DOSSIERS = 60;
    private static final String UNIT = "21556";

    @TempDir
    Path data;

    private HubProcess process;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI hub = HubProcess.freeAddress();
    private final FakeProvince province =
            FakeProvince.start(FakeProvince.Settings.defaults().withLogin("hub", "throw-away"), Clock.systemUTC());

    @BeforeEach
    void onItsData() {
        process = new HubProcess(data);
    }

    @AfterEach
    void stop() throws InterruptedException {
        process.stop();
        province.close();
    }

    @Test
    void everyRecordOfTheHistoryGoesOnceAndInOrder() throws Exception {
        begin();
        for (int revision = 1; revision <= 2; revision++) {
            for (int i = 0; i < DOSSIERS; i++) {
                push(i, revision);
            }
        }
        assertThat(unit().path("owedLater").asLong()).isEqualTo(2L * DOSSIERS);
        assertThat(province.report().creates()).isZero();
        for (String to : new String[] {"REHEARSAL", "HOLDING", "BACKFILL"}) {
            assertThat(post("/v1/switchovers/" + UNIT + "/advance", act().put("to", to))
                            .path("taken")
                            .asInt())
                    .isEqualTo(1);
        }
        Waiting.until(
                "some dossiers are at the province", () -> province.report().creates() >= 20);
        process.kill();
        begin();

        Waiting.until(
                "the history is through",
                () -> unit().path("owedLater").asLong(-1) == 0
                        && unit().path("historyUnderWay").asLong(-1) == 0);
        JsonNode balance = get("/v1/balance");
        assertThat(balance.path("closes").asBoolean()).isTrue();
        assertThat(balance.at("/total/delivered").asLong()).as("%s", balance).isEqualTo(2L * DOSSIERS);
        ProvinceReport report = province.report();
        assertThat(report.creates()).as("%s", report).isEqualTo(DOSSIERS);
        assertThat(report.repeatedSteps()).as("%s", report).isZero();
        assertThat(report.orderBreaks()).as("%s", report).isZero();
    }

    private void begin() throws IOException {
        process.begin(
                hub,
                Map.of(
                        "hub.destinations.province-rest.address",
                        province.address().toString(),
                        "hub.destinations.province-rest.username",
                        "hub",
                        "hub.destinations.province-rest.password",
                        "throw-away",
                        "hub.destinations.province-rest.unit-code",
                        "000.00.00.H08",
                        "hub.switchover.destinations",
                        "province-rest",
                        "hub.switchover.initial",
                        "CITY",
                        "hub.switchover.ahead",
                        "20"));
        Waiting.until("the hub answers", () -> !get("/v1/balance").isMissingNode());
    }

    private void push(int i, int revision) throws Exception {
        ObjectNode record =
                StartedHub.record("000.00.ZZ.H08-191216-%04d".formatted(i), revision, StartedHub.KNOWN_PROCEDURE);
        post("/v1/dossiers", record);
    }

    private static ObjectNode act() {
        return Json.object().put("by", "Mai (made up)").put("why", "a test");
    }

    private JsonNode unit() {
        return get("/v1/switchovers/" + UNIT);
    }

    private JsonNode post(String path, JsonNode body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body() + process.said()).isIn(200, 202);
        return Json.MAPPER.readTree(answer.body());
    }

    /** What the hub answers; missing while it does not. */
    private JsonNode get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(hub.resolve(path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Json.MAPPER.readTree(answer.body()) : Json.MAPPER.missingNode();
        } catch (IOException e) {
            return Json.MAPPER.missingNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
