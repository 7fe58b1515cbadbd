package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.app.StartedHub.UNKNOWN_PROCEDURE;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables and mappings that change while the hub works. */
class ReloadIT {
    private static final String TABLE = "mappings/tables/procedures.csv";
    private static final String OTHER_UNKNOWN_PROCEDURE = "9.999997.000.00.00.H08";

    @TempDir
    private Path place;

    @Test
    void whatWaitsUnderACodeGoesOnceTheTableKnowsTheCodeAndIsReloaded() throws Exception {
        Path home = home();
        try (StartedHub hub = new StartedHub(home, place.resolve("data"), Map.of())) {
            String dossier = hub.newDossier();
            String id = hub.push(dossier, 1, UNKNOWN_PROCEDURE);
            String behind = hub.push(dossier, 2, UNKNOWN_PROCEDURE);
            String other = hub.push(hub.newDossier(), 1, OTHER_UNKNOWN_PROCEDURE);
            hub.awaitTransfer(id, "PARKED");
            hub.awaitTransfer(other, "PARKED");
            breaksNothingWithATableThatIsNoTable(hub, home);
            listsTheCodes(hub, dossier);

            append(home, UNKNOWN_PROCEDURE);
            Files.writeString(
                    home.resolve("routes/dossiers-to-echo.camel.yaml"), "# changed\n", StandardOpenOption.APPEND);
            saysBeforehandWhatWouldGo(hub, id, dossier);

            Ran reloaded = Ran.command("reload", "--by", "An", "--hub", hub.address());
            assertThat(reloaded.code()).as(reloaded.err()).isZero();
            assertThat(reloaded.out().lines().skip(4))
                    .containsExactly(
                            "Go on: 1 transfers that waited under a code that the tables know now.",
                            "  procedure:" + UNKNOWN_PROCEDURE + ": 1");
            hub.awaitTransfer(id, "DELIVERED");
            hub.awaitTransfer(behind, "DELIVERED");
            hub.awaitTransfer(other, "PARKED");
            assertThat(Ran.command("explain", dossier, "--hub", hub.address()).out())
                    .contains("An", "procedure:" + UNKNOWN_PROCEDURE + " is in the table now");
            assertThat(StartedHub.json(hub.get("/v1/balance")).path("closes").asBoolean())
                    .isTrue();

            assertThat(Ran.command("reload", "--hub", hub.address()).out()).startsWith("No table and no mapping has");
            tellsTheCityWhatBecameOfItAndNotHowEachAttemptEnded(hub, dossier);
        }
    }

    @Test
    void whatAHoldCoversIsNotSentByAReload() throws Exception {
        Path home = home();
        try (StartedHub hub = new StartedHub(home, place.resolve("data"), Map.of())) {
            String id = hub.push(hub.newDossier(), 1, UNKNOWN_PROCEDURE);
            hub.awaitTransfer(id, "PARKED");
            Ran held = Ran.command(
                    "hold",
                    "not yet",
                    "--unmapped",
                    "procedure:" + UNKNOWN_PROCEDURE,
                    "--by",
                    "An",
                    "--why",
                    "x",
                    "--hub",
                    hub.address());
            assertThat(held.out()).contains("1 parked under the code");
            append(home, UNKNOWN_PROCEDURE);

            assertThat(Ran.command("reload", "--hub", hub.address()).out())
                    .contains("Go on: 1 transfers", "Of these 1 are held; holds says by what.");
            assertThat(hub.awaitTransfer(id, "WAITING").at("/hold/name").asText())
                    .isEqualTo("not yet");
            Ran.command("unhold", "not yet", "--by", "An", "--why", "x", "--hub", hub.address());
            hub.awaitTransfer(id, "DELIVERED");
        }
    }

    private static void saysBeforehandWhatWouldGo(StartedHub hub, String id, String dossier) {
        Ran dry = Ran.command("reload", "--dry-run", "--hub", hub.address());
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out().lines())
                .containsExactly(
                        "Would be in force:",
                        "  " + TABLE + " (lines: 1 new, 0 gone)",
                        "Changed too, and in force only after a restart:",
                        "  routes/dossiers-to-echo.camel.yaml (lines: 1 new, 0 gone)",
                        "Would go on: 1 transfers that waited under a code that the tables know now.",
                        "  procedure:" + UNKNOWN_PROCEDURE + ": 1",
                        "  " + id + "  " + dossier + "  21556  procedure:" + UNKNOWN_PROCEDURE);
        hub.awaitTransfer(id, "PARKED");
    }

    private static void listsTheCodes(StartedHub hub, String dossier) {
        assertThat(Ran.command("unmapped", "--hub", hub.address()).out().lines().skip(1))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("procedure:" + UNKNOWN_PROCEDURE + "  province-rest  1  ")
                        .contains("21556", dossier, "has no counterpart"));
        assertThat(Ran.command("holds", "--hub", hub.address()).out())
                .contains("(unmapped code)", "procedure:" + OTHER_UNKNOWN_PROCEDURE + " to province-rest");
    }

    private static void breaksNothingWithATableThatIsNoTable(StartedHub hub, Path home) throws Exception {
        String before = Files.readString(home.resolve(TABLE));
        Files.writeString(home.resolve(TABLE), "half a line\n", StandardOpenOption.APPEND);
        Ran refused = Ran.command("reload", "--hub", hub.address());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("Tables and mappings are not sound; the ones before stay in force.")
                .contains(TABLE)
                .contains("reload again");
        hub.awaitTransfer(hub.push(hub.newDossier(), 1, StartedHub.KNOWN_PROCEDURE), "DELIVERED");
        Files.writeString(home.resolve(TABLE), before);
    }

    private static void tellsTheCityWhatBecameOfItAndNotHowEachAttemptEnded(StartedHub hub, String dossier)
            throws Exception {
        JsonNode feed = StartedHub.json(hub.get("/v1/outcomes?after=0&limit=1000"));
        List<String> became = Stream.of(feed.path("outcomes"))
                .flatMap(outcomes -> outcomes.findParents("outcome").stream())
                .filter(item -> item.path("dossierCode").asText().equals(dossier))
                .map(item -> item.path("outcome").asText())
                .toList();
        assertThat(became).containsExactly("parked", "released", "delivered", "delivered");
    }

    /** Adds a procedure to the table. Made up. */
    private static void append(Path home, String procedure) throws IOException {
        String line = procedure.substring(0, 8) + "," + procedure + ",9.999998,"
                + "Made-up procedure of a test,Test,G99-GL01,city:TP,WARD,1,working_day,4,KQ.1,yes,fictitious,fictitious\n";
        Files.writeString(home.resolve(TABLE), line, StandardOpenOption.APPEND);
    }

    private Path home() throws IOException {
        Path home = place.resolve("home");
        for (String folder : List.of("routes", "connectors", "mappings")) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(home.resolve(file).getParent());
                    Files.copy(file, home.resolve(file));
                }
            }
        }
        return home;
    }
}
