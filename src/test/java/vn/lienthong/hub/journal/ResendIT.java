package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** A person has records sent again. */
class ResendIT extends ProvinceLane {
    private static final Held THREE = new Held(true, HeldSteps.of(List.of("a", "b", "c")), "R1");

    @AfterEach
    void theBalanceClosesAndIsWhatARecountSays() {
        assertThat(test.journal().balance()).allMatch(Journal.BalanceRow::closes);
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
    }

    @Test
    void neverSendsAgainWhatANewerRevisionHadPassed() {
        delivered("H1", 2);
        long late = accept("H1", 1);
        assertThat(view(late).state()).isEqualTo(TransferState.SUPERSEDED);

        assertThat(refusal(late, null)).contains("A newer revision");
        assertThat(test.journal().balance().get(0).waiting()).isZero();
    }

    @Test
    void waitsUnderAHoldThatCoversIt() {
        long ended = delivered("H1", 1);
        long open = accept("H2", 1);
        Holds.Scope unit = new Holds.Scope(null, "21583", null, null, null);
        test.journal().holds().place(new Holds.Wanted("tables", unit, null), HOA);

        long again = made(resent(ended, null));
        Journal.ActResult goesOn = resent(open, Rewind.CREATE);

        assertThat(goesOn.after()).isEqualTo(TransferState.WAITING);
        for (long id : List.of(again, open)) {
            assertThat(view(id).state()).isEqualTo(TransferState.WAITING);
            assertThat(view(id).hold()).isNotNull();
            assertThat(takeOff(id)).isEmpty();
        }
        test.journal().holds().lift("tables", HOA);
        assertThat(takeOff(again)).hasSize(1);
        assertThat(takeOff(open)).hasSize(1);
    }

    @Test
    void makesANewTransferOfWhatWasDeliveredAndLeavesTheOldOneAsItEnded() {
        long first = delivered("H1", 1);
        Journal.ActResult result = resent(first, null);
        long again = made(result);

        assertThat(result.before()).isEqualTo(TransferState.DELIVERED);
        assertThat(view(again).state()).isEqualTo(TransferState.READY);
        assertThat(view(again).submissionId()).isEqualTo(view(first).submissionId());
        Flight flight = takeOff(again).get(0);
        assertThat(flight.held()).isEqualTo(THREE);
        assertThat(flight.again()).isEqualTo(1);
        assertThat(flight.unclear()).isFalse();
        assertThat(flight.content())
                .isEqualTo(TestJournal.record("H1", 1, "21583", "content").content());
        deliver(flight);
        assertThat(view(first).state()).isEqualTo(TransferState.DELIVERED);
        assertThat(view(again).state()).isEqualTo(TransferState.DELIVERED);
        assertThat(test.journal().balance().get(0))
                .isEqualTo(new Journal.BalanceRow(PROVINCE, "21583", 2, 2, 0, 0, 0, 0));
    }

    @Test
    void standsInTheHistoryAndInTheFeedOfItsSource() {
        long again = made(resent(delivered("H1", 1), Rewind.fromStep("b")));

        DossierHistory.Event event =
                test.journal().dossier("H1").get(0).events().get(1);
        assertThat(event.transferId()).isEqualTo(again);
        assertThat(event.kind()).isEqualTo("resent");
        assertThat(event.who()).isEqualTo(HOA.who());
        assertThat(event.text()).contains("once more, from step b: a test");
        assertThat(test.journal().dossier("H1").get(0).submissions().get(0).transfers())
                .extracting(TransferView::id)
                .contains(again);
        assertThat(test.journal().outcomes("city", 0, 10))
                .extracting(FeedItem::kind)
                .containsExactly("delivered", "resent");
        assertThat(test.journal().outcomes("city", 0, 10))
                .extracting(FeedItem::destination)
                .containsOnly(PROVINCE);
    }

    @Test
    void forgetsTheStepsFromAChosenOneOn() {
        assertThat(takeOff(made(resent(delivered("H1", 1), Rewind.fromStep("b"))))
                        .get(0)
                        .held()
                        .steps())
                .isEqualTo(HeldSteps.of(List.of("a")));
        assertThat(takeOff(made(resent(delivered("H2", 1), Rewind.fromStep("3"))))
                        .get(0)
                        .held()
                        .steps())
                .isEqualTo(HeldSteps.of(List.of("a", "b")));
        assertThat(refusal(delivered("H3", 1), Rewind.fromStep("4"))).contains("not known to hold step 4");
        assertThat(refusal(delivered("H4", 1), Rewind.fromStep("z"))).contains("not known to hold step z");
    }

