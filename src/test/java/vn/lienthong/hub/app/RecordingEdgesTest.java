package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.difference.Exchanges;
import vn.lienthong.hub.recording.ExchangeFolder;

/** What a tester gets wrong at the edges of a recording, and what is said then. All that is in it is made up. */
class RecordingEdgesTest {
    @TempDir
    private Path place;

    private static void refused(Ran ran, String... words) {
        assertThat(ran.err()).contains(words).contains("  Found: ", "  To do: ").doesNotContain("\tat ");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(2);
    }

    private String recorded() {
        ExchangeFolder.write(
                place.resolve("recorded"),
                Exchanges.of(
                        "000-1",
                        "0000000000001",
                        List.of(Exchanges.leg(
                                "DongBoHoSoMC", "POST /ws HTTP/1.1\r\n\r\n{}", "HTTP/1.1 200\r\n\r\n{}"))));
        return place.resolve("recorded").toString();
    }

    @Test
    void anEmptyFolderIsRefusedBeforeTheProvinceListens() {
        refused(
                Ran.command("province", "--port", "0", "--recordings", place.toString()),
                "There is no recorded exchange.",
                place.toString());
    }

    @Test
    void aReportThatCannotBeWrittenIsToldByItsReason() {
        String recorded = recorded();
        refused(
                Ran.command("diff", recorded, recorded, "--html", place.toString()),
                "The report cannot be written.",
                place + " (a folder)");
        refused(
                Ran.command(
                        "diff",
                        recorded,
                        recorded,
                        "--junit",
                        place.resolve("none/a.xml").toString()),
                "(no folder " + place.resolve("none") + ")");
    }

    @Test
    void whatAReplayThatWasKilledLeftDoesNotStandInTheWayOfTheNextOne() throws IOException {
        Path to = Files.createDirectories(place.resolve("to"));
        Files.createDirectories(to.resolve(".arriving/half"));
        Ran again = Ran.command("replay", recorded(), "--fake", "--to", to.toString());
        assertThat(again.err()).isEmpty();
        assertThat(ExchangeFolder.in(to)).hasSize(1);
        refused(Ran.command("replay", recorded(place), "--fake", "--to", to.toString()), "is not an empty folder");
    }

    private static String recorded(Path place) {
        return place.resolve("recorded").toString();
    }

    @Test
    void twoReplaysIntoOneFolderAreToldSo() {
        try (DemoFolder first = DemoFolder.of("replay", place, false)) {
            assertThat(first.path()).exists();
            assertThatThrownBy(() -> DemoFolder.of("replay", place, false))
                    .hasMessageStartingWith("Another replay is using this folder.");
        }
    }

    @Test
    void aUnitThatNobodyHasIsNotReconciledInSilence() throws IOException {
        Path list = Files.writeString(place.resolve("list.csv"), "code\n");
        refused(
                Ran.command(
                        "reconcile", "--city", list.toString(), "--destination", "province-rest", "--unit", "99999"),
                "There is no unit of this code.",
                "--unit 99999");
    }
}
