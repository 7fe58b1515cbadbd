package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.app.StartedHub.KNOWN_PROCEDURE;
import static vn.lienthong.hub.app.StartedHub.UNKNOWN_PROCEDURE;
import static vn.lienthong.hub.app.StartedHub.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the city, an operator and a tester see of a started hub. */
class HubApplicationIT {
    @TempDir
    private static Path data;

    private static StartedHub hub;

    @BeforeAll
    static void start() throws IOException {
        Path books = Files.createDirectory(data.resolve("sổ"));
        hub = new StartedHub(data.resolve("thư mục có dấu"), Map.of("hub.ward-books.folder", books.toString()));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void carriesARecordToTheProvinceAndTellsItsPath() throws Exception {
        String dossier = hub.newDossier();
        String id = hub.push(dossier, 1, KNOWN_PROCEDURE);

        JsonNode transfer = hub.awaitTransfer(id, "DELIVERED");
        assertThat(transfer.path("dossierCode").asText()).isEqualTo(dossier);
        assertThat(transfer.path("acceptedAt").asText()).matches("\\S{19}\\.\\d{3}\\+07:00");
        assertThat(hub.province.holding(dossier)).isPresent();

        JsonNode submission =
                json(hub.get("/v1/submissions/" + transfer.path("submission").asText()));
        assertThat(submission.path("state").asText()).isEqualTo("accepted");
        assertThat(submission.at("/transfers/0/id").asText()).isEqualTo(id);

        HttpResponse<String> explained = hub.get("/v1/dossiers/" + dossier);
        assertThat(explained.body()).doesNotContain("MẪU");
        assertThat(explained.headers().firstValue("Content-Disposition")).hasValue("inline");
        JsonNode path = json(explained).at("/paths/0");
        assertThat(path.at("/transfers/0/why/en").asText()).contains("province-rest confirmed it");
        assertThat(path.at("/transfers/0/events/0/exchanges/0/operation").asText())
                .isEqualTo("DongBoHoSoMC");
        assertThat(path.at("/transfers/0/events/0/exchanges/0/answered").asText())
                .contains("error_code");
    }

    @Test
    void explainsOnTheCommandLineInBothLanguages() throws Exception {
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(dossier, 1, KNOWN_PROCEDURE), "DELIVERED");

        Ran english = Ran.command("explain", dossier, "--hub", hub.address());
        assertThat(english.code()).isZero();
        assertThat(english.out()).startsWith("Dossier " + dossier).contains("sent DongBoHoSoMC");
        Ran vietnamese = Ran.command("explain", dossier, "--lang", "vi", "--hub", hub.address());
        assertThat(vietnamese.out()).startsWith("Hồ sơ " + dossier).contains("đã xác nhận");
        assertThat(Ran.command("explain", dossier, "--json", "--hub", hub.address())
                        .out())
                .startsWith("{");
    }

    @Test
    void parksWhatHasNoCounterpartUntilAPersonDecides() throws Exception {
        String dossier = hub.newDossier();
        String first = hub.push(dossier, 1, UNKNOWN_PROCEDURE);
        hub.awaitTransfer(first, "PARKED");
        String second = hub.push(dossier, 2, KNOWN_PROCEDURE);

        JsonNode path = json(hub.get("/v1/dossiers/" + dossier)).at("/paths/0");
        assertThat(path.at("/transfers/1/state").asText()).isEqualTo("WAITING");
        assertThat(path.at("/transfers/1/whoCanAct/en").asText()).contains("release or cancel transfer " + first);

        Ran dry = Ran.command(
                "cancel",
                "--dossier",
                dossier,
                "--by",
                "An",
                "--why",
                "never goes",
                "--dry-run",
                "--hub",
                hub.address());
        assertThat(dry.code()).isZero();
        assertThat(dry.out()).contains("Would change 1, refused 0.");
        assertThat(json(hub.get("/v1/transfers/" + first)).path("state").asText())
                .isEqualTo("PARKED");

        Ran done = Ran.command("cancel", first, "--by", "An", "--why", "never goes", "--hub", hub.address());
        assertThat(done.out()).contains(first + "  PARKED -> CANCELLED");
        hub.awaitTransfer(second, "DELIVERED");
        assertThat(Ran.command("explain", dossier, "--hub", hub.address()).out())
                .contains("cancelled, An: never goes");
    }

