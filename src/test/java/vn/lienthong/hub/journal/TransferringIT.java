package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

class TransferringIT extends ProvinceLane {
    private final List<Journal.Ready> announced = java.util.Collections.synchronizedList(new ArrayList<>());

    @Test
    void makesTheNextTransferOfADossierReadyWithTheCommitThatEndsTheOneBefore() {
        test.journal().onReady(announced::addAll);
        long first = accept("H1", 1);
        long second = accept("H1", 2);
        long third = accept("H1", 3);
        assertThat(states(first, second, third))
                .containsExactly(TransferState.READY, TransferState.WAITING, TransferState.WAITING);
        assertThat(takeOff(second)).isEmpty();
        Flight flight = takeOff(first).get(0);
        assertThat(flight.held()).isEqualTo(Held.NOTHING);
        test.journal()
                .land(landing(flight, new Outcome.Delivered("R1"), TransferState.DELIVERED, null, held("R1", "a", "b")))
                .join();
        assertThat(states(first, second, third))
                .containsExactly(TransferState.DELIVERED, TransferState.READY, TransferState.WAITING);
        TestJournal.eventually(() -> announced.size() == 2);
        assertThat(announced).extracting(Journal.Ready::transferId).containsExactly(first, second);
        assertThat(takeOff(second).get(0).held()).isEqualTo(held("R1", "a", "b"));
    }

    @Test
    void keepsLaterTransfersOfADossierWaitingBehindAParkedOne() {
        long first = accept("H1", 1);
        long second = accept("H1", 2);
        long other = accept("H2", 1);
        park(takeOff(first).get(0), "no-such-procedure");
        assertThat(states(first, second, other))
                .containsExactly(TransferState.PARKED, TransferState.WAITING, TransferState.READY);
        assertThat(view(first).unmappedCode()).isEqualTo("1.999999");
        assertThat(view(first).problem()).contains("Something is wrong.");
        assertThat(due()).isEmpty();

        List<Journal.ActResult> results =
                test.journal().release(TransferFilter.only(first), HOA, false).join();
        assertThat(results)
                .containsExactly(new Journal.ActResult(first, TransferState.PARKED, TransferState.READY, null));
        Flight again = takeOff(first).get(0);
        assertThat(again.attempts()).isZero();
        assertThat(again.firstTriedAt()).isNull();
        deliver(again);
        assertThat(states(second)).containsExactly(TransferState.READY);
    }

    @Test
    void letsTheNextGoWhenAPersonGivesTheFirstUp() {
        test.journal().onReady(announced::addAll);
        long first = accept("H1", 1);
        long second = accept("H1", 2);
        long third = accept("H1", 3);
        park(takeOff(first).get(0), "a");
        assertThat(test.journal()
                        .cancel(TransferFilter.only(second), HOA, false)
                        .join())
                .containsExactly(new Journal.ActResult(second, TransferState.WAITING, TransferState.CANCELLED, null));
        assertThat(states(first, third)).containsExactly(TransferState.PARKED, TransferState.WAITING);
        test.journal().cancel(TransferFilter.only(first), HOA, false).join();
        assertThat(states(first, third)).containsExactly(TransferState.CANCELLED, TransferState.READY);
        TestJournal.eventually(() -> announced.size() == 2);
        assertThat(announced.get(1).transferId()).isEqualTo(third);
        assertThat(test.journal().balance())
                .containsExactly(new Journal.BalanceRow(PROVINCE, "21583", 3, 0, 1, 0, 2, 0));
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
    }

    @Test
    void cancelsAWholeDossierAtOnce() {
        accept("H1", 1);
        accept("H1", 2);
        TransferFilter dossier = new TransferFilter(null, "H1", null, null, Set.of(), null);
        assertThat(test.journal().cancel(dossier, HOA, true).join()).hasSize(2);
        assertThat(test.journal().balance().get(0).cancelled()).isZero();
        assertThat(test.journal().cancel(dossier, HOA, false).join())
                .extracting(Journal.ActResult::after)
                .containsOnly(TransferState.CANCELLED);
        assertThat(states(accept("H1", 3))).containsExactly(TransferState.READY);
    }

