package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.app.StartedHub.KNOWN_PROCEDURE;
import static vn.lienthong.hub.app.StartedHub.UNKNOWN_PROCEDURE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acts by filter and resends, as a person types and a program sends them. */
class BulkActsApiIT {
    @TempDir
    private Path data;

    @Test
    void actsOnWhatAFilterMeansAndTellsFirstWhatItWouldDo() throws Exception {
        try (StartedHub hub = new StartedHub(data, Map.of())) {
            for (int dossier = 0; dossier < 12; dossier++) {
                hub.awaitTransfer(hub.push(hub.newDossier(), 1, UNKNOWN_PROCEDURE), "PARKED");
            }
            String known = hub.newDossier();
            String first = hub.push(known, 1, KNOWN_PROCEDURE);
            hub.awaitTransfer(first, "DELIVERED");

            findsByProblem(hub);
            dryRunsAndCancels(hub);
            refusesAnActOnNothingInParticular(hub);
            resends(hub, known, first);
            assertThat(StartedHub.json(hub.get("/v1/balance")).path("closes").asBoolean())
                    .isTrue();
        }
    }

    private static void findsByProblem(StartedHub hub) throws Exception {
        for (String filter : new String[] {
            "problem=unmapped-procedure",
            "row=mapping/unmapped-procedure",
            "procedure=" + UNKNOWN_PROCEDURE,
            "unmapped=procedure:" + UNKNOWN_PROCEDURE
        }) {
            JsonNode found = StartedHub.json(hub.get("/v1/transfers?" + filter));
            assertThat(found.path("transfers")).as(filter).hasSize(12);
            assertThat(found.at("/transfers/0/problemCode").asText()).isEqualTo("unmapped-procedure");
        }
        assertThat(StartedHub.json(hub.get("/v1/transfers?until=2020-01-01")).path("transfers"))
                .isEmpty();
        assertThat(Ran.command("transfers", "--problem", "unmapped-procedure", "--hub", hub.address())
                        .out()
                        .lines())
                .hasSize(13);
    }

    private static void dryRunsAndCancels(StartedHub hub) {
        String[] command = {
            "cancel", "--problem", "unmapped-procedure", "--by", "An", "--why", "a mistake", "--hub", hub.address()
        };
        String[] dry = java.util.Arrays.copyOf(command, command.length + 1);
        dry[command.length] = "--dry-run";
        Ran would = Ran.command(dry);
        assertThat(would.code()).as(would.err()).isZero();
        assertThat(would.out().lines()).hasSize(13).contains("and 2 more", "would move 12 that are PARKED");
        assertThat(would.out()).endsWith("Would change 12, refused 0.\n");
        assertThat(Ran.command(command).out()).endsWith("Changed 12, refused 0.\n");
        assertThat(Ran.command(command).out()).isEqualTo("Changed 0, refused 0.\n");
    }

    private static void refusesAnActOnNothingInParticular(StartedHub hub) throws Exception {
        ObjectNode act = Json.object().put("by", "An").put("why", "a test");
        HttpResponse<String> refused = hub.post("/v1/transfers/release", act);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\\\"all\\\": true").contains("unmapped");
        assertThat(hub.post("/v1/transfers/release", act.put("all", true)).statusCode())
                .isEqualTo(200);
        act.putObject("filter").put("unit", "21556");
        assertThat(hub.post("/v1/transfers/release", act).statusCode()).isEqualTo(422);
        act.remove("all");
        assertThat(hub.post("/v1/transfers/release", act.put("from", "create")).statusCode())
                .isEqualTo(422);
        Ran both =
                Ran.command("release", "--all", "--unit", "21556", "--by", "An", "--why", "w", "--hub", hub.address());
        assertThat(both.code()).isEqualTo(2);
    }

    private static void resends(StartedHub hub, String dossier, String first) throws Exception {
        Ran done = Ran.command(
                "resend",
                first,
                "--from-step",
                "1",
                "--by",
                "An",
                "--why",
                "lost there",
                "--json",
                "--hub",
                hub.address());
        assertThat(done.code()).as(done.err()).isZero();
        String again = Json.MAPPER.readTree(done.out()).path("resentAs").asText();
        hub.awaitTransfer(again, "DELIVERED");
        assertThat(hub.province.report().repeatedSteps()).isEqualTo(1);
        Ran explained = Ran.command("explain", dossier, "--hub", hub.address());
        assertThat(explained.out())
                .contains("resent")
                .contains("once more, from step")
                .contains(again);

        Ran twice = Ran.command(
                "resend", first, "--from-step", "1", "--by", "An", "--why", "lost there", "--hub", hub.address());
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.err()).contains("for this very reason already");
        hub.awaitTransfer(hub.push(dossier, 2, KNOWN_PROCEDURE), "DELIVERED");
        ObjectNode act = Json.object().put("by", "An").put("why", "to be sure");
        HttpResponse<String> older = hub.post("/v1/transfers/" + again + "/resend", act);
        assertThat(older.statusCode()).isEqualTo(409);
        assertThat(older.body()).contains("never goes over it").contains("revision 1");
        act.putObject("filter").put("dossier", dossier);
        JsonNode bulk = StartedHub.json(hub.post("/v1/transfers/resend", act.put("dryRun", true)));
        assertThat(bulk.path("count").asLong()).isEqualTo(1);
        assertThat(bulk.path("refused").asLong()).isEqualTo(2);
        assertThat(bulk.at("/refusals/0/transfers")).hasSize(2);
        assertThat(hub.post("/v1/transfers/resend", act.put("from", "step")).statusCode())
                .isEqualTo(422);
    }
}