    @Test
    void letsAParkedTransferGoAgain() throws Exception {
        String dossier = hub.newDossier();
        String id = hub.push(dossier, 1, UNKNOWN_PROCEDURE);
        hub.awaitTransfer(id, "PARKED");

        Ran released = Ran.command("release", id, "--by", "An", "--why", "try again", "--json", "--hub", hub.address());
        assertThat(released.code()).isZero();
        assertThat(Json.MAPPER.readTree(released.out()).path("before").asText()).isEqualTo("PARKED");
        // Nothing was corrected, so it comes back: parked, released, parked.
        JsonNode path = hub.await(
                "/v1/dossiers/" + dossier,
                now -> now.at("/paths/0/transfers/0/events").size() == 3
                        && now.at("/paths/0/transfers/0/state").asText().equals("PARKED"));
        assertThat(path.at("/paths/0/transfers/0/events/1/who").asText()).isEqualTo("An");
    }

    @Test
    void refusesActsThatCannotBe() throws Exception {
        String id = hub.push(hub.newDossier(), 1, KNOWN_PROCEDURE);
        hub.awaitTransfer(id, "DELIVERED");
        ObjectNode nobody = Json.object().put("why", "because");
        ObjectNode both = nobody.deepCopy().put("by", "An");

        assertProblem(hub.post("/v1/transfers/" + id + "/release", nobody), 422, "'by'");
        assertProblem(hub.post("/v1/transfers/" + id + "/cancel", both), 409, "DELIVERED");
        assertProblem(hub.post("/v1/transfers/0000000000001/cancel", both), 404, "0000000000001");
        assertProblem(hub.post("/v1/transfers/cancel", both), 422, "filter");
        assertProblem(hub.send("/v1/transfers/cancel", "application/json", "{"), 400, "JSON");
        assertThat(Ran.command("cancel", id, "--by", "An", "--why", "w", "--hub", hub.address())
                        .code())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/transfers/0000000000001, 404, 0000000000001",
        "/v1/transfers/nonsense, 404, nonsense",
        "/v1/submissions/0000000000001, 404, submission",
        "/v1/dossiers/H08-nobody, 404, H08-nobody",
        "/v1/transfers?state=PRAKED, 400, PRAKED",
        "/v1/transfers?limit=0, 400, limit",
        "/v1/transfers?colour=red, 400, colour",
        "/v1/transfers?unit=a&unit=b, 422, unit",
        "/v1/outcomes?after=x, 400, after",
        "/v1/nothing, 404, /v1/nothing",
        "/v1/transfers/0000000000001/release, 405, POST",
    })
    void answersWhatItCannotAnswerWithAProblem(String path, int status, String names) throws Exception {
        assertProblem(hub.get(path), status, names);
    }

    @Test
    void listsTransfersPageByPage() throws Exception {
        String dossier = hub.newDossier();
        hub.push(dossier, 1, KNOWN_PROCEDURE);
        hub.push(dossier, 2, KNOWN_PROCEDURE);
        hub.push(dossier, 3, KNOWN_PROCEDURE);

        JsonNode first = json(hub.get("/v1/transfers?limit=2&dossier=" + dossier));
        assertThat(first.path("transfers")).hasSize(2);
        JsonNode rest = json(hub.get("/v1/transfers?limit=2&dossier=" + dossier + "&cursor="
                + first.path("next").asText()));
        assertThat(rest.path("transfers")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
        assertThat(Ran.command("transfers", "--dossier", dossier, "--hub", hub.address())
                        .out()
                        .lines())
                .hasSize(4);
    }

    @Test
    void feedsTheCityWithWhatBecameOfItsRecords() throws Exception {
        String dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(dossier, 1, KNOWN_PROCEDURE), "DELIVERED");

        JsonNode feed = hub.await(
                "/v1/outcomes?after=0&limit=1000", now -> now.toString().contains(dossier));
        long before = 0;
        for (JsonNode item : feed.path("outcomes")) {
            assertThat(item.path("cursor").asLong()).isGreaterThan(before);
            before = item.path("cursor").asLong();
        }
        assertThat(feed.path("next").asLong()).isEqualTo(before);
        assertThat(json(hub.get("/v1/outcomes?after=" + before)).path("next").asLong())
                .isGreaterThanOrEqualTo(before);
    }

    @Test
    void showsWhenWhatWaitsWillBeGone() throws Exception {
        hub.awaitTransfer(hub.push(hub.newDossier(), 1, UNKNOWN_PROCEDURE), "PARKED");
        // Counted every fifteen seconds.
        hub.await("/v1/forecast", answer -> answer.at("/rows/0/parked").asLong() > 0);

        JsonNode row = json(hub.get("/v1/forecast")).at("/rows/0");
        assertThat(row.path("destination").asText()).isEqualTo("province-rest");
        assertThat(row.path("parked").asLong()).isPositive();
        assertThat(row.at("/words/en").asText()).contains("parked wait for a person");
        Ran shown = Ran.command("forecast", "--hub", hub.address());
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("empty at").contains("province-rest");
    }

    @Test
    void showsABalanceThatCloses() throws Exception {
        hub.awaitTransfer(hub.push(hub.newDossier(), 1, KNOWN_PROCEDURE), "DELIVERED");

        JsonNode balance = json(hub.get("/v1/balance"));
        assertThat(balance.path("closes").asBoolean()).isTrue();
        assertThat(balance.at("/total/delivered").asLong()).isPositive();
        Ran shown = Ran.command("balance", "--hub", hub.address());
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("province-rest").contains("21556").contains("The balance closes.");
    }

    @Test
    void tellsItsHealthAndItsNumbersWithoutPersonalData() throws Exception {
        hub.awaitTransfer(hub.push(hub.newDossier(), 1, KNOWN_PROCEDURE), "DELIVERED");

        JsonNode health =
                hub.await("/actuator/health", now -> now.path("status").asText().equals("UP"));
        for (String part : linesOfHealthInTheManual()) {
            assertThat(health.at("/components/" + part + "/status").asText())
                    .as(part)
                    .isEqualTo("UP");
        }
        assertThat(health.at("/components/diskSpace/details/path").asText())
                .isEqualTo(data.resolve("thư mục có dấu").toString());
        // The manual explains every line that is the hub's own, under the name it has.
        assertThat(String.join(" ", linesOfHealthInTheManual()))
                .isEqualTo(
                        "journal broker nodes destinations pulls timeliness switchover wardBooks holds retention liveRecording diskSpace");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        hub.get("/actuator/prometheus").body())
                .contains("hub_transfers_total{destination=\"province-rest\",outcome=\"delivered\",unit=\"21556\"}")
                .contains("hub_transfers_open{destination=\"province-rest\",state=\"parked\",unit=\"21556\"}")
                .contains("hub_intake_total{result=\"accepted\",source=\"demo\"}")
                .contains("hub_delivery_latency_seconds_count{destination=\"province-rest\"}")
                .contains("camel_")
                .doesNotContain("MẪU"));
    }

    @Test
    void playsAFileLikeTheCity() throws Exception {
        Path file = data.resolve("one.json");
        String dossier = hub.newDossier();
        Files.writeString(file, StartedHub.record(dossier, 1, KNOWN_PROCEDURE).toString());

        Ran played = Ran.command("play", file.toString(), "--to", hub.address(), "--json");
        assertThat(played.err() + played.out()).contains("\"accepted\" : 1");
        assertThat(played.code()).isZero();
        Ran again = Ran.command("play", file.toString(), "--to", hub.address());
        assertThat(again.out()).contains("repeated 1");
        Ran nothing = Ran.command("play", data.resolve("no such file").toString(), "--to", hub.address());
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("There is nothing to play");
    }

    @Test
    void saysThatItsPortIsTakenAndLeavesNothingBehind() {
        Ran taken = Ran.command(
                "run", "--port", String.valueOf(hub.server().port()), "--set", "hub.data=" + data.resolve("second"));

        assertThat(taken.code()).isEqualTo(3);
        assertThat(taken.err())
                .contains("The port is taken by another program.")
                .contains("port " + hub.server().port())
                .doesNotContain("\tat ");
    }

    @Test
    void refusesToStartWithAWrongSetting() {
        Ran wrong = Ran.command("run", "--port", "0", "--set", "hub.intake.batches=0");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("Setting hub.intake.batches must be positive");
    }

    @Test
    void demonstratesADayWhoseBalanceClosesAsPlanned() {
        Ran demo = Ran.command(
                "demo",
                "--once",
                "--port",
                "0",
                "--scale",
                "0.2",
                "--seed",
                "7",
                "--data",
                data.resolve("demo").toString());

        assertThat(demo.err()).isEmpty();
        assertThat(demo.code()).isZero();
        assertThat(demo.out())
                .contains("First dossier delivered")
                .contains("The balance closes")
                .contains("Phường Đống Đa")
                .contains("city:TP")
                .contains("parked for a person, and why")
                .contains("The province beside it goes wrong now and then")
                .containsPattern("It went wrong [1-9]\\d* times")
                .contains("repeated steps 0, out of order 0.")
                .doesNotContain("(differs)")
                .as("nobody answers there any more")
                .doesNotContain("Where to look:");
    }

    @Test
    void aDemoThatDidNotBecomeWhatItMustEndsSo() {
        Ran demo = Ran.command(
                "demo",
                "--once",
                "--port",
                "0",
                "--scale",
                "0.01",
                "--misbehave",
                "none",
                "--set",
                "hub.intake.record-limit=2KB",
                "--data",
                data.resolve("another demo").toString());

        assertThat(demo.code()).isEqualTo(1);
        assertThat(demo.out())
                .contains("The province beside it never goes wrong.")
                .contains("The balance closes")
                .contains("(differs)");
    }

    @Test
    void probesADestination() {
        Ran works = Ran.command(
                "probe",
                "--set",
                "hub.destinations.province-rest.address=" + hub.province.address(),
                "--set",
                "hub.destinations.province-rest.username=demo",
                "--set",
                "hub.destinations.province-rest.password=demo");
        assertThat(works.code()).as(works.err()).isZero();
        assertThat(works.out()).contains("it is there and our credentials work");

        Ran refused = Ran.command(
                "probe",
                "--set",
                "hub.destinations.province-rest.address=" + hub.province.address(),
                "--set",
                "hub.destinations.province-rest.username=demo",
                "--set",
                "hub.destinations.province-rest.password=wrong");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("refuses our user name and password");

        Ran without = Ran.command("probe", "--set", "hub.destinations.province-rest.address=" + hub.province.address());
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).startsWith("Setting hub.destinations.province-rest.username is missing.");
    }

    private static List<String> linesOfHealthInTheManual() throws IOException {
        String manual = Files.readString(Path.of("docs/operating.md"));
        String table = manual.substring(
                manual.indexOf("The lines of `/actuator/health`:"), manual.indexOf("`DEGRADED` answers"));
        return Pattern.compile("(?m)^\\| `(\\w+)`")
                .matcher(table)
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String names) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("cure").asText()).isNotBlank();
        assertThat(problem.path("retry").asText()).isEqualTo("never");
        assertThat(answer.body()).contains(names);
    }
}
