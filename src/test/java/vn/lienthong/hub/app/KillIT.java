package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.PlaySummary;
import vn.lienthong.hub.replay.Player;
import vn.lienthong.hub.replay.ProvinceReport;
import vn.lienthong.hub.replay.SampleDay;
import vn.lienthong.hub.replay.SampleRecord.Expected;
import vn.lienthong.hub.testkit.Waiting;

/** Kills the hub's process under load, twice, and looks for what was lost, repeated or out of order. */
class KillIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WINDOW = 32;

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void losesNothingWhenKilledUnderLoad() throws Exception {
        SampleDay day = SampleDay.of(7, 0.2, SampleDay.USUAL_DAY, Reference.load(Path.of("mappings/tables")));
        Map<Expected, Integer> expected = day.expected();
        URI hub = HubProcess.freeAddress();
        Process process = null;
        try (FakeProvince province = FakeProvince.start(
                FakeProvince.Settings.defaults().withLogin("hub", "throw-away"), Clock.systemUTC())) {
            process = start(hub, province);
            Player player = new Player(Player.Settings.to(hub).withPatience(Duration.ofMinutes(4)), Clock.systemUTC());
            CompletableFuture<PlaySummary> played = CompletableFuture.supplyAsync(() -> play(player, day));
            for (long creates : new long[] {100, 300}) {
                Waiting.until(
                        "some dossiers are at the province",
                        () -> province.report().creates() >= creates);
                process.destroyForcibly().waitFor();
                process = start(hub, province);
            }
            PlaySummary summary = played.get(5, TimeUnit.MINUTES);
            int owed = expected.getOrDefault(Expected.DELIVERED, 0);
            Waiting.until("all that can be delivered is", () -> total(hub, "delivered") >= owed);

            assertThat(summary.complete()).as("%s", summary).isTrue();
            assertThat(total(hub, "delivered")).isEqualTo(owed);
            assertThat(balance(hub).path("closes").asBoolean()).isTrue();
            ProvinceReport report = province.report();
            assertThat(report.repeatedSteps()).as("%s", report).isZero();
            assertThat(report.orderBreaks()).as("%s", report).isZero();
            assertThat(report.repeatedCreates()).as("%s", report).isLessThanOrEqualTo(2 * WINDOW);
        } finally {
            if (process != null) {
                process.destroy();
                process.waitFor(40, TimeUnit.SECONDS);
            }
        }
    }

    private static PlaySummary play(Player player, SampleDay day) {
        try {
            return player.play(day, progress -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process start(URI hub, FakeProvince province) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "vn.lienthong.hub.app.Main",
                "run",
                "--port=" + hub.getPort()));
        Map<String, String> settings = Map.of(
                "hub.data", data.toString(),
                "hub.destinations.province-rest.address", province.address().toString(),
                "hub.destinations.province-rest.username", "hub",
                "hub.destinations.province-rest.password", "throw-away",
                "hub.destinations.province-rest.unit-code", "000.00.00.H08",
                "hub.destinations.province-rest.concurrency", "4",
                "hub.destinations.province-rest.window", String.valueOf(WINDOW));
        settings.forEach((key, value) -> command.add("--set=" + key + "=" + value));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("output.txt").toFile()))
                .start();
        Waiting.until("the hub answers", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("The hub ended by itself: " + output());
            }
            return get(hub.resolve("/v1/balance")) != null;
        });
        return process;
    }

    private long total(URI hub, String column) {
        return balance(hub).path("total").path(column).asLong();
    }

    private JsonNode balance(URI hub) {
        JsonNode answer = get(hub.resolve("/v1/balance"));
        return answer == null ? JSON.createObjectNode() : answer;
    }

    private @org.jspecify.annotations.Nullable JsonNode get(URI address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String output() {
        try {
            return Files.readString(data.resolve("output.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
