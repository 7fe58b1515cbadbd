package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.app.StartedHub.KNOWN_PROCEDURE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts beside another hub, and without what a hub needs. */
class StartIT {
    @TempDir
    private Path data;

    @Test
    void twoHubsOfOneFolderKeepApartWhatTheyHold() throws Exception {
        try (StartedHub one = new StartedHub(data.resolve("one"));
                StartedHub other = new StartedHub(data.resolve("other"))) {
            String dossier = one.newDossier();
            one.awaitTransfer(one.push(dossier, 1, KNOWN_PROCEDURE), "DELIVERED");
            assertThat(total(other)).isZero();
            assertThat(other.province.holding(dossier)).isEmpty();

            other.awaitTransfer(other.push(dossier, 1, KNOWN_PROCEDURE), "DELIVERED");
            assertThat(total(one)).isEqualTo(1);
            assertThat(total(other)).isEqualTo(1);

            saysWhoseTheJournalIsAndLeavesItAlone(data.resolve("one"));
            one.awaitTransfer(one.push(one.newDossier(), 1, KNOWN_PROCEDURE), "DELIVERED");
        }
    }

    @Test
    void aCommandInAProcessOfItsOwnPrintsItsAnswerAndNothingElse() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "probe",
                        "echo",
                        "--json",
                        "--set=hub.destinations.echo.address=http://127.0.0.1:9")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(3);
        assertThat(new ObjectMapper().readTree(said).path(0).path("row").asText())
                .isEqualTo("not-reached");
        assertThat(said).startsWith("[").endsWith("]" + System.lineSeparator());
    }

    @Test
    void aDatabaseThatIsAwayIsToldInOneSentence() {
        Ran ran = Ran.command(
                "run",
                "--port",
                "0",
                "--set",
                "hub.data=" + data,
                "--set",
                "hub.journal.url=jdbc:postgresql://127.0.0.1:1/hub");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err().lines())
                .containsExactly(
                        "The journal cannot be opened.",
                        "  Found: Connection to 127.0.0.1:1 refused",
                        "  To do: See that the database runs and listens there, or correct hub.journal.url.");
    }

    @Test
    void aBrokerThatIsAwayKeepsNobodyFromPushing() throws Exception {
        Map<String, String> settings = Map.of(
                "server.port", "0",
                "hub.data", data.toString(),
                "hub.broker.url", "tcp://127.0.0.1:1",
                "hub.destinations.echo.address", "http://127.0.0.1:1",
                "logging.level.vn.lienthong.hub", "ERROR");
        try (HubServer server = HubServer.start(settings)) {
            HttpResponse<String> health = get(server, "/actuator/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"status\":\"DEGRADED\"").contains("The broker is out of reach");

            HttpResponse<String> pushed = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/dossiers"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            StartedHub.record("000.00.ZZ.H08-191216-0001", 1, KNOWN_PROCEDURE)
                                                    .toString()))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(202);
        }
    }

    @Test
    void anAddressThatNoBrokerHasIsRefused() {
        Ran ran = Ran.command("run", "--port", "0", "--set", "hub.data=" + data, "--set", "hub.broker.url=broker");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("Setting hub.broker.url must be the address of an Artemis.");
    }

    private static void saysWhoseTheJournalIsAndLeavesItAlone(Path taken) {
        Ran ran = Ran.command("run", "--port", "0", "--set", "hub.data=" + taken);

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .startsWith("Another hub is using this journal.")
                .contains(taken.resolve("journal").toString())
                .contains("set hub.data to another folder")
                .doesNotContain("\tat ");
    }

    private static long total(StartedHub hub) throws Exception {
        JsonNode balance = StartedHub.json(hub.get("/v1/balance"));
        assertThat(balance.path("closes").asBoolean()).isTrue();
        return balance.at("/total/accepted").asLong();
    }

    private static HttpResponse<String> get(HubServer server, String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