    @Test
    void bringsADeferredTransferBackWhenItsTimeHasCome() {
        long id = accept("H1", 1);
        Flight flight = takeOff(id).get(0);
        Instant due = TestJournal.START.plusSeconds(60);
        Outcome deferred = new Outcome.Deferred(TestJournal.problem("busy"), null, false);
        test.journal()
                .land(landing(flight, deferred, TransferState.WAITING, due, Held.NOTHING))
                .join();
        assertThat(due()).isEmpty();
        assertThat(takeOff(id)).isEmpty();
        test.clock().forward(Duration.ofSeconds(60));
        assertThat(due()).extracting(Journal.Ready::transferId).containsExactly(id);
        assertThat(due()).isEmpty();
        Flight again = takeOff(id).get(0);
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.troubles()).isZero();
        assertThat(again.unclear()).isFalse();
        assertThat(again.firstTriedAt()).isEqualTo(TestJournal.START);
    }

    @Test
    void usesUpNoAttemptForTheDestinationsOwnTrouble() {
        long id = accept("H1", 1);
        for (int trouble = 1; trouble <= 2; trouble++) {
            Flight flight = takeOff(id).get(0);
            Landing landing = new Landing(
                    flight,
                    now(),
                    now(),
                    new Outcome.Deferred(TestJournal.problem("down"), null, true),
                    TransferState.WAITING,
                    now(),
                    false,
                    "unavailable",
                    Held.NOTHING,
                    null,
                    List.of());
            test.journal().land(landing).join();
            due();
        }
        Flight again = takeOff(id).get(0);
        assertThat(again.attempts()).isZero();
        assertThat(again.troubles()).isEqualTo(2);
    }

    @Test
    void putsFlightsBackWithoutCountingThem() {
        test.journal().onReady(announced::addAll);
        long id = accept("H1", 1);
        takeOff(id);
        test.journal().putBack(List.of(id, 4711L)).join();
        TestJournal.eventually(() -> announced.size() == 2);
        Flight again = takeOff(id).get(0);
        assertThat(again.attempts()).isZero();
        assertThat(again.unclear()).isFalse();
    }

    @Test
    void makesWhatWasInFlightUnclearAfterACrash() {
        long id = accept("H1", 1);
        takeOff(id);
        accept("H2", 1);
        Journal journal = test.reopen();
        assertThat(journal.recoverAfterCrash()).isEqualTo(1);
        assertThat(journal.recoverAfterCrash()).isZero();
        assertThat(view(id).state()).isEqualTo(TransferState.UNCLEAR);
        assertThat(due()).extracting(Journal.Ready::transferId).containsExactly(id);
        assertThat(takeOff(id).get(0).unclear()).isTrue();
        assertThat(journal.dossier("H1").get(0).events())
                .extracting(DossierHistory.Event::kind)
                .containsExactly("unclear");
    }

    @Test
    void answersAnActForEveryState() {
        long flying = accept("H1", 1);
        long behind = accept("H1", 2);
        takeOff(flying);
        long delivered = accept("H2", 1);
        deliver(takeOff(delivered).get(0));
        long ready = accept("H3", 1);
        assertThat(release(flying)).contains("IN_FLIGHT");
        assertThat(release(behind)).contains("behind an earlier transfer");
        assertThat(release(delivered)).contains("DELIVERED");
        assertThat(release(ready)).contains("READY");
        assertThat(cancel(flying)).contains("wait for the end of the attempt");
        assertThat(cancel(delivered)).contains("DELIVERED");
        assertThat(test.journal().release(TransferFilter.only(4711), HOA, false).join())
                .isEmpty();
        assertThatThrownBy(() -> test.journal()
                        .cancel(TransferFilter.only(ready), new Journal.By("", "why"), false)
                        .join())
                .hasMessageContaining("needs a name and a reason");
    }

    @Test
    void keepsOutcomesTextThatPostgresCannotHold() {
        Flight flight = takeOff(accept("H1", 1)).get(0);
        Outcome delivered = new Outcome.Delivered("R\u00001\ud800");
        test.journal()
                .land(landing(flight, delivered, TransferState.DELIVERED, null, Held.NOTHING))
                .join();
        assertThat(view(flight.transferId()).reference()).isEqualTo("R\uFFFD1\uFFFD");
    }

    private String release(long id) {
        return refusal(
                test.journal().release(TransferFilter.only(id), HOA, false).join());
    }

    private String cancel(long id) {
        return refusal(
                test.journal().cancel(TransferFilter.only(id), HOA, false).join());
    }

    private static String refusal(List<Journal.ActResult> results) {
        assertThat(results.get(0).before()).isEqualTo(results.get(0).after());
        return String.valueOf(results.get(0).refusedBecause());
    }

    private void park(Flight flight, String code) {
        Landing landing = new Landing(
                flight,
                now(),
                now(),
                new Outcome.Rejected(TestJournal.problem(code)),
                TransferState.PARKED,
                null,
                true,
                "mapping",
                flight.held(),
                "1.999999",
                List.of());
        test.journal().land(landing).join();
    }

    private static Held held(String reference, String... steps) {
        return new Held(true, HeldSteps.of(List.of(steps)), reference);
    }

    private List<TransferState> states(long... ids) {
        return java.util.Arrays.stream(ids).mapToObj(id -> view(id).state()).toList();
    }
}
