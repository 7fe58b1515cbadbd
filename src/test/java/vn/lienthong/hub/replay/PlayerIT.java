package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.reference.Reference;

@Timeout(60)
class PlayerIT {
    private static final LocalDate DAY = SampleDay.USUAL_DAY;

    @TempDir
    Path folder;

    private SmallHub hub;

    @BeforeEach
    void starts() throws IOException {
        hub = new SmallHub();
    }

    @AfterEach
    void closes() {
        hub.close();
    }

    private Player.Settings settings() {
        return Player.Settings.to(hub.address()).withPatience(Duration.ofSeconds(20));
    }

    private static Player player(Player.Settings settings) {
        return new Player(settings, Clock.systemUTC());
    }

    private static String record(String code, int revision) {
        return "{\"dossierCode\":\"" + code + "\",\"revision\":" + revision
                + ",\"receivedAt\":\"2019-12-16T08:00:00+07:00\",\"applicant\":{\"name\":\"Người Thử\"}}";
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("day.ndjson"), String.join("\n", lines) + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void keepsTheOrderOfEachDossierOverSeveralConnections(int batch) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int revision = 1; revision <= 20; revision++) {
            for (int dossier = 0; dossier < 20; dossier++) {
                lines.add(record("D-" + dossier, revision));
            }
        }
        PlaySummary summary =
                player(settings().withBatch(batch)).play(file(lines.toArray(new String[0])), progress -> {});

        assertThat(summary.accepted()).isEqualTo(400);
        assertThat(summary.superseded()).isZero();
        assertThat(summary.complete()).isTrue();
        assertThat(hub.size()).isEqualTo(400);
    }

    @Test
    void givesTheSummaryThatASampleDayExpects() throws Exception {
        SampleDay day = SampleDay.of(4, 0.2, DAY, Reference.load(Path.of("mappings/tables")));
        int repeated = 0;
        for (SampleRecord record : day) {
            repeated += record.expected() == SampleRecord.Expected.REPEATED ? 1 : 0;
        }

        PlaySummary summary = player(settings().withBatch(20)).play(day, progress -> {});

        // The small hub knows no NFC: what is only spelt otherwise it takes for a conflict.
        assertThat(summary.taken()).isEqualTo(day.size());
        assertThat(summary.repeated()).isPositive().isLessThanOrEqualTo(repeated);
        assertThat(summary.superseded())
                .isEqualTo((long) day.expected().getOrDefault(SampleRecord.Expected.SUPERSEDED, 0));
        assertThat(summary.complete()).isTrue();
    }

    @Test
    void waitsAsLongAsItIsAskedToAndSendsAgain() throws Exception {
        hub.troubles.addAll(List.of("503!", "429"));
        long start = System.nanoTime();

        PlaySummary summary = player(settings().withConnections(1)).play(file(record("D-1", 1)), progress -> {});

        assertThat(summary.accepted()).isEqualTo(1);
        assertThat(summary.resent()).isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_200));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void sendsAgainWhatGotNoAnswer(int batch) throws Exception {
        hub.troubles.addAll(List.of("0", "500"));

        PlaySummary summary = player(settings().withConnections(1).withBatch(batch))
                .play(file(record("D-1", 1), record("D-1", 2)), progress -> {});

        assertThat(summary.accepted()).isEqualTo(2);
        assertThat(summary.resent()).isPositive();
        assertThat(summary.complete()).isTrue();
    }

    @Test
    void losesPatienceInTheEndAndSaysHowManyAreUnsent() throws Exception {
        hub.close();

        PlaySummary summary = player(settings().withPatience(Duration.ofMillis(500)))
                .play(file(record("D-1", 1), record("D-2", 1)), progress -> {});

        assertThat(summary.unsent()).isEqualTo(2);
        assertThat(summary.complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"401", "404"})
    void stopsWhenEveryRecordWouldFailTheSameWay(String status) throws Exception {
        hub.troubles.add(status);

        PlaySummary summary = player(settings().withConnections(1))
                .play(file(record("D-1", 1), record("D-1", 2), record("D-1", 3)), progress -> {});

        assertThat(summary.stoppedBecause()).contains("Found: HTTP " + status);
        assertThat(summary.accepted()).isZero();
        assertThat(summary.answered() + summary.unsent()).isEqualTo(summary.taken());
    }

    @Test
    void countsRefusalsByTheirReason() throws Exception {
        PlaySummary summary = player(settings())
                .play(
                        file(
                                record("D-1", 1),
                                record("D-1", 1),
                                record("D-1", 1).replace("Thử", "Khác"),
                                "{\"dossierCode\":\"D-2\",\"revision\":1}",
                                "{\"dossierCode\":",
                                ""),
                        progress -> {});

        assertThat(summary.repeated()).isEqualTo(1);
        assertThat(summary.refused())
                .containsEntry("409 revision-conflict", 1L)
                .containsEntry("422 invalid-record", 1L)
                .containsEntry("400 not-json", 1L);
        assertThat(summary.text()).contains("refused 3").contains("422 invalid-record 1");
    }

    @Test
    void showsItsCredential() throws Exception {
        player(settings().withAuthorization(Player.Settings.basic("city", "toy")))
                .play(file(record("D-1", 1)), p -> {});
        player(settings().withAuthorization(Player.Settings.bearer("toy"))).play(file(record("D-1", 2)), p -> {});

        assertThat(hub.authorizations).containsExactly("Basic Y2l0eTp0b3k=", "Bearer toy");
    }

    @Test
    void playsAFolderInTheOrderOfItsNamesAndSkipsTheByteOrderMark() throws Exception {
        Files.writeString(folder.resolve("b.ndjson"), "\uFEFF" + record("D-1", 2) + "\r\n\n");
        Files.write(
                folder.resolve("c.json"), record("D-1", 3).replace(",", ",\n").getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("a.jsonl"), record("D-1", 1));
        Files.writeString(folder.resolve("readme.txt"), "not played");

        PlaySummary summary = player(settings()).play(folder, progress -> {});

        assertThat(summary.accepted()).isEqualTo(3);
        assertThat(summary.superseded()).isZero();
    }

    @Test
    void playsTheTimesOfTheDayFaster() throws Exception {
        String later = record("D-1", 2).replace("08:00:00", "08:30:00");
        long start = System.nanoTime();

        player(settings().withSpeed(3_600)).play(file(record("D-1", 1), later), progress -> {});

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(20));
    }

    @Test
    void reportsProgressUntilTheEnd() throws Exception {
        List<PlaySummary> seen = new ArrayList<>();

        player(settings()).play(file(record("D-1", 1)), seen::add);

        assertThat(seen).isNotEmpty();
        assertThat(seen.get(seen.size() - 1).accepted()).isEqualTo(1);
    }

    @Test
    void saysWhenThereIsNothingToPlay() {
        assertThatThrownBy(() -> player(settings()).play(folder.resolve("none"), p -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no such file or folder");
        assertThatThrownBy(() -> player(settings()).play(folder, p -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no .ndjson, .jsonl or .json file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "127.0.0.1:8080", "/v1"})
    void refusesAnAddressThatIsNone(String address) {
        assertThatThrownBy(() -> Player.Settings.to(URI.create(address.replace("127.0.0.1:8080", "localhost"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Example: http://127.0.0.1:8080");
    }
}