    @Test
    void beginsFromTheVeryBeginningByAskingWhetherTheDossierIsThere() {
        Flight flight = takeOff(made(resent(delivered("H1", 1), Rewind.CREATE))).get(0);

        assertThat(flight.unclear()).isTrue();
        assertThat(flight.held()).isEqualTo(new Held(false, HeldSteps.NONE, "R1"));
    }

    @Test
    void forgetsOnceAndNotAgainWhatTheResendItselfConfirmed() {
        long again = made(resent(delivered("H1", 1), Rewind.fromStep("a")));
        Held some = new Held(true, HeldSteps.of(List.of("a")), "R1");
        Outcome later = new Outcome.Deferred(TestJournal.problem("busy"), null, true);
        test.journal()
                .land(landing(takeOff(again).get(0), later, TransferState.WAITING, now(), some))
                .join();
        due();

        assertThat(takeOff(again).get(0).held()).isEqualTo(some);
    }

    @Test
    void forgetsAgainAfterACrashBecauseNobodyKnowsWhatLeft() {
        long again = made(resent(delivered("H1", 1), Rewind.fromStep("b")));
        takeOff(again);
        test.reopen().recoverAfterCrash();
        due();

        Flight flight = takeOff(again).get(0);
        assertThat(flight.unclear()).isTrue();
        assertThat(flight.held().steps()).isEqualTo(HeldSteps.of(List.of("a")));
    }

    @Test
    void neverSendsAnOlderRecordOverANewerOne() {
        long first = delivered("H1", 1);
        long second = delivered("H1", 2);
        assertThat(refusal(first, null)).contains("A newer record of its dossier was delivered since");
        long third = accept("H1", 3);
        assertThat(refusal(second, null)).contains("A newer record of its dossier is on its way");
        test.journal().cancel(TransferFilter.only(third), HOA, false).join();
        long again = made(resent(second, null));
        deliver(takeOff(again).get(0));
        assertThat(refusal(first, Rewind.CREATE)).contains("delivered since");
    }

    @Test
    void aRecordThatWasGivenUpMayGoAfterAll() {
        long first = delivered("H1", 1);
        long second = accept("H1", 2);
        test.journal().cancel(TransferFilter.only(second), HOA, false).join();
        deliver(takeOff(made(resent(second, null))).get(0));
        assertThat(refusal(first, null)).contains("delivered since");
    }

    @Test
    void standsBehindWhatIsUnfinishedAndBeforeWhatIsAcceptedLater() {
        long first = accept("H1", 1);
        long second = accept("H1", 2);
        test.journal().cancel(TransferFilter.only(second), HOA, false).join();
        long again = made(resent(second, null));
        long third = accept("H1", 3);
        assertThat(again).isBetween(second, third);
        assertThat(view(again).state()).isEqualTo(TransferState.WAITING);

        land(first);
        assertThat(view(again).state()).isEqualTo(TransferState.READY);
        assertThat(view(third).state()).isEqualTo(TransferState.WAITING);
        assertThat(takeOff(again).get(0).held()).isEqualTo(THREE);
        assertThat(refusal(first, null)).contains("on its way");
    }

