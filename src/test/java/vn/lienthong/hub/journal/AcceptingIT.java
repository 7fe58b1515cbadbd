package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.vocabulary.TransferState;

class AcceptingIT {
    private static final String PROVINCE = "province-rest";

    @RegisterExtension
    final TestJournal test = TestJournal.fresh();

    @Test
    void carriesARecordFromAcceptanceToDelivery() {
        List<Journal.Ready> ready = new CopyOnWriteArrayList<>();
        Journal journal = test.journal();
        journal.onReady(ready::addAll);
        Acceptance.Receipt receipt = TestJournal.receipt(journal, TestJournal.entry("city", "H1", 1, PROVINCE));
        long id = receipt.transfers().get(0).id();
        TestJournal.eventually(() -> ready.size() == 1);
        assertThat(ready.get(0)).isEqualTo(new Journal.Ready(id, PROVINCE, "21583", null));

        List<Flight> flights = journal.takeOff(PROVINCE, List.of(id)).join();
        assertThat(new String(flights.get(0).content(), StandardCharsets.UTF_8)).contains("\"H1\"");
        assertThat(flights.get(0).acceptedAt()).isEqualTo(TestJournal.START);
        journal.land(TestJournal.delivered(flights.get(0), TestJournal.START)).join();
        assertThat(journal.balance()).containsExactly(new Journal.BalanceRow(PROVINCE, "21583", 1, 1, 0, 0, 0, 0));
        assertThat(journal.recount()).isEqualTo(journal.balance());
    }

    @Test
    void givesTheSameReceiptWhenTheCityRepeatsItself() {
        Acceptance.Receipt first = accept(TestJournal.entry("city", "H1", 1, PROVINCE));
        test.clock().forward(Duration.ofHours(1));
        Acceptance.Receipt again = accept(TestJournal.entry("city", "H1", 1, PROVINCE));
        assertThat(first.repeated()).isFalse();
        assertThat(again.repeated()).isTrue();
        assertThat(again.submissionId()).isEqualTo(first.submissionId());
        assertThat(again.acceptedAt()).isEqualTo(first.acceptedAt());
        assertThat(again.transfers()).isEqualTo(first.transfers());
        assertThat(test.journal().balance())
                .containsExactly(new Journal.BalanceRow(PROVINCE, "21583", 1, 0, 1, 0, 0, 0));
    }

    @Test
    void answersAConflictForTheSameRevisionWithOtherContentAndKeepsTheBytes() {
        accept(TestJournal.entry("city", "H1", 1, PROVINCE));
        Entry other = TestJournal.entry(TestJournal.record("H1", 1, "21583", "other"), "city", null, PROVINCE);
        Acceptance.Conflict conflict =
                (Acceptance.Conflict) test.journal().accept(other).join();
        assertThat(conflict.problem().code()).isEqualTo("revision-with-other-content");
        assertThat(test.journal().content(conflict.keptAs()))
                .get()
                .isEqualTo(other.record().content());
        SubmissionView kept = test.journal().submission(conflict.keptAs()).orElseThrow();
        assertThat(kept.state()).isEqualTo("refused");
        assertThat(kept.problems()).containsExactly(conflict.problem().message());
    }

    @Test
    void refusesADossierUnderAnotherUnit() {
        accept(TestJournal.entry("city", "H1", 1, PROVINCE));
        Entry moved = TestJournal.entry(TestJournal.record("H1", 2, "21556", "content"), "city", null, PROVINCE);
        Acceptance.Conflict conflict =
                (Acceptance.Conflict) test.journal().accept(moved).join();
        assertThat(conflict.problem().code()).isEqualTo("dossier-under-another-unit");
        assertThat(conflict.problem().found()).contains("21556").contains("21583");
    }

    @Test
    void countsRevisionsForEachSourceButKeepsOneOrderForTheDossier() {
        long first = accept(TestJournal.entry("city", "H1", 7, PROVINCE))
                .transfers()
                .get(0)
                .id();
        Entry ward = TestJournal.entry(TestJournal.record("H1", 1, "21583", "of the ward"), "ward", null, PROVINCE);
        Acceptance.Receipt second = accept(ward);

        assertThat(second.repeated()).isFalse();
        assertThat(second.superseded()).isFalse();
        assertThat(test.journal().dossier("H1"))
                .extracting(DossierHistory::source)
                .containsExactly("city", "ward");
        long behind = second.transfers().get(0).id();
        List<Flight> flights =
                test.journal().takeOff(PROVINCE, List.of(first, behind)).join();
        assertThat(flights).extracting(Flight::transferId).containsExactly(first);
        test.journal()
                .land(TestJournal.delivered(flights.get(0), TestJournal.START))
                .join();
        assertThat(test.journal().takeOff(PROVINCE, List.of(behind)).join()).hasSize(1);
        assertThat(accept(ward).repeated()).isTrue();
    }

