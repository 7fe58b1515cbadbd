package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** The book of pulled messages forgets what nobody asks it for any more; what must be known of it is known all the same. */
class RetentionOfPulledIT extends RetentionBed {
    private static final String SOURCE = "inbox";
    private static final Duration OVER = MONTH.plusSeconds(1);

    private record Taken(long submission, long transfer) {}

    private Taken accept(String code, int revision) {
        Acceptance.Receipt receipt =
                TestJournal.receipt(test.journal(), TestJournal.entry(SOURCE, code, revision, PROVINCE));
        return new Taken(receipt.submissionId(), receipt.transfers().get(0).id());
    }

    private static PullBook.Message message(String number) {
        return new PullBook.Message(number, bytes("sum of " + number));
    }

    private void came(String number, Instant at, @Nullable Long submission, @Nullable Long refused) {
        test.journal()
                .pulls()
                .write(SOURCE, at, List.of(new PullBook.Became(message(number), "ward", submission, refused)), null);
    }

    private void told(String number, String word) {
        test.journal()
                .pulls()
                .acknowledged(
                        SOURCE, at(Duration.ZERO), List.of(new PullBook.Acknowledged(message(number), word, "taken")));
    }

    private List<PullBook.Revision> revisions(String code) {
        return test.journal().pulls().revisions(SOURCE, List.of(code));
    }

    private Retention.Pass drop(Duration later) {
        return pass(RetentionSettings.Action.DROP, later);
    }

    @Test
    void forgetsWhatTheSourceWasToldOfWhenTheBodyIsGoneAndKnowsThatItWasTold() {
        Taken taken = accept("H1", 1);
        came("1", at(Duration.ZERO), taken.submission(), null);
        told("1", "done");
        deliver(taken.transfer());
        assertThat(drop(MONTH.minusSeconds(1)).messages()).isZero();

        assertThat(drop(OVER).messages()).isEqualTo(1);

        assertThat(test.count("pulled")).isZero();
        assertThat(revisions("H1"))
                .as("what it says again after something newer is a change back")
                .singleElement()
                .satisfies(revision -> assertThat(revision.acknowledged()).isTrue());
        assertThat(drop(OVER).messages()).isZero();
        assertSound();
    }

    @Test
    void keepsWhatTheSourceWasNeverToldOf() {
        Taken taken = accept("H1", 1);
        came("1", at(Duration.ZERO), taken.submission(), null);
        deliver(taken.transfer());

        assertThat(drop(Duration.ofDays(4_000))).satisfies(pass -> {
            assertThat(pass.blocks()).isEqualTo(2);
            assertThat(pass.messages()).isZero();
        });
        assertThat(test.journal().pulls().known(SOURCE, List.of(message("1")))).hasSize(1);
        assertThat(revisions("H1")).singleElement().satisfies(revision -> assertThat(revision.acknowledged())
                .isFalse());
    }

    @Test
    void keepsWhatIsNotAtItsEndAndWhatTheSourceStillGives() {
        Taken parked = accept("H1", 1);
        came("1", at(Duration.ZERO), parked.submission(), null);
        told("1", "done");
        land(parked.transfer(), new Outcome.Rejected(TestJournal.problem("bad")), TransferState.PARKED);
        Taken given = accept("H2", 1);
        came("2", at(Duration.ZERO), given.submission(), null);
        told("2", "done");
        came("2", at(Duration.ofDays(20)), given.submission(), null);
        deliver(given.transfer());

        assertThat(drop(OVER).messages()).isZero();
        assertThat(drop(Duration.ofDays(51)).messages())
                .as("not given any more")
                .isEqualTo(1);
        assertThat(test.journal().pulls().known(SOURCE, List.of(message("1")))).hasSize(1);
    }

    @Test
    void keepsAMessageThatCameAsSeveralRevisionsUntilAllOfThemAreOver() {
        Taken first = accept("H1", 1);
        came("1", at(Duration.ZERO), first.submission(), null);
        told("1", "done");
        deliver(first.transfer());
        deliver(accept("H1", 2).transfer());
        Taken back = accept("H1", 3);
        came("1", at(Duration.ZERO), back.submission(), null);
        told("1", "done");

        assertThat(drop(OVER).messages()).as("the last is not sent yet").isZero();
        deliver(back.transfer());
        assertThat(drop(OVER).messages()).isEqualTo(1);
        assertThat(revisions("H1")).allMatch(PullBook.Revision::acknowledged);
    }