    @Test
    void goesOnceForOneReasonHoweverOftenItIsAskedFor() {
        long first = delivered("H1", 1);
        long again = made(resent(first, null));
        assertThat(refusal(first, null)).contains("for this very reason already");
        Journal.By other = new Journal.By("Hoa (made up)", "lost once more");
        assertThat(test.journal()
                        .act(Act.resend(TransferFilter.only(first), other, false, null))
                        .refusals()
                        .keySet())
                .anySatisfy(why -> assertThat(why).contains("on its way again already"));
        deliver(takeOff(again).get(0));
        assertThat(test.journal()
                        .act(Act.resend(TransferFilter.only(first), other, false, null))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void finishesTheRestWhenTheSameCommandIsGivenAgain() {
        for (int dossier = 0; dossier < 30; dossier++) {
            delivered("H" + dossier, 1);
        }
        Act all = Act.resend(TransferFilter.ANY, HOA, false, Rewind.fromStep("2"));
        // What a crash leaves: some are done, and some of these delivered already.
        for (int dossier = 0; dossier < 10; dossier++) {
            TransferFilter one = new TransferFilter(null, "H" + dossier, null, null, Set.of(), null);
            long again = made(test.journal()
                    .act(new Act(all.kind(), one, HOA, false, all.from()))
                    .first()
                    .get(0));
            if (dossier < 5) {
                deliver(takeOff(again).get(0));
            }
        }
        assertThat(test.journal()
                        .act(new Act(all.kind(), all.filter(), HOA, true, all.from()))
                        .count())
                .isEqualTo(20);
        ActTotals rest = test.journal().act(all);
        assertThat(rest.count()).isEqualTo(20);
        assertThat(rest.refused()).isZero();
        assertThat(test.journal().act(all).count()).isZero();
        assertThat(test.journal().balance().get(0).accepted()).isEqualTo(60);
    }

    @Test
    void aParkedOneGoesOnFromTheChosenStep() {
        long first = delivered("H1", 1);
        long second = accept("H1", 2);
        test.journal()
                .land(landing(
                        takeOff(second).get(0),
                        new Outcome.Rejected(TestJournal.problem("refused")),
                        TransferState.PARKED,
                        null,
                        THREE))
                .join();
        Journal.ActResult result = resent(second, Rewind.fromStep("c"));

        assertThat(result.after()).isEqualTo(TransferState.READY);
        assertThat(result.resentAs()).isNull();
        Flight flight = takeOff(second).get(0);
        assertThat(flight.held().steps()).isEqualTo(HeldSteps.of(List.of("a", "b")));
        assertThat(flight.again()).isEqualTo(1);
        assertThat(refusal(second, null)).contains("IN_FLIGHT");
        assertThat(refusal(first, null)).contains("on its way");
    }

    @Test
    void aNodeWhoseClockIsBehindPutsTheNextRecordBehindTheResend() {
        long first = delivered("H1", 1);
        test.clock().forward(Duration.ofHours(1));
        long again = made(resent(first, null));
        try (Journal other = Journal.open(
                test.pool(),
                Clock.fixed(TestJournal.START, java.time.ZoneOffset.UTC),
                JournalSettings.defaults().withNode("hub-2"))) {
            long next = TestJournal.receipt(other, TestJournal.entry("city", "H1", 2, PROVINCE))
                    .transfers()
                    .get(0)
                    .id();
            assertThat(next).isGreaterThan(again);
            assertThat(view(next).state()).isEqualTo(TransferState.WAITING);
        }
    }

    @Test
    void aDryRunTellsTheNumbersOfTheActAndChangesNothing() {
        for (int dossier = 0; dossier < 12; dossier++) {
            delivered("H" + dossier, 1);
            if (dossier < 4) {
                delivered("H" + dossier, 2);
            }
        }
        ActTotals dry = test.journal().act(Act.resend(TransferFilter.ANY, HOA, true, null));
        assertThat(test.journal().balance().get(0).accepted()).isEqualTo(16);
        ActTotals done = test.journal().act(Act.resend(TransferFilter.ANY, HOA, false, null));

        assertThat(dry.count()).isEqualTo(12);
        assertThat(done.count()).isEqualTo(12);
        assertThat(dry.moved()).isEqualTo(done.moved());
        assertThat(new TreeMap<>(dry.refusals())).isEqualTo(done.refusals());
        assertThat(done.refused()).isEqualTo(4);
        assertThat(dry.first()).hasSize(10);
        assertThat(test.journal().balance().get(0).accepted()).isEqualTo(28);
    }

    private long delivered(String code, int revision) {
        long id = accept(code, revision);
        land(id);
        return id;
    }

    private void land(long id) {
        test.journal()
                .land(landing(takeOff(id).get(0), new Outcome.Delivered("R1"), TransferState.DELIVERED, null, THREE))
                .join();
    }

    private Journal.ActResult resent(long id, @Nullable Rewind from) {
        ActTotals totals = test.journal().act(Act.resend(TransferFilter.only(id), HOA, false, from));
        assertThat(totals.refusals()).isEmpty();
        return totals.first().get(0);
    }

    private String refusal(long id, @Nullable Rewind from) {
        ActTotals totals = test.journal().act(Act.resend(TransferFilter.only(id), HOA, false, from));
        assertThat(totals.count()).isZero();
        return totals.refusals().keySet().iterator().next();
    }

    private static long made(Journal.ActResult result) {
        Long made = result.resentAs();
        assertThat(made).isNotNull();
        return made == null ? 0 : made;
    }
}
