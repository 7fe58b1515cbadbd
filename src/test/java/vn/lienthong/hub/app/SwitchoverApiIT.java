package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switchover of a unit by command and over HTTP, with a hub at work. */
class SwitchoverApiIT {
    private static final String UNIT = "21556";

    @TempDir
    private static Path place;

    private static StartedHub hub;

    @BeforeAll
    static void start() {
        hub = new StartedHub(
                place.resolve("data"),
                Map.of(
                        "hub.switchover.destinations", "province-rest",
                        "hub.switchover.initial", "CITY",
                        "management.endpoint.health.show-details", "always"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void takesAUnitForwardsAndBackByCommand() throws Exception {
        String dossier = hub.newDossier();
        String id = hub.push(dossier, 1, StartedHub.KNOWN_PROCEDURE);
        assertThat(hub.get("/v1/transfers/" + id).statusCode()).isEqualTo(404);
        assertThat(run("status", UNIT).out()).contains(UNIT, "CITY");

        assertThat(run("advance", UNIT, "--to", "HOLDING").code()).isEqualTo(1);
        assertThat(run("advance", UNIT, "--dry-run").out()).contains("CITY could go to REHEARSAL");
        assertThat(run("advance", UNIT).out()).contains("CITY -> REHEARSAL");
        assertThat(run("advance", UNIT, "--within", "4h").out()).contains("REHEARSAL -> HOLDING", "returns by itself");
        String held = hub.push(hub.newDossier(), 1, StartedHub.KNOWN_PROCEDURE);
        assertThat(hub.awaitTransfer(held, "WAITING").at("/hold/name").asText())
                .isEqualTo("switchover-21556-province-rest");
        assertThat(run("advance", UNIT).out()).contains("HOLDING -> BACKFILL");
        hub.awaitTransfer(id, "DELIVERED");
        hub.awaitTransfer(held, "DELIVERED");
        hub.await(
                "/v1/switchovers/" + UNIT, unit -> unit.path("historyUnderWay").asLong() == 0);
        assertThat(run("pause", UNIT).out()).contains("BACKFILL");
        assertThat(run("resume", UNIT).code()).isZero();
        assertThat(run("advance", UNIT).out()).contains("BACKFILL -> PROVINCE");

        assertThat(run("back", UNIT).out()).contains("PROVINCE -> CITY");
        String later = hub.push(dossier, 2, StartedHub.KNOWN_PROCEDURE);
        assertThat(hub.get("/v1/transfers/" + later).statusCode()).isEqualTo(404);
        assertThat(run("held", UNIT).out()).contains(dossier, "1 delivered, 1 owed later", "Dossiers held: 2.");
        assertThat(run("history", UNIT).out().lines().skip(1).map(line -> line.replaceAll(" +", " ")))
                .hasSize(7)
                .first()
                .asString()
                .contains("back PROVINCE CITY Mai a test");
        JsonNode balance = StartedHub.json(hub.get("/v1/balance"));
        assertThat(balance.path("closes").asBoolean()).isTrue();
        assertThat(balance.at("/total/owedLater").asLong()).isEqualTo(1);
        assertThat(StartedHub.json(hub.get("/actuator/health"))
                        .at("/components/switchover/details/" + UNIT)
                        .asText())
                .startsWith("CITY: 1 owed later");
        // Else counted every fifteen seconds, and perhaps last when nothing was owed.
        hub.server().part(HubLifecycle.class).count();
        assertThat(hub.get("/actuator/prometheus").body()).contains("hub_switchover_later{unit=\"21556\"} 1.0");
        JsonNode explained = StartedHub.json(hub.get("/v1/dossiers/" + dossier));
        assertThat(explained.at("/paths/0/came/1/cause").asText()).isEqualTo("owed-later");
        assertThat(explained.at("/paths/0/came/1/why/en").asText()).contains("The unit is in CITY");
    }

    @Test
    void listsWhatCameAlthoughTheUnitIsSettled() throws Exception {
        for (int step = 0; step < 5; step++) {
            assertThat(run("advance", "21562").code()).isZero();
        }
        String dossier = hub.newDossier();
        String id = hub.push(
                StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE).put("unit", "21562"));

        hub.awaitTransfer(id, "DELIVERED");
        assertThat(run("status", "21562").out())
                .contains("Came although 21562 is settled, the first of 1:")
                .contains("  " + dossier + " revision 1 from ");
        assertThat(StartedHub.json(hub.get("/v1/switchovers")).path("units").findValuesAsText("dossierCode"))
                .contains(dossier);
        assertThat(run("status", UNIT).out()).doesNotContain("Came although");
    }

    @Test
    void refusesWhatIsNotMeant() throws Exception {
        assertThat(run("status", "21599").code()).isEqualTo(1);
        Ran steps = run("history", "21599");
        assertThat(steps.code()).isEqualTo(1);
        assertThat(steps.err()).contains("There is no such unit.", "'21599'", "Did you mean");
        assertThat(answer("/v1/switchovers/21583/advance", "\"within\":\"soon\"")
                        .body())
                .contains("invalid-window");
        assertThat(answer("/v1/switchovers/21583/advance", "\"to\":\"CITY\"").body())
                .contains("unknown-state");
        assertThat(answer("/v1/switchovers/21583/advance", "\"unit\":\"1\"").statusCode())
                .isEqualTo(422);
        assertThat(answer("/v1/holds", "\"name\":\"switchover-x\",\"unit\":\"21556\"")
                        .body())
                .contains("reserved-name");
    }

    private static HttpResponse<String> answer(String path, String more) throws Exception {
        return hub.send(path, "application/json", "{\"by\":\"Mai\",\"why\":\"a test\"," + more + "}");
    }

    private static Ran run(String... words) {
        List<String> all = new ArrayList<>(List.of("switchover"));
        all.addAll(List.of(words));
        if (!List.of("status", "history", "held").contains(words[0])) {
            all.addAll(List.of("--by", "Mai", "--why", "a test"));
        }
        all.add("--hub=" + hub.address());
        return Ran.command(all.toArray(String[]::new));
    }
}
