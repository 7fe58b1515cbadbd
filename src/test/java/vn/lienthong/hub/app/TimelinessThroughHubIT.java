package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.kit.SettableClock;

/** A morning on which the province is away: what the hub says of it by its own clock. All persons are made up. */
class TimelinessThroughHubIT {
    @TempDir
    private static Path place;

    /** Monday, 4 March 2024, 07:30. */
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2024-03-04T00:30:00Z"));

    private static StartedHub hub;

    @BeforeAll
    static void start() {
        hub = new StartedHub(Path.of(""), place.resolve("data"), Map.of(), CLOCK);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void alarmsAtFourWorkingHoursBreachesAtEightAndIsStillOnceTheProvinceIsBack() throws Exception {
        CLOCK.advance(Duration.ofMinutes(60));
        hub.province.refuseConnections();
        String dossier = "000.00.ZZ.H08-240304-0001";
        String id = hub.push(online(dossier));
        hub.await("/v1/transfers/" + id, transfer -> transfer.has("problem"));
        assertThat(health().path("status").asText()).isEqualTo("UP");
        assertThat(run("timeliness").out()).contains("GOOD", "Phường Đống Đa").doesNotContain("ALARM ");

        CLOCK.advance(Duration.ofHours(6).minusMinutes(1));
        assertThat(levelOf("21556")).isEqualTo("GOOD");
        CLOCK.advance(Duration.ofMinutes(1));
        assertThat(levelOf("21556")).isEqualTo("ALARM");
        assertThat(health().path("status").asText()).isEqualTo("DEGRADED");
        assertThat(health().at("/details/21556 to province-rest").asText())
                .startsWith("ALARM: the oldest of 1 unreported is 4.0 working hours old (6.0 by the clock)")
                .contains(dossier)
                .doesNotContain("MẪU");

        CLOCK.advance(Duration.ofHours(18));
        assertThat(levelOf("21556")).isEqualTo("BREACH");
        Ran told = run("timeliness", "21556");
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("BREACH", dossier, "breach at 8.0");
        assertThat(run("timeliness", "21583").out()).isEqualTo("Everything is reported.\n");
        Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(
                        hub.get("/actuator/prometheus").body())
                .containsPattern("hub_unreported_oldest_working_seconds\\{[^}]*unit=\"21556\"[^}]*} 28800"));

        hub.province.acceptConnections();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            CLOCK.advance(Duration.ofSeconds(10));
            return hub.province.holding(dossier).isPresent();
        });
        hub.awaitTransfer(id, "DELIVERED");
        assertThat(run("timeliness").out()).isEqualTo("Everything is reported.\n");
        assertThat(run("timeliness").code()).isZero();
        assertThat(health().path("status").asText()).isEqualTo("UP");
        tellsWhoseDoingItWas(dossier);
    }

    @Test
    void anUnknownUnitAndADayBeforeTheFirstAreNoEmptyReport() throws Exception {
        Ran unknown = run("timeliness", "21538");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("There is no such unit.", "'21538'", "Did you mean");
        Ran report = run("timeliness", "report", "--from", "2024-03-04", "--to", "2024-03-06", "--unit", "99999");
        assertThat(report.code()).isEqualTo(1);
        assertThat(report.err()).contains("There is no such unit.", "'99999'");
        Ran reversed = run("timeliness", "report", "--from", "2024-03-06", "--to", "2024-03-04");
        assertThat(reversed.code()).isEqualTo(2);
        assertThat(reversed.err())
                .contains(
                        "The time ends before it begins.",
                        "from 2024-03-06 to 2024-03-04",
                        "Give an earlier from, or a later to.");
        assertThat(hub.get("/v1/timeliness?unit=99999").statusCode()).isEqualTo(404);
    }

    private static void tellsWhoseDoingItWas(String dossier) throws Exception {
        String[] period = {"timeliness", "report", "--from", "2024-03-04", "--to", "2024-03-06"};
        JsonNode report = StartedHub.json(hub.get("/v1/timeliness/report?from=2024-03-04&to=2024-03-06"));
        assertThat(report.at("/totals/0/kind").asText()).isEqualTo("ANSWER");
        assertThat(report.at("/totals/0/lateByDestination").asLong()).isEqualTo(1);
        assertThat(report.at("/late/0/verdict").asText()).isEqualTo("DESTINATION");
        assertThat(report.at("/late/0/factAt").asText()).startsWith("2024-03-04T08:20");
        JsonNode causes = report.at("/late/0/workingHoursByCause");
        assertThat(causes.path("waiting at the hub").asDouble()).isLessThan(0.1);
        assertThat(causes.properties())
                .as(causes.toString())
                .anyMatch(cause -> cause.getValue().asDouble() > 7.4);

        Path page = place.resolve("late.html");
        Path table = place.resolve("late.csv");
        Ran told = run(concat(period, "--html", page.toString(), "--csv", table.toString()));
        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out()).contains("1 late by the destination", dossier);
        assertThat(Files.readString(page)).contains(dossier, "Phường Đống Đa").doesNotContain("MẪU");
        assertThat(Files.readString(table)).contains(dossier + ",ANSWER,DESTINATION,province-rest,21556");
        assertThat(run(concat(
                        period, "--html", place.resolve("no/such/late.html").toString())))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.err()).contains("cannot be written", "Name a file"));
        assertThat(hub.get("/v1/timeliness/report?from=2024-03-04").statusCode())
                .isEqualTo(400);
    }

    private static String[] concat(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    /** An online filing of 08:05. */
    private static ObjectNode online(String dossier) {
        ObjectNode record = StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE)
                .put("channel", "ONLINE")
                .put("receivedAt", "2024-03-04T08:05:00+07:00")
                .put("dueAt", "2024-03-06T17:00:00+07:00");
        ((ObjectNode) record.at("/steps/0")).put("at", "2024-03-04T08:20:00+07:00");
        return record;
    }

    private static JsonNode health() throws Exception {
        return StartedHub.json(hub.get("/actuator/health")).at("/components/timeliness");
    }

    private static String levelOf(String unit) throws Exception {
        return StartedHub.json(hub.get("/v1/timeliness?unit=" + unit))
                .path("level")
                .asText();
    }

    private static Ran run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--hub", hub.address()));
        return Ran.command(all.toArray(String[]::new));
    }
}
