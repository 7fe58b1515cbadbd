package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.Waiting;

/** Kills the hub's process while it fetches what a source that is told nothing has listed: some of the day is in the journal, some is on its way. */
class KillBetweenListAndJournalIT {
    private static final int REGISTRATIONS = 70;

    @TempDir
    Path data;

    private final FakeRegistry registry = new FakeRegistry();
    private final AtomicReference<Process> running = new AtomicReference<>();

    @AfterEach
    void stop() throws InterruptedException {
        Process process = running.get();
        if (process != null) {
            process.destroy();
            process.waitFor(40, TimeUnit.SECONDS);
        }
        registry.close();
    }

    private static String dossier(int i) {
        return "000.00.ZZ.H08-191216-%04d".formatted(i);
    }

    @Test
    void whatWasListedAndNotJournaledIsListedAgainAndNothingIsDoubled() throws Exception {
        for (int i = 1; i <= REGISTRATIONS; i++) {
            registry.registers(700_000 + i, dossier(i), i + "/2026-MAU");
            registry.lists(i % 2, 700_000 + i);
        }
        AtomicInteger asked = new AtomicInteger();
        registry.meanwhile = () -> {
            // Fifty are journaled at once: the first of today are, those of yesterday are being fetched.
            if (asked.incrementAndGet() == REGISTRATIONS / 2 + 20) {
                Process process = running.getAndSet(null);
                if (process != null) {
                    process.destroyForcibly();
                }
            }
        };
        Process first = begin();
        assertThat(first.waitFor(5, TimeUnit.MINUTES)).as(said()).isTrue();
        assertThat(asked).hasValueGreaterThanOrEqualTo(REGISTRATIONS / 2 + 20);

        registry.meanwhile = () -> {};
        URI hub = URI.create("http://127.0.0.1:" + freePort());
        begin(hub);
        for (int i = 1; i <= REGISTRATIONS; i++) {
            String code = dossier(i);
            Waiting.until("the city has the result of " + code, () -> !registry.told(code)
                    .isEmpty());
        }
        int before = registry.asked.size();
        Waiting.until("it was all asked again", () -> registry.asked.size() > before + 2 * REGISTRATIONS);

        for (int i = 1; i <= REGISTRATIONS; i++) {
            assertThat(registry.told(dossier(i))).as(dossier(i)).hasSize(1);
        }
        HttpResponse<String> balance = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(hub.resolve("/v1/balance")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(Json.MAPPER.readTree(balance.body()).path("closes").asBoolean())
                .as(balance.body())
                .isTrue();
    }

    private Process begin() throws Exception {
        return begin(URI.create("http://127.0.0.1:" + freePort()));
    }

    private Process begin(URI hub) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "vn.lienthong.hub.app.Main",
                "run",
                "--port=" + hub.getPort()));
        Map<String, String> settings = new HashMap<>(registry.settings());
        settings.put("hub.data", data.toString());
        settings.put("hub.reference.fictitious-agency-codes", "ALLOWED");
        settings.forEach((key, value) -> command.add("--set=" + key + "=" + value));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("output.txt").toFile()))
                .start();
        running.set(process);
        return process;
    }

    private String said() throws Exception {
        return Files.readString(data.resolve("output.txt"));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
