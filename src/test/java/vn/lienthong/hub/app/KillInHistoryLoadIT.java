package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.journal.EmbeddedDatabase;
import vn.lienthong.hub.testkit.Waiting;

/**
 * Kills the hub's process while it loads history, and looks for what was lost or taken twice. The long form:
 * {@code -Dhub.test.kills=20 -Dhub.test.dossiers=300000 -Dhub.test.history-rate=5000}.
 */
class KillInHistoryLoadIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KILLS = Integer.getInteger("hub.test.kills", 3);
    private static final int DOSSIERS = Integer.getInteger("hub.test.dossiers", 2_000);
    private static final int RATE = Integer.getInteger("hub.test.history-rate", 1_000);
    private static final int REVISIONS = 2;
    /** A load notes how far it is at least after so many rows. */
    private static final int NOTED = 1_001;

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable HubProcess process;

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null) {
            process.stop();
        }
    }

    /** The long form takes longer than other tests may. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void goesOnWhereItWasAndTakesNothingTwice() throws Exception {
        long rows = (long) DOSSIERS * REVISIONS;
        write(data.resolve("history/exports"));
        HubProcess hub = new HubProcess(data);
        process = hub;
        URI address = HubProcess.freeAddress();
        begin(hub, address);
        Waiting.until("the load is begun", () -> order(address));
        for (int kill = 1; kill <= KILLS; kill++) {
            long from = rows * kill / (KILLS + 1);
            Waiting.until("so much is in: " + from, () -> done(address) >= from);
            hub.kill();
            long noted = noted();
            begin(hub, address);
            Waiting.until("it goes on", () -> done(address) >= noted);
        }
        Waiting.until(hub::said, Duration.ofMinutes(30), () -> state(address).equals("done"));

        JsonNode load = load(address);
        assertThat(load.at("/rows/read").asLong()).as("%s", load).isEqualTo(rows);
        assertThat(load.at("/rows/taken").asLong() + load.at("/rows/repeated").asLong())
                .isEqualTo(rows);
        assertThat(load.at("/rows/repeated").asLong()).as("%s", load).isLessThanOrEqualTo((long) KILLS * NOTED);
        assertThat(load.at("/rows/openDossiers").asLong()
                        + load.at("/rows/closedDossiers").asLong())
                .isEqualTo(DOSSIERS);
        hub.stop();
        process = null;
        judge(rows);
    }

    /** What is in the journal, by its own tables. */
    private void judge(long rows) throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data.resolve("journal"));
                Connection connection = database.dataSource().getConnection();
                ResultSet found = connection
                        .createStatement()
                        .executeQuery(
                                """
                                SELECT count(*), count(DISTINCT (dossier_code, revision)), count(*) FILTER (WHERE superseded),
                                       (SELECT count(*) FROM submission a JOIN submission b USING (dossier_id)
                                        WHERE a.revision < b.revision AND a.id > b.id)
                                FROM submission
                                """)) {
            assertThat(found.next()).isTrue();
            assertThat(found.getLong(1)).as("records in the journal").isEqualTo(rows);
            assertThat(found.getLong(2)).as("different ones").isEqualTo(rows);
            assertThat(found.getLong(3)).as("taken after a newer one").isZero();
            assertThat(found.getLong(4)).as("pairs out of order").isZero();
        }
    }

    /** Made-up dossiers, both revisions of each far apart and in no order. */
    private static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Random random = new Random(31);
        int step = DOSSIERS * REVISIONS / 2 - 1;
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("dossiers.ndjson"))) {
            int offset = random.nextInt(DOSSIERS);
            for (int i = 0; i < DOSSIERS * REVISIONS; i++) {
                int row = (int) (((long) i * step + offset) % ((long) DOSSIERS * REVISIONS));
                int dossier = row / REVISIONS;
                boolean last = row % REVISIONS == REVISIONS - 1;
                out.write(HistoryBed.revision(
                                "K-" + dossier,
                                row % REVISIONS + 1,
                                last && dossier % 3 == 0 ? "RETURNED" : "PROCESSING")
                        .toString());
                out.newLine();
            }
        }
    }

    private void begin(HubProcess hub, URI address) throws IOException {
        Process started = hub.begin(
                address,
                Map.of(
                        "hub.history.rate", String.valueOf(RATE),
                        "hub.history.least-free", "0",
                        "hub.reference.fictitious-agency-codes", "ALLOWED"));
        Waiting.until("the hub answers", () -> {
            if (!started.isAlive()) {
                throw new AssertionError("The hub ended by itself: " + hub.said());
            }
            return get(address.resolve("/v1/history-loads")) != null;
        });
    }

    private boolean order(URI address) {
        ObjectNode order = HistoryBed.order("dossiers.ndjson");
        return send(HttpRequest.newBuilder(address.resolve("/v1/history-loads"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(order.toString())))
                != null;
    }

    private long done(URI address) {
        JsonNode rows = load(address).path("rows");
        return rows.path("taken").asLong() + rows.path("repeated").asLong();
    }

    /** What the load had noted when it was killed. */
    private long noted() throws IOException {
        JsonNode rows = JSON.readTree(Files.readAllBytes(data.resolve("history/loads/000001/progress.json")))
                .path("rows");
        return rows.path("taken").asLong() + rows.path("repeated").asLong();
    }

    private String state(URI address) {
        return load(address).path("state").asText();
    }

    private JsonNode load(URI address) {
        JsonNode load = get(address.resolve("/v1/history-loads/000001"));
        return load == null ? JSON.createObjectNode() : load;
    }

    private @Nullable JsonNode get(URI address) {
        return send(HttpRequest.newBuilder(address));
    }

    private @Nullable JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
            return answer.statusCode() / 100 == 2 ? JSON.readTree(answer.body()) : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
