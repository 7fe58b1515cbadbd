package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutageIT {
    private static final String ECHO = "echo";

    @RegisterExtension
    final TestJournal test =
            TestJournal.with(Clock.systemUTC(), settings -> settings.withPatience(Duration.ofMillis(500)));

    @Test
    void turnsNewWorkAwayWhileTheDatabaseIsAwayButWritesDownWhatHasHappened() {
        long id = accept("H1");
        Flight flight = test.journal().takeOff(ECHO, List.of(id)).join().get(0);
        test.lockOut();
        CompletableFuture<Void> landing = test.journal().land(TestJournal.delivered(flight, TestJournal.START));
        CompletableFuture<Acceptance> waiting = test.journal().accept(TestJournal.entry("city", "H2", 1, ECHO));
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(() -> test.journal()
                        .accept(TestJournal.entry("city", "H3", 1, ECHO))
                        .join())
                .hasCauseInstanceOf(JournalUnavailable.class);
        assertThat(test.journal().trouble()).contains("database-away");
        assertThat(landing).isNotDone();

        test.letIn();
        landing.join();
        TestJournal.eventually(() -> test.journal().trouble().isEmpty());
        assertThat(test.journal().balance()).containsExactly(new Journal.BalanceRow(ECHO, "21583", 1, 1, 0, 0, 0, 0));
        accept("H2");
    }

    /** The writer is busy with a landing that it must write: whoever comes behind is answered all the same. */
    @Test
    void letsNobodyWaitBehindALandingThatWaitsForTheDatabase() {
        long id = accept("H1");
        Flight flight = test.journal().takeOff(ECHO, List.of(id)).join().get(0);
        test.lockOut();
        CompletableFuture<Void> landing = test.journal().land(TestJournal.delivered(flight, TestJournal.START));
        TestJournal.eventually(() -> test.journal().trouble().isPresent());

        CompletableFuture<Acceptance> behind = test.journal().accept(TestJournal.entry("city", "H2", 1, ECHO));
        CompletableFuture<List<Flight>> alsoBehind = test.journal().takeOff(ECHO, List.of(id));

        assertThatThrownBy(() -> behind.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(() -> alsoBehind.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(JournalUnavailable.class);
        assertThat(landing).isNotDone();
        test.letIn();
        landing.join();
    }

    /** The connection is cut again and again, also in the middle of commits: each answer must be the truth. */
    @Test
    void tellsTheTruthAboutEveryCommitThatTheConnectionWasLostIn() {
        List<CompletableFuture<Acceptance>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 10; j++) {
                answers.add(test.journal().accept(TestJournal.entry("city", "H" + i + "-" + j, 1, ECHO)));
            }
            test.cutConnections();
            CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
                    .handle((all, failure) -> true)
                    .join();
        }
        int accepted = 0;
        for (CompletableFuture<Acceptance> answer : answers) {
            Acceptance.Receipt receipt = (Acceptance.Receipt)
                    answer.handle((a, failure) -> failure == null ? a : null).join();
            if (receipt != null) {
                assertThat(receipt.repeated()).isFalse();
                assertThat(test.journal().submission(receipt.submissionId())).isPresent();
                accepted++;
            }
        }
        assertThat(accepted).isPositive();
        assertThat(test.journal().balance().get(0).accepted()).isEqualTo(accepted);
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
    }

    @Test
    void refusesASecondHubOfTheSameName() {
        assertThatThrownBy(() -> Journal.open(test.pool(), Clock.systemUTC(), JournalSettings.defaults()))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("Give each hub a name of its own in hub.journal.node.");
    }

    @Test
    void letsTwoHubsShareADatabase() {
        try (Journal other = Journal.open(
                test.pool(), Clock.systemUTC(), JournalSettings.defaults().withNode("hub-2"))) {
            long id = accept("H1");
            long second = TestJournal.receipt(other, TestJournal.entry("city", "H1", 2, ECHO))
                    .transfers()
                    .get(0)
                    .id();
            Flight flight = other.takeOff(ECHO, List.of(id)).join().get(0);
            assertThat(test.journal().takeOff(ECHO, List.of(id)).join()).isEmpty();
            assertThat(test.journal().recoverAfterCrash()).isZero();
            List<Journal.Ready> ready = new CopyOnWriteArrayList<>();
            other.onReady(ready::addAll);
            other.land(TestJournal.delivered(flight, TestJournal.START)).join();
            TestJournal.eventually(() -> ready.size() == 1);
            assertThat(ready.get(0).transferId()).isEqualTo(second);
        }
    }

    @Test
    void answersNothingAfterItWasClosed() {
        Journal journal = test.journal();
        test.reopen();
        assertThatThrownBy(() ->
                        journal.accept(TestJournal.entry("city", "H1", 1, ECHO)).join())
                .hasMessageContaining("The journal is closed");
    }

    private long accept(String code) {
        return TestJournal.receipt(test.journal(), TestJournal.entry("city", code, 1, ECHO))
                .transfers()
                .get(0)
                .id();
    }
}
