package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** Bodies whose time is over leave the journal; everything else about them stays, and so do all other bodies. */
class RetentionIT extends RetentionBed {
    @Test
    void dropsWhatHasEndedAndSaysSo() {
        long id = accept("H1");
        deliver(id);
        assertThat(pass(RetentionSettings.Action.DROP, MONTH.minusSeconds(1)).blocks())
                .isZero();

        Retention.Pass pass = pass(RetentionSettings.Action.DROP, MONTH.plusSeconds(1));

        assertThat(pass.blocks()).isEqualTo(2);
        assertThat(pass.bytes()).isPositive();
        assertThat(test.journal().retention().oldestBody()).isNull();
        DossierHistory history = test.journal().dossier("H1").get(0);
        assertThat(history.submissions()).hasSize(1);
        assertThat(history.events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo("delivered");
            assertThat(event.unreadable())
                    .startsWith("the body was dropped on 2026-03-02T")
                    .endsWith(" by retention");
        });
        long submission = history.submissions().get(0).id();
        assertThat(test.journal().retention().gone(List.of(submission)).get(submission))
                .contains("was dropped on");
        assertThat(TestJournal.receipt(test.journal(), entry("H1")).repeated()).isTrue();
        assertSound();
    }

    @Test
    void archivesBeforeItTakesAway() throws IOException {
        deliver(accept("H1"));
        test.journal()
                .refuse(new RefusedSubmission(
                        "city", TestJournal.START, "H2", List.of(TestJournal.problem("bad")), bytes("not a record")))
                .join();

        Retention.Pass pass = pass(RetentionSettings.Action.ARCHIVE, MONTH.plusSeconds(1));

        assertThat(pass.archives()).isEqualTo(1);
        assertThat(pass.failure()).isNull();
        ArchiveFile file = archives().get(0);
        assertThat(file.noted()).isEqualTo(file.checksum());
        List<JsonNode> lines = lines(file);
        assertThat(lines)
                .extracting(line -> line.path("kind").asText() + " "
                        + line.path("dossierCode").asText())
                .containsExactlyInAnyOrder("submission H1", "attempt H1", "refused H2");
        for (JsonNode line : lines) {
            byte[] body = ArchiveFile.body(line, key());
            switch (line.path("kind").asText()) {
                case "submission" ->
                    assertThat(body).isEqualTo(entry("H1").record().content());
                case "attempt" ->
                    assertThat(ArchiveFile.exchanges(body).get(0).answered()).isEqualTo(bytes("taken"));
                default -> assertThat(body).isEqualTo(bytes("not a record"));
            }
        }
        assertThat(new String(Files.readAllBytes(file.file()), StandardCharsets.ISO_8859_1))
                .doesNotContain("content");
        assertThat(folder.resolve("archive/manifest.ndjson")).content().contains(file.checksum());
        assertThat(test.journal().dossier("H1").get(0).events().get(0).unreadable())
                .startsWith("the body was archived to " + file.file().getFileName() + " on 2026-03-02T");
        assertSound();
        Files.write(file.file(), bytes("x"), java.nio.file.StandardOpenOption.APPEND);
        assertThat(verify().findings()).singleElement().satisfies(one -> assertThat(one.text())
                .startsWith("archive bodies-2026-03-"));
    }

    @Test
    void keepsABlockInWhichSomethingHasNotEnded() {
        List<Long> together = acceptTogether("H1", "H2", "H3");
        deliver(together.get(0));
        park(together.get(1));
        deliver(together.get(2));

        // Goes: the first one, and what was said about three of them. Stays: the block of the three, and what was said
        // of the parked one.
        Retention.Pass pass = pass(RetentionSettings.Action.DROP, Duration.ofDays(4_000));

        assertThat(pass.kept()).isEqualTo(2);
        assertThat(pass.blocks()).isEqualTo(4);
        test.journal()
                .release(TransferFilter.only(together.get(1)), new Journal.By("Hoa (made up)", "a test"), false)
                .join();
        Flight flight = takeOff(together.get(1));
        assertThat(flight.content()).isEqualTo(entry("H2").record().content());
        test.journal()
                .land(TestJournal.delivered(flight, test.clock().instant()))
                .join();
        assertThat(pass(RetentionSettings.Action.DROP, Duration.ofDays(4_000)).blocks())
                .isEqualTo(2);
        assertSound();
    }

    @Test
    void keepsABlockThatHoldsSomethingNobodyKnowsOf() {
        acceptTogether("H1", "H2").forEach(this::deliver);
        test.sql("DELETE FROM submission WHERE dossier_code = 'H2'");

        Retention.Pass pass = pass(RetentionSettings.Action.DROP, MONTH.plusSeconds(1));

        assertThat(pass.unreadable()).isEqualTo(1);
        assertThat(test.journal().retention().oldestBody()).isNotNull();
    }

    @Test
    void losesNothingWhenItIsKilledBetweenTheArchiveAndTheEnd() throws IOException {
        deliver(accept("H1"));
        // The journal cannot write down that the bodies go: as if the hub had died there.
        test.sql("ALTER TABLE retired_block ADD CONSTRAINT dead CHECK (false) NOT VALID");
        Retention.Pass killed = pass(RetentionSettings.Action.ARCHIVE, MONTH.plusSeconds(1));
        assertThat(killed.failure()).isNotNull();
        assertThat(killed.blocks()).isZero();
        assertThat(test.journal().retention().last()).satisfies(kept -> assertThat(kept.failure())
                .as("archives could be written")
                .isNull());
        test.sql("ALTER TABLE retired_block DROP CONSTRAINT dead");
        assertThat(archives()).hasSize(1);
        Files.write(folder.resolve("archive/left.ndjson.zst.part"), bytes("half"));

        Retention.Pass again = pass(RetentionSettings.Action.ARCHIVE, MONTH.plusSeconds(1));

        assertThat(again.blocks()).isEqualTo(2);
        assertThat(archives()).hasSize(2);
        for (ArchiveFile file : archives()) {
            assertThat(lines(file)).hasSize(2);
        }
        try (Stream<Path> files = Files.list(folder.resolve("archive"))) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
        assertSound();
    }

    @Test
    void takesAwayWhatWasWrittenDownAsGoneBeforeItWasKilled() {
        deliver(accept("H1"));
        test.sql("CREATE TABLE aside AS SELECT * FROM payload_block");
        pass(RetentionSettings.Action.DROP, MONTH.plusSeconds(1));
        test.sql("INSERT INTO payload_block SELECT * FROM aside");

        assertThat(pass(RetentionSettings.Action.DROP, MONTH.plusSeconds(1)).blocks())
                .isEqualTo(2);
        assertSound();
    }

    @Test
    void stopsArchivingWithoutRoomAndTakesNothingAway() {
        long id = accept("H1");
        deliver(id);
        RetentionSettings greedy = new RetentionSettings(
                MONTH, MONTH, RetentionSettings.Action.ARCHIVE, folder.resolve("archive"), Long.MAX_VALUE);

        Retention.Pass pass = test.journal().retention().run(greedy, at(MONTH.plusSeconds(1)), () -> true);

        assertThat(pass.failure()).contains("the archive cannot be written to").contains("MB left");
        assertThat(test.journal().retention().last()).isEqualTo(pass);
        assertThat(pass.blocks()).isZero();
        assertThat(test.journal().dossier("H1").get(0).events().get(0).exchanges())
                .hasSize(1);
    }

    @Test
    void dropsWholeMonthsThatAreEmpty() {
        deliver(accept("H1"));

        assertThat(pass(RetentionSettings.Action.DROP, Duration.ofDays(40)).partitions())
                .isEqualTo(1);
        assertThat(pass(RetentionSettings.Action.DROP, Duration.ofDays(40)).partitions())
                .isZero();
        accept("H2");
        assertSound();
    }

    @Test
    void leavesItToTheNodeThatIsAtItAlready() {
        deliver(accept("H1"));
        try (Journal other = Journal.open(
                test.pool(),
                test.clock(),
                JournalSettings.defaults().withNode("hub-2").encryptedWith(key()))) {
            List<Retention.Pass> seen = new ArrayList<>();
            RetentionSettings settings = settings(RetentionSettings.Action.DROP);
            test.journal().retention().run(settings, at(MONTH.plusSeconds(1)), () -> {
                seen.add(other.retention().run(settings, at(MONTH.plusSeconds(1)), () -> true));
                return seen.size() < 2;
            });
            assertThat(seen).isNotEmpty().allMatch(Retention.Pass::elsewhere);
            assertThat(verify().findings()).isEmpty();
        }
    }

    @Test
    void goesOnWhileRecordsComeAndGo() throws IOException {
        List<Long> old =
                acceptTogether(IntStream.range(0, 80).mapToObj(i -> "OLD" + i).toArray(String[]::new));
        old.forEach(this::deliver);
        test.clock().forward(MONTH.plusDays(1));
        AtomicInteger delivered = new AtomicInteger();
        CompletableFuture<Void> busy = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 60; i++) {
                deliver(accept("NEW" + i));
                delivered.incrementAndGet();
            }
        });

        Retention.Pass pass = pass(RetentionSettings.Action.ARCHIVE, Duration.ZERO);

        busy.join();
        assertThat(delivered).hasValue(60);
        assertThat(pass.failure()).isNull();
        assertThat(pass.kept()).isZero();
        int archived = 0;
        for (ArchiveFile file : archives()) {
            archived += lines(file).size();
        }
        assertThat(archived).isEqualTo(162);
        assertThat(test.journal().dossier("NEW59").get(0).events().get(0).exchanges())
                .hasSize(1);
        assertSound();
    }

    private static List<JsonNode> lines(ArchiveFile file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        file.lines(lines::add);
        return lines;
    }

    /** In one batch, so that they stand in one block: the writer is held up until all of them wait. */
    private List<Long> acceptTogether(String... codes) {
        List<CompletableFuture<Acceptance>> asked = new ArrayList<>();
        CompletableFuture<Acceptance> first;
        try (Connection holding = test.pool().getConnection()) {
            holding.setAutoCommit(false);
            holding.createStatement().execute("LOCK TABLE submission IN SHARE MODE");
            first = test.journal().accept(entry("FIRST" + codes[0]));
            TestJournal.eventually(() -> test.count("pg_locks WHERE NOT granted") > 0);
            for (String code : codes) {
                asked.add(test.journal().accept(entry(code)));
            }
            holding.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        deliver(id(first));
        return asked.stream().map(RetentionIT::id).toList();
    }

    private static long id(CompletableFuture<Acceptance> accepted) {
        return ((Acceptance.Receipt) accepted.join()).transfers().get(0).id();
    }

    private void park(long id) {
        land(id, new Outcome.Rejected(TestJournal.problem("bad")), TransferState.PARKED);
    }
}
