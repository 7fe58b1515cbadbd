package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.Waiting;

/** Kills the hub's process while it fetches what a source that is told nothing has listed: some of the day is in the journal, some is on its way, and one is being told to the city. */
class KillBetweenListAndJournalIT {
    private static final int REGISTRATIONS = 70;

    @TempDir
    Path data;

    private HubProcess process;

    @BeforeEach
    void onItsData() {
        process = new HubProcess(data);
    }

    private final FakeRegistry registry = new FakeRegistry();

    @AfterEach
    void stop() throws InterruptedException {
        process.stop();
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
        registry.neverArrives = dossier(2);
        AtomicInteger asked = new AtomicInteger();
        registry.meanwhile = () -> {
            // Fifty are journaled at once: the first of today are, those of yesterday are being fetched.
            if (asked.incrementAndGet() == REGISTRATIONS / 2 + 20) {
                Waiting.until("a message to the city hangs", () -> registry.hanging.getCount() == 0);
                process.kill();
            }
        };
        Process first = begin(HubProcess.freeAddress());
        assertThat(first.waitFor(5, TimeUnit.MINUTES)).as(process.said()).isTrue();
        assertThat(asked).hasValueGreaterThanOrEqualTo(REGISTRATIONS / 2 + 20);

        registry.meanwhile = () -> {};
        registry.gone.countDown();
        URI hub = HubProcess.freeAddress();
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

    private Process begin(URI hub) throws Exception {
        Map<String, String> settings = new HashMap<>(registry.settings());
        settings.put("hub.reference.fictitious-agency-codes", "ALLOWED");
        return process.begin(hub, settings);
    }
}
