package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds by command and over HTTP, with a hub at work. */
class HoldApiIT {
    @TempDir
    private static Path place;

    private static StartedHub hub;

    @BeforeAll
    static void start() {
        hub = new StartedHub(place.resolve("data"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void holdsAndLetsGoByCommand() throws Exception {
        Ran dry = run("hold", "Đối soát bảng mã", "--unit", "21556", "--by", "An", "--why", "bảng mã sai", "--dry-run");
        assertThat(dry.out()).startsWith("\"Đối soát bảng mã\" would hold unit 21556.\nIt would be: 0 held");
        assertThat(run("holds").out()).isEqualTo("Nothing is held.\n");

        Ran held = run("hold", "Đối soát bảng mã", "--unit", "21556", "--by", "An", "--why", "bảng mã sai");
        assertThat(held.code()).as(held.err()).isZero();
        String dossier = hub.newDossier();
        String id = hub.push(dossier, 1, StartedHub.KNOWN_PROCEDURE);
        JsonNode transfer = hub.awaitTransfer(id, "WAITING");
        assertThat(transfer.at("/hold/name").asText()).isEqualTo("Đối soát bảng mã");
        assertThat(transfer.at("/hold/by").asText()).isEqualTo("An");
        assertThat(run("holds").out().lines().skip(1)).singleElement().satisfies(line -> assertThat(line)
                .startsWith("Đối soát bảng mã  unit 21556")
                .contains("  1  ", "somebody ends it", "An", "bảng mã sai"));
        isToldEverywhere(dossier);

        assertThat(run("unhold", "đối soát BẢNG mã", "--by", "An", "--why", "mended", "--dry-run")
                        .out())
                .isEqualTo("\"Đối soát bảng mã\" would end: 1 would go on.\n");
        assertThat(run("unhold", "Đối soát bảng mã", "--by", "An", "--why", "mended")
                        .out())
                .isEqualTo("\"Đối soát bảng mã\" has ended: 1 go on.\n");
        hub.awaitTransfer(id, "DELIVERED");
        assertThat(run("holds").out()).isEqualTo("Nothing is held.\n");
        assertThat(run("holds", "--all").out()).contains("by An: mended");
    }

    private static void isToldEverywhere(String dossier) throws Exception {
        assertThat(run("transfers", "--dossier", dossier).out()).contains("held: Đối soát bảng mã");
        assertThat(run("explain", dossier).out())
                .contains("It is held: \"Đối soát bảng mã\", placed by An at ", "bảng mã sai", "unhold");
        assertThat(hub.get("/v1/dossiers/" + dossier).body())
                .contains("Đang tạm dừng: \\\"Đối soát bảng mã\\\", do An đặt lúc ", "unhold");
        JsonNode forecast = hub.await("/v1/forecast", found -> found.toString().contains("\"held\":1"))
                .at("/rows/0");
        assertThat(forecast.has("emptyAt")).isFalse();
        assertThat(forecast.at("/words/vi").asText()).startsWith("1 đang tạm dừng (bởi 1 lệnh tạm dừng)");
        assertThat(hub.get("/actuator/health").body()).contains("\"holds\"", "\"held\":1");
        JsonNode balance = StartedHub.json(hub.get("/v1/balance"));
        assertThat(balance.at("/total/held").asLong()).isEqualTo(1);
        assertThat(balance.path("closes").asBoolean()).isTrue();
        assertThat(run("balance").out()).contains("Held, within waiting: 1");
    }

    @Test
    void showsThemAsNumbers() throws Exception {
        placed(body("gauge").put("dossier", "gauge-1").put("destination", "province-rest"));
        hub.push("gauge-1", 1, StartedHub.KNOWN_PROCEDURE);
        hub.await("/v1/holds", found -> found.toString().contains("\"held\":1"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> hub.get("/actuator/prometheus").body().contains("hold=\"gauge\""));
        assertThat(hub.get("/actuator/prometheus").body()).contains("hub_holds_active ", "hub_transfers_held{");
        lifted("gauge");
    }

    @Test
    void aSecondOneOfTheSameNameIsToldOfTheFirst() throws Exception {
        HttpResponse<String> first = placed(body("twice").put("dossier", "D-1"));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        for (boolean dryRun : new boolean[] {true, false}) {
            HttpResponse<String> second =
                    placed(body("TWICE").put("unit", "21556").put("dryRun", dryRun));
            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(StartedHub.json(second).path("found").asText())
                    .startsWith("\"twice\" of An since ")
                    .endsWith("dossier D-1");
        }
        lifted("twice");
        HttpResponse<String> gone = hub.post("/v1/holds/twice/lift", act());
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("There is no active hold of this name.");
    }

    @Test
    void endsWhenItSaid() throws Exception {
        Instant until;
        HttpResponse<String> placed;
        do {
            until = Instant.now().plus(3, ChronoUnit.SECONDS).truncatedTo(ChronoUnit.SECONDS);
            placed = placed(body("short").put("dossier", "D-2").put("until", until.toString()));
            // Where the machine stood still meanwhile it is refused, and rightly.
        } while (placed.statusCode() == 422 && !Instant.now().isBefore(until));
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        assertThat(Instant.parse(StartedHub.json(placed).path("until").asText().replace("+07:00", "Z"))
                        .minus(7, ChronoUnit.HOURS))
                .isEqualTo(until);
        JsonNode ended =
                hub.await("/v1/holds?all=true", found -> found.toString().contains("Its time was over."));
        assertThat(ended.toString()).contains("\"by\":\"hub\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"unit\":\"21556\"} | invalid-hold | needs a name",
                "{\"name\":\"a/b\",\"unit\":\"21556\"} | invalid-hold | needs a name",
                "{\"name\":\"a\"} | invalid-hold | must say what it covers",
                "{\"name\":\"a\",\"destination\":\"provinse-rest\"} | unknown-destination | Did you mean 'province-rest'?",
                "{\"name\":\"a\",\"unit\":\"2155\"} | unknown-unit | Did you mean '21550'?",
                "{\"name\":\"a\",\"unit\":\"21556\",\"until\":\"2020-01-01\"} | until-is-over | Give a later time",
                "{\"name\":\"a\",\"unit\":\"21556\",\"until\":\"tomorrow\"} | invalid-hold | Examples:",
                "{\"name\":\"a\",\"unmappedCode\":\"1.2\"} | invalid-hold | kind and the code",
                "{\"name\":\"a\",\"unit\":7} | invalid-act | a text",
                "{\"name\":\"a\",\"units\":\"21556\"} | invalid-act | does not know this name"
            })
    void refusesWhatItCannotMean(String json, String problem, String words) throws Exception {
        ObjectNode body = (ObjectNode) Json.MAPPER.readTree(json);
        HttpResponse<String> answer = placed(body.put("by", "An").put("why", "a test"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(StartedHub.json(answer).path("type").asText()).endsWith(":" + problem);
        assertThat(answer.body()).contains(words);
        assertThat(hub.get("/v1/holds").body()).doesNotContain("\"name\":\"a\"");
    }

    @Test
    void needsAPersonAndAReason() throws Exception {
        ObjectNode body = Json.object().put("name", "a").put("unit", "21556").put("by", "An");
        assertThat(placed(body).statusCode()).isEqualTo(422);
        assertThat(run("hold", "a", "--unit", "21556", "--by", "An").code()).isEqualTo(2);
        assertThat(run("hold", "a", "--unit", "99999", "--by", "An", "--why", "x")
                        .err())
                .contains("There is no such unit");
    }

    private static ObjectNode body(String name) {
        return act().put("name", name);
    }

    private static ObjectNode act() {
        return Json.object().put("by", "An").put("why", "a test");
    }

    private static HttpResponse<String> placed(JsonNode body) throws Exception {
        return hub.post("/v1/holds", body);
    }

    private static void lifted(String name) throws Exception {
        HttpResponse<String> answer = hub.post("/v1/holds/" + name + "/lift", act());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static Ran run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--hub";
        all[arguments.length + 1] = hub.address();
        return Ran.command(all);
    }
}
