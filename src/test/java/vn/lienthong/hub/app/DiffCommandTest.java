package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.difference.Exchanges;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.RecordedExchange.Ignored;

/** Two recordings of the same, held against each other by a person or a pipeline. All that is in them is made up. */
class DiffCommandTest {
    private static final String SAID = "HTTP/1.1 200\r\nContent-Type: application/json\r\n\r\n";

    @TempDir
    private Path place;

    private String left;
    private String right;

    @BeforeEach
    void paths() {
        left = place.resolve("left").toString();
        right = place.resolve("right").toString();
    }

    /** The folder of the right has another name, as when it was recorded again. */
    private void recorded(String dossier, String before, String after, Ignored... ignore) {
        write(left, dossier, "0000000000001", before, ignore);
        write(right, dossier, "0000000000002", after);
    }

    private static void write(String to, String dossier, String transfer, String body, Ignored... ignore) {
        String asked = "POST /ws HTTP/1.1\r\n\r\n<a/>";
        ExchangeFolder.write(
                Path.of(to),
                Exchanges.of(dossier, transfer, List.of(Exchanges.leg("DongBoHoSoMC", asked, SAID + body)), ignore));
    }

    @Test
    void endsWithZeroWhereOnlyTheWritingDiffersAndWhatIsIgnoredIsShown() {
        Ignored time = new Ignored("answer:/luc", "the time of the call");
        recorded("000-1", "{\"luc\":1,\"so\":1}", "{ \"so\":1.0, \"luc\":2 }", time);

        Ran ran = Ran.command("diff", left, right);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .containsSubsequence(
                        "Ignored: answer:/luc: 1 difference, the time of the call", "1 exchange: 1 the same");
        assertThat(ran.code()).isZero();
    }

    @Test
    void endsWithOneAndWritesAllReportsWhereSomethingDiffers() throws IOException {
        recorded("000-1", "{\"so\":1}", "{\"so\":2}");
        write(left, "000-2", "0000000000003", "{}");
        Path html = place.resolve("differences.html");
        Path junit = place.resolve("TEST-differences.xml");

        Ran ran = Ran.command(
                "diff", left, right, "--html", html.toString(), "--junit", junit.toString(), "--width", "80");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("1 DongBoHoSoMC answer value /so", "    1                                    │ 2")
                .contains(
                        "exchange missing /(exchange)",
                        "2 exchanges: 0 the same, 1 with differences, 1 on one side only");
        assertThat(Files.readString(html)).contains("<!DOCTYPE html>", "\"1\",\"2\"]");
        assertThat(Files.readString(junit)).contains("tests=\"2\" failures=\"2\"");
        assertThat(Json.MAPPER
                        .readTree(Ran.command("diff", left, right, "--json").out())
                        .at("/counts/differences")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsSaidInThreePartsAndTheResultIsShownAllTheSame() {
        recorded("000-1", "{\"so\":1}", "{\"so\":2}");
        Ran ran = Ran.command("diff", left, right, "--html", "/dev/full");
        assertThat(ran.out()).contains("1 exchange: 0 the same, 1 with differences");
        assertThat(ran.err())
                .startsWith("The report cannot be written.")
                .contains("  Found: /dev/full (No space left on device)", "  To do: Make room");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void whatIsProposedCountsOnlyWithAReason() throws IOException {
        recorded("000-1", "{\"luc\":\"2026-11-26T08:00\"}", "{\"luc\":\"2026-11-26T09:00\"}");
        Ran proposed = Ran.command("diff", "propose", left, right);
        assertThat(proposed.code()).isZero();
        assertThat(proposed.out()).contains("(both look like a time)", "where: \"answer:/luc\"");

        Path file = Files.writeString(place.resolve("mine.yaml"), proposed.out());
        Ran refused = Ran.command("diff", left, right, "--ignore", file.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("A difference is not ignored without a reason.", "Found: no why for answer:/luc in " + file);

        String given = proposed.out().replace("why: \"\"", "why: the time of the call");
        Files.writeString(Path.of(left).resolve("ignore.yaml"), given);
        Ran done = Ran.command("diff", left, right);
        assertThat(done.out()).contains("Ignored: answer:/luc: 1 difference, the time of the call");
        assertThat(done.code()).isZero();
    }

    @Test
    void wrongUseEndsWithTwoAndNamesTheCure() {
        write(left, "000-1", "0000000000001", "{}");
        assertThat(Ran.command("diff", left).err()).contains("fewer than two folders");
        Ran nothing = Ran.command("diff", left, right);
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("There is no recorded exchange.", right);
        write(right, "000-1", "0000000000001", "{}");
        Ran nowhere = Ran.command("diff", left, right, "--html", place + "/no/such/page.html");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("The report cannot be written.");
        Ran spoilt = Ran.command("diff", left, right, "--ignore", place + "/none.yaml");
        assertThat(spoilt.err()).contains("The file of what to ignore cannot be read.");
    }
}