    @Test
    void refusesADossierOfAnotherSourceUnderAnotherUnit() {
        accept(TestJournal.entry("city", "H1", 1, PROVINCE));
        Entry ward = TestJournal.entry(TestJournal.record("H1", 1, "21556", "of the ward"), "ward", null, PROVINCE);
        Acceptance answer = test.journal().accept(ward).join();
        assertThat(answer).isInstanceOfSatisfying(Acceptance.Conflict.class, conflict -> assertThat(
                        conflict.problem().code())
                .isEqualTo("dossier-under-another-unit"));
        assertThat(test.journal().dossier("H1")).hasSize(2);
    }

    @Test
    void keepsAnOlderRevisionAndNeverSendsIt() {
        accept(TestJournal.entry("city", "H1", 5, PROVINCE));
        Acceptance.Receipt older = accept(TestJournal.entry("city", "H1", 3, PROVINCE));
        assertThat(older.superseded()).isTrue();
        long id = older.transfers().get(0).id();
        assertThat(test.journal().takeOff(PROVINCE, List.of(id)).join()).isEmpty();
        assertThat(test.journal().transfer(id).orElseThrow().state()).isEqualTo(TransferState.SUPERSEDED);
        assertThat(test.journal().balance())
                .containsExactly(new Journal.BalanceRow(PROVINCE, "21583", 2, 0, 1, 0, 0, 1));
        Acceptance.Receipt again = accept(TestJournal.entry("city", "H1", 3, PROVINCE));
        assertThat(again.repeated()).isTrue();
        assertThat(again.superseded()).isTrue();
    }

