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

    @TempDir
    private Path place;

    @Test
    void aParkedTransferGoesOnceItsTableIsMendedReloadedAndAPersonReleasesIt() throws Exception {
        Path home = home();
        try (StartedHub hub = new StartedHub(home, place.resolve("data"), Map.of())) {
            String dossier = hub.newDossier();
            String id = hub.push(dossier, 1, UNKNOWN_PROCEDURE);
            hub.awaitTransfer(id, "PARKED");

            breaksNothingWithATableThatIsNoTable(hub, home);

            append(
                    home,
                    UNKNOWN_PROCEDURE.substring(0, 8) + "," + UNKNOWN_PROCEDURE + ",9.999998,"
                            + "Made-up procedure of a test,Test,G99-GL01,city:TP,WARD,1,working_day,4,KQ.1,yes,fictitious,fictitious\n");
            Files.writeString(
                    home.resolve("routes/dossiers-to-echo.camel.yaml"), "# changed\n", StandardOpenOption.APPEND);
            Ran reloaded = Ran.command("reload", "--hub", hub.address());
            assertThat(reloaded.code()).as(reloaded.err()).isZero();
            assertThat(reloaded.out().lines())
                    .containsExactly(
                            "In force now:",
                            "  " + TABLE + " (lines: 1 new, 0 gone)",
                            "Changed too, and in force only after a restart:",
                            "  routes/dossiers-to-echo.camel.yaml (lines: 1 new, 0 gone)");

            Ran released = Ran.command("release", id, "--by", "An", "--why", "table mended", "--hub", hub.address());
            assertThat(released.code()).as(released.err()).isZero();
            hub.awaitTransfer(id, "DELIVERED");

            assertThat(Ran.command("reload", "--hub", hub.address()).out()).startsWith("No table and no mapping has");
            tellsTheCityWhatBecameOfItAndNotHowEachAttemptEnded(hub, dossier);
        }
    }

    private static void breaksNothingWithATableThatIsNoTable(StartedHub hub, Path home) throws Exception {
        String before = Files.readString(home.resolve(TABLE));
        append(home, "half a line\n");
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
        assertThat(became).containsExactly("parked", "released", "delivered");
    }

    private static void append(Path home, String line) throws IOException {
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