    @Test
    void forgetsMoreThanAStepAndWhatWasRefused() {
        List<Long> kept = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            kept.add(test.journal()
                    .refuse(new RefusedSubmission(
                            SOURCE, TestJournal.START, "" + i, List.of(TestJournal.problem("bad")), bytes("no record")))
                    .join());
        }
        for (int page = 0; page < 3; page++) {
            List<PullBook.Became> became = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                became.add(new PullBook.Became(message(page + "-" + i), "ward", null, kept.get(page)));
            }
            test.journal().pulls().write(SOURCE, at(Duration.ofMillis(page)), became, null);
        }
        test.sql("UPDATE pulled SET acknowledged = 'failed', acknowledged_at = first_at");

        assertThat(drop(MONTH.minusSeconds(1)).messages()).isZero();
        assertThat(drop(OVER).messages()).isEqualTo(1_200);
        assertThat(test.count("refused")).isEqualTo(3);
        assertSound();
    }

    @Test
    void doesNotWalkThroughRecordsThatAreKeptForEverToForgetWhatWasRefused() {
        Taken taken = accept("H1", 1);
        long kept = test.journal()
                .refuse(new RefusedSubmission(
                        SOURCE, TestJournal.START, "bad", List.of(TestJournal.problem("bad")), bytes("no record")))
                .join();
        forgetting(() -> {});
        AtomicInteger nothingToDo = new AtomicInteger();
        forgetting(nothingToDo::incrementAndGet);
        came("good", at(Duration.ZERO), taken.submission(), null);
        test.sql(
                """
                INSERT INTO pulled (source, message, fingerprint, place, node, first_at, last_at, times, submission)
                SELECT source, message || i, fingerprint, place, node, first_at, last_at + i * interval '1 millisecond' / 4, times, submission
                FROM pulled, generate_series(1, 1999) AS i
                """);
        came("bad", at(Duration.ofMillis(600)), null, kept);
        test.sql("UPDATE pulled SET acknowledged = 'done', acknowledged_at = first_at");

        AtomicInteger steps = new AtomicInteger();
        assertThat(forgetting(steps::incrementAndGet).messages()).isEqualTo(1);

        assertThat(steps).as("one step more than without any").hasValue(nothingToDo.get() + 1);
        assertThat(test.count("pulled")).isEqualTo(2_000);
    }

    /** A pass of who keeps what was refused for a month, and records for ever; tells of each step. */
    private Retention.Pass forgetting(Runnable step) {
        RetentionSettings settings = new RetentionSettings(
                Duration.ofDays(4_000), MONTH, RetentionSettings.Action.DROP, folder.resolve("archive"), 0);
        return test.journal().retention().run(settings, at(OVER), () -> {
            step.run();
            return true;
        });
    }

    @Test
    void tellsInTheArchiveByWhichMessageABodyCame() throws IOException {
        Taken taken = accept("H1", 1);
        came("4711", at(Duration.ZERO), taken.submission(), null);
        told("4711", "done");
        deliver(taken.transfer());
        long kept = test.journal()
                .refuse(new RefusedSubmission(
                        SOURCE, TestJournal.START, "4712", List.of(TestJournal.problem("bad")), bytes("no record")))
                .join();
        came("4712", at(Duration.ZERO), null, kept);

        pass(RetentionSettings.Action.ARCHIVE, OVER);

        List<JsonNode> lines = new ArrayList<>();
        archives().get(0).lines(lines::add);
        assertThat(lines)
                .filteredOn(line -> line.has("pulled"))
                .extracting(line -> line.path("kind").asText() + " "
                        + line.at("/pulled/0/message").asText() + " "
                        + line.at("/pulled/0/told").asText("-") + " "
                        + line.at("/pulled/0/firstAt").asText().substring(0, 11))
                .containsExactlyInAnyOrder("submission 4711 done 2026-03-02T", "refused 4712 - 2026-03-02T");
    }
}