    /** Everything is asked before the first answer, so nearly all of it meets in one batch. */
    @Test
    void decidesTheSameWayInsideOneBatch() {
        List<Entry> entries = List.of(
                TestJournal.entry("city", "H1", 2, PROVINCE),
                TestJournal.entry("city", "H1", 2, PROVINCE),
                TestJournal.entry("city", "H1", 1, PROVINCE),
                TestJournal.entry(TestJournal.record("H1", 2, "21583", "other"), "city", null, PROVINCE),
                TestJournal.entry(TestJournal.record("H1", 3, "21556", "content"), "city", null, PROVINCE),
                TestJournal.entry("city", "H1", 3, PROVINCE));
        test.journal().accept(TestJournal.entry("city", "filler", 1, PROVINCE));
        List<Acceptance> answers = entries.stream().map(e -> test.journal().accept(e)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
        Acceptance.Receipt first = (Acceptance.Receipt) answers.get(0);
        Acceptance.Receipt repeated = (Acceptance.Receipt) answers.get(1);
        assertThat(repeated.repeated()).isTrue();
        assertThat(repeated.submissionId()).isEqualTo(first.submissionId());
        assertThat(((Acceptance.Receipt) answers.get(2)).superseded()).isTrue();
        assertThat(((Acceptance.Conflict) answers.get(3)).problem().code()).isEqualTo("revision-with-other-content");
        assertThat(((Acceptance.Conflict) answers.get(4)).problem().code()).isEqualTo("dossier-under-another-unit");
        assertThat(stateOf((Acceptance.Receipt) answers.get(5))).isEqualTo(TransferState.WAITING);
        assertThat(stateOf(first)).isEqualTo(TransferState.READY);
    }

    @Test
    void keepsARecordThatIsOwedToNobody() {
        Acceptance.Receipt receipt = accept(TestJournal.entry("city", "H1", 1));
        assertThat(receipt.transfers()).isEmpty();
        assertThat(test.journal().balance()).isEmpty();
        assertThat(test.journal().content(receipt.submissionId())).isPresent();
    }

    @Test
    void owesEachDestinationItsOwnTransfer() {
        Acceptance.Receipt receipt = accept(TestJournal.entry("city", "H1", 1, PROVINCE, "echo"));
        assertThat(receipt.transfers())
                .extracting(Acceptance.OwedTransfer::destination)
                .containsExactly(PROVINCE, "echo");
        assertThat(test.journal().lanesWithBacklog())
                .containsExactly(new Journal.Lane("echo", "21583"), new Journal.Lane(PROVINCE, "21583"));
        long echo = receipt.transfers().get(1).id();
        assertThat(test.journal().takeOff(PROVINCE, List.of(echo)).join()).isEmpty();
        assertThat(test.journal().takeOff("echo", List.of(echo)).join()).hasSize(1);
    }

    @Test
    void refusesTextThatPostgresCannotKeepWithoutHurtingOthers() {
        CompletableFuture<Acceptance> good = test.journal().accept(TestJournal.entry("city", "H1", 1, PROVINCE));
        CompletableFuture<Acceptance> bad = test.journal().accept(TestJournal.entry("city", "H\u00002", 1, PROVINCE));
        assertThatThrownBy(bad::join)
                .hasRootCauseMessage("The field dossierCode cannot be kept as text. Found: U+0000 at character 2."
                        + " Remove that character and send again.");
        assertThat(good.join()).isInstanceOf(Acceptance.Receipt.class);
    }

    @Test
    void writesTheNeighboursOfAnOperationThatTheDatabaseRefuses() {
        test.sql("ALTER TABLE submission ADD CHECK (dossier_code <> 'BAD')");
        List<CompletableFuture<Acceptance>> answers = IntStream.range(0, 40)
                .mapToObj(i -> test.journal().accept(TestJournal.entry("city", i == 20 ? "BAD" : "H" + i, 1, PROVINCE)))
                .toList();
        assertThatThrownBy(answers.get(20)::join).hasMessageContaining("The journal could not write this");
        for (int i = 0; i < 40; i++) {
            if (i != 20) {
                assertThat(answers.get(i).join()).isInstanceOf(Acceptance.Receipt.class);
            }
        }
        assertThat(test.journal().balance())
                .containsExactly(new Journal.BalanceRow(PROVINCE, "21583", 39, 0, 39, 0, 0, 0));
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
    }

    @Test
    void keepsTheBytesOfARefusedSubmission() {
        byte[] bytes = {0, (byte) 0xff, 1, 2};
        long id = test.journal()
                .refuse(new RefusedSubmission(
                        "city",
                        TestJournal.START,
                        "H1\u0000",
                        List.of(TestJournal.problem("a"), TestJournal.problem("b")),
                        bytes))
                .join();
        assertThat(test.journal().content(id)).get().isEqualTo(bytes);
        SubmissionView view = test.journal().submission(id).orElseThrow();
        assertThat(view.problems()).hasSize(2);
        assertThat(view.dossierCode()).isEqualTo("H1\uFFFD");
        assertThat(test.journal().dossier("H1\uFFFD")).hasSize(1);
    }

    @Test
    void keepsOnCountingIdsAboveTheOldOnesWhenTheClockWasSetBack() {
        long before = accept(TestJournal.entry("city", "H1", 1, PROVINCE)).submissionId();
        test.clock().forward(Duration.ofDays(-400));
        assertThat(accept(TestJournal.entry("city", "H2", 1, PROVINCE)).submissionId())
                .isGreaterThan(before);
        test.reopen();
        assertThat(accept(TestJournal.entry("city", "H3", 1, PROVINCE)).submissionId())
                .isGreaterThan(before);
    }

    @Test
    void acceptsAlsoWhenTheClockIsFarAheadOfThePartitions() {
        test.clock().forward(Duration.ofDays(3650));
        long id = accept(TestJournal.entry("city", "H1", 1, PROVINCE))
                .transfers()
                .get(0)
                .id();
        Flight flight = test.journal().takeOff(PROVINCE, List.of(id)).join().get(0);
        test.journal()
                .land(TestJournal.delivered(flight, test.clock().instant()))
                .join();
        test.reopen();
        assertThat(test.journal().transfers(new TransferFilter(null, "H1", null, null, Set.of(), null), null, 10))
                .extracting(TransferView::state)
                .containsExactly(TransferState.DELIVERED);
    }

    private TransferState stateOf(Acceptance.Receipt receipt) {
        return test.journal()
                .transfer(receipt.transfers().get(0).id())
                .orElseThrow()
                .state();
    }

    private Acceptance.Receipt accept(Entry entry) {
        return TestJournal.receipt(test.journal(), entry);
    }
}
