package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.app.StartedHub.KNOWN_PROCEDURE;
import static vn.lienthong.hub.app.StartedHub.UNKNOWN_PROCEDURE;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of the past are mapped again with the mappings of today, over real deliveries. */
class RerunIT {
    private static final String MAPPING = "mappings/dossier-to-province-rest/mapping.jslt";

    @TempDir
    private Path place;

    @Test
    void tellsWhatAChangedMappingAndAMendedTableWouldDoAndSendsNothing() throws Exception {
        Path home = home();
        try (StartedHub hub = new StartedHub(home, place.resolve("data"), Map.of())) {
            String first = hub.newDossier();
            hub.awaitTransfer(hub.push(first, 1, KNOWN_PROCEDURE), "DELIVERED");
            hub.awaitTransfer(hub.push(first, 2, KNOWN_PROCEDURE), "DELIVERED");
            hub.awaitTransfer(hub.push(hub.newDossier(), 1, KNOWN_PROCEDURE), "DELIVERED");
            String parked = hub.newDossier();
            hub.awaitTransfer(hub.push(parked, 1, UNKNOWN_PROCEDURE), "PARKED");
            long requests = hub.province.report().requests();

            Ran same = Ran.command("rerun", "--since", "2020-01-01", "--dry-run", "--hub", hub.address());
            assertThat(same.err()).isEmpty();
            assertThat(same.out())
                    .isEqualTo(
                            "same 3, different 0, now failing 0, no longer failing 0, still failing 1, not sent yet 0, not comparable 0\n");
            assertThat(same.code()).isZero();

            change(home);
            keepsFromGoing(hub);
            Ran reloaded = Ran.command("reload", "--hub", hub.address());
            assertThat(reloaded.code()).as(reloaded.err()).isZero();
            Ran differs = Ran.command("rerun", "--since", "2020-01-01", "--hub", hub.address());
            assertThat(differs.code()).isEqualTo(1);
            assertThat(differs.out().lines())
                    .startsWith(
                            "same 0, different 3, now failing 0, no longer failing 1, still failing 0, not sent yet 0, not comparable 0",
                            "differs: province-rest DongBoHoSoMC /data/*/GhiChu, changed, in 3 transfers")
                    .anyMatch(line -> line.startsWith("  " + first + " revision 1 transfer "))
                    .anyMatch(line -> line.startsWith("  " + parked + " revision 1 transfer "));
            assertThat(differs.out()).doesNotContain("MẪU").contains("{\"GhiChu\":\"(14 characters)\"}");

            JsonNode json =
                    Json.MAPPER.readTree(Ran.command("rerun", "--dossier", first, "--json", "--hub", hub.address())
                            .out());
            assertThat(json.path("counts").path("different").asLong()).isEqualTo(2);
            assertThat(json.path("differences")).hasSize(1);
            assertThat(json.at("/differences/0/examples/0/dossierCode").asText())
                    .isEqualTo(first);
            assertThat(hub.province.report().requests()).isEqualTo(requests);

            failsNow(home, hub);
            refusesWithAProblem(hub);
        }
    }

    /** Else the reload itself would send it, with the table as it is now. */
    private static void keepsFromGoing(StartedHub hub) {
        Ran held = Ran.command(
                "hold",
                "not yet",
                "--unmapped",
                "procedure:" + UNKNOWN_PROCEDURE,
                "--by",
                "An",
                "--why",
                "a test",
                "--hub",
                hub.address());
        assertThat(held.code()).as(held.err()).isZero();
    }

    /** A mapping that refuses every record. */
    private static void failsNow(Path home, StartedHub hub) throws Exception {
        replace(
                home.resolve(MAPPING),
                "\"GhiChu\": text($owner.name)",
                "\"GhiChu\": refuse(\"no-note\", \"No.\", \"a test\", \"Do nothing.\")");
        Path one = home.resolve("mappings/dossier-to-province-rest/cases/no-summary");
        Files.delete(one.resolve("expected.json"));
        Files.writeString(one.resolve("expected-error.txt"), "no-note\nNo.\nFound: a test\nDo nothing.\n");
        Ran reloaded = Ran.command("reload", "--hub", hub.address());
        assertThat(reloaded.code()).as(reloaded.err()).isZero();
        Ran failing = Ran.command("rerun", "--all", "--hub", hub.address());
        assertThat(failing.code()).isEqualTo(1);
        assertThat(failing.out())
                .startsWith("same 0, different 0, now failing 3, no longer failing 0, still failing 1")
                .contains("fails now: province-rest no-note, No., in 3 transfers");
    }

    private static void refusesWithAProblem(StartedHub hub) throws Exception {
        HttpResponse<String> nothing = hub.post("/v1/rerun", Json.object());
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(nothing.body()).contains("\\\"all\\\": true");
        HttpResponse<String> misspelt =
                hub.post("/v1/rerun", Json.object().put("all", true).put("dryrun", true));
        assertThat(misspelt.statusCode()).isEqualTo(422);
        assertThat(misspelt.body()).contains("does not know this name");
        assertThat(hub.send("/v1/rerun", "application/json", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesARerunOfNothingInParticular() {
        Ran ran = Ran.command("rerun", "--hub", "http://127.0.0.1:9");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("either a filter or --all");
    }

    /** A note that says who the owner is, and a procedure that was not known. */
    private static void change(Path home) throws IOException {
        Path mapping = home.resolve("mappings/dossier-to-province-rest");
        replace(home.resolve(MAPPING), "\"GhiChu\": \"\"", "\"GhiChu\": text($owner.name)");
        replace(
                mapping.resolve("cases/no-summary/expected.json"),
                "\"GhiChu\" : \"\"",
                "\"GhiChu\" : \"Nguyễn Thị Thử Nghiệm\"");
        Files.writeString(
                home.resolve("mappings/tables/procedures.csv"),
                UNKNOWN_PROCEDURE.substring(0, 8) + "," + UNKNOWN_PROCEDURE + ",9.999998,"
                        + "Made-up procedure of a test,Test,G99-GL01,city:TP,WARD,1,working_day,4,KQ.1,yes,fictitious,fictitious\n",
                StandardOpenOption.APPEND);
    }

    private static void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    /** Of the cases one, whose expectations can be changed with the mapping. */
    private Path home() throws IOException {
        Path home = place.resolve("home");
        Path cases = Path.of("mappings/dossier-to-province-rest/cases");
        for (String folder : List.of("routes", "connectors", "mappings")) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    if (!file.startsWith(cases) || file.startsWith(cases.resolve("no-summary"))) {
                        Files.createDirectories(home.resolve(file).getParent());
                        Files.copy(file, home.resolve(file));
                    }
                }
            }
        }
        return home;
    }
}
