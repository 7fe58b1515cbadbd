package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.SwitchoverState;
import vn.lienthong.hub.vocabulary.TransferState;

/** States and steps of a switchover, and what a unit owes in each. */
class SwitchoverIT extends SwitchoverLane {
    private static final Duration WINDOW = Duration.ofHours(2);

    @Test
    void aUnitWithoutAnEntryIsInTheInitialState() {
        assertThat(unit().state()).isEqualTo(SwitchoverState.CITY);
        assertThat(unit().by()).isNull();
        assertThat(switchovers().list()).isEmpty();
    }

    @Test
    void stepsGoOneByOneAndEachIsKept() {
        assertThat(advance(SwitchoverState.BACKFILL).refused()).contains("From CITY the next state is REHEARSAL");
        reach(SwitchoverState.SETTLED);

        assertThat(switchovers().back(UNIT, HOA, false).refused()).contains("SETTLED");
        assertThat(switchovers().history(UNIT, null, 10))
                .extracting(Switchovers.Step::to)
                .containsExactly(
                        SwitchoverState.SETTLED,
                        SwitchoverState.PROVINCE,
                        SwitchoverState.BACKFILL,
                        SwitchoverState.HOLDING,
                        SwitchoverState.REHEARSAL);
        assertThat(switchovers().list())
                .singleElement()
                .extracting(Switchovers.Unit::by)
                .isEqualTo(HOA);
    }

    @Test
    void aStepThatWasTakenIsTakenOnce() {
        assertThat(advance(SwitchoverState.REHEARSAL).taken()).isTrue();
        Switchovers.Stepped again = advance(SwitchoverState.REHEARSAL);

        assertThat(again.taken()).isFalse();
        assertThat(again.refused()).isNull();
        assertThat(switchovers().history(null, null, 10)).hasSize(1);
    }

    @Test
    void inTheCityARecordIsKeptAndOwedToNobody() {
        long id = accept("H1", 1, Status.PROCESSING, false);

        assertThat(isTransfer(id)).isFalse();
        assertThat(unit().counts().later()).isEqualTo(1);
        assertThat(unit().counts().laterDossiers()).isEqualTo(1);
        assertThat(test.journal().balance())
                .containsExactly(new Journal.BalanceRow(PROVINCE, UNIT, 0, 0, 0, 0, 0, 0, 1));
        reach(SwitchoverState.REHEARSAL);
        assertThat(isTransfer(accept("H2", 1, Status.PROCESSING, false))).isFalse();
        assertThat(switchovers().backfill()).isZero();
    }

    @Test
    void whatIsNotGovernedIsOwedAtOnceInEveryState() {
        Acceptance.Receipt receipt =
                TestJournal.receipt(test.journal(), TestJournal.entry("city", "H1", 1, "echo", PROVINCE));

        assertThat(state(receipt.transfers().get(0).id())).isEqualTo(TransferState.READY);
        assertThat(isTransfer(receipt.transfers().get(1).id())).isFalse();
    }

    @Test
    void inHoldingARecordIsHeldUntilTheBackfillBegins() {
        reach(SwitchoverState.HOLDING);
        long first = accept("H1", 1, Status.PROCESSING, false);
        long second = accept("H1", 2, Status.PROCESSING, false);

        assertThat(holdOf(first)).isEqualTo("switchover-21583-province-rest");
        assertThat(unit().counts().held()).isEqualTo(1);
        assertThat(unit().counts().oldestHeld()).isEqualTo(now());
        assertThat(deliverReady()).isEmpty();
        reach(SwitchoverState.BACKFILL);
        assertThat(state(first)).isEqualTo(TransferState.READY);
        assertThat(state(second)).isEqualTo(TransferState.WAITING);
        assertThat(deliverReady()).containsExactly("H1/1", "H1/2");
    }

    @Test
    void theHistoryGoesOpenDossiersFirstAndEachInOrder() {
        accept("CLOSED", 1, Status.PROCESSING, false);
        accept("CLOSED", 2, Status.FINISHED, false);
        accept("H1", 1, Status.NEW, false);
        accept("H2", 1, Status.NEW, false);
        accept("H1", 2, Status.PROCESSING, false);
        reach(SwitchoverState.BACKFILL);

        assertThat(switchovers().backfill()).isEqualTo(3);
        assertThat(backfillAll()).containsExactly("H1/1", "H2/1", "H1/2", "CLOSED/1", "CLOSED/2");
        assertThat(unit().counts()).isEqualTo(new Switchovers.Counts(0, 0, 5, 0, 0, null, 0, 0));
    }

    @Test
    void onlySoManyAreAheadOfTheDelivery() {
        for (int i = 10; i < 20; i++) {
            accept("H" + i, 1, Status.NEW, false);
        }
        reach(SwitchoverState.BACKFILL);

        assertThat(switchovers().backfill()).isEqualTo(4);
        assertThat(switchovers().backfill()).isZero();
        assertThat(unit().counts().later()).isEqualTo(6);
        assertThat(deliverReady()).containsExactly("H10/1", "H11/1", "H12/1", "H13/1");
        assertThat(advance(SwitchoverState.PROVINCE).refused()).contains("6 records are owed later");
        assertThat(switchovers().backfill()).isEqualTo(4);
        assertThat(backfillAll()).hasSize(6);
        reach(SwitchoverState.PROVINCE);
    }

    @Test
    void inTheBackfillALiveRecordWaitsOnlyForItsOwnDossier() {
        for (int i = 10; i < 16; i++) {
            accept("H" + i, 1, Status.NEW, false);
        }
        accept("H99", 1, Status.FINISHED, false);
        reach(SwitchoverState.BACKFILL);
        switchovers().backfill();

        long later = accept("H99", 2, Status.RETURNED, false);
        long flows = accept("NEW", 1, Status.NEW, false);
        long behind = accept("H10", 2, Status.PROCESSING, false);

        assertThat(isTransfer(later)).isFalse();
        assertThat(state(flows)).isEqualTo(TransferState.READY);
        assertThat(state(behind)).isEqualTo(TransferState.WAITING);
        deliverReady();
        assertThat(backfillAll()).containsExactly("H99/1", "H14/1", "H15/1", "H99/2");
    }

    @Test
    void historyThatComesLateGoesWithTheBackfillAndNeverOverWhatIsNewer() {
        reach(SwitchoverState.BACKFILL);
        accept("H1", 3, Status.PROCESSING, false);
        assertThat(deliverReady()).containsExactly("H1/3");

        long passed = accept("H1", 2, Status.PROCESSING, true);
        long history = accept("H2", 1, Status.FINISHED, true);

        assertThat(state(passed)).isEqualTo(TransferState.SUPERSEDED);
        assertThat(isTransfer(history)).isFalse();
        assertThat(backfillAll()).containsExactly("H2/1");
    }

    @Test
    void whatIsOlderThanWhatWasDeliveredMeanwhileIsSupersededVisibly() {
        long older = accept("H1", 1, Status.PROCESSING, false);
        switchovers().govern(Switchovers.Rules.NONE);
        accept("H1", 2);
        assertThat(deliverReady()).containsExactly("H1/2");
        govern();
        reach(SwitchoverState.BACKFILL);

        assertThat(backfillAll()).isEmpty();
        assertThat(state(older)).isEqualTo(TransferState.SUPERSEDED);
        assertThat(test.journal().dossier("H1").get(0).events())
                .extracting(DossierHistory.Event::text)
                .contains("A newer record of its dossier was delivered, or on its way, before this one went.");
    }

    @Test
    void aPausedBackfillStandsAndGoesOn() {
        accept("H1", 1, Status.NEW, false);
        assertThat(switchovers().pause(UNIT, true, HOA, false).refused()).contains("only a BACKFILL can be paused");
        reach(SwitchoverState.BACKFILL);
        assertThat(switchovers().pause(UNIT, true, HOA, false).taken()).isTrue();

        assertThat(switchovers().backfill()).isZero();
        assertThat(state(accept("NEW", 1, Status.NEW, false))).isEqualTo(TransferState.READY);
        switchovers().pause(UNIT, false, HOA, false);
        assertThat(backfillAll()).containsExactly("NEW/1", "H1/1");
        assertThat(switchovers().history(UNIT, null, 2))
                .extracting(Switchovers.Step::kind)
                .containsExactly("resume", "pause");
    }

    @Test
    void aStepThatDoesNotEndInItsWindowReturnsByItself() {
        long before = accept("H1", 1, Status.NEW, false);
        reach(SwitchoverState.REHEARSAL);
        within(SwitchoverState.HOLDING);
        long held = accept("H2", 1, Status.NEW, false);
        test.clock().forward(WINDOW);

        assertThat(switchovers().sweep(now())).isTrue();
        closes();
        assertThat(unit().state()).isEqualTo(SwitchoverState.REHEARSAL);
        assertThat(unit().complete()).isTrue();
        assertThat(isTransfer(held)).isFalse();
        assertThat(switchovers().history(UNIT, null, 1).get(0).kind()).isEqualTo("return");

        reach(SwitchoverState.HOLDING);
        within(SwitchoverState.BACKFILL);
        switchovers().backfill();
        test.clock().forward(WINDOW);
        switchovers().sweep(now());
        assertThat(unit().state()).isEqualTo(SwitchoverState.HOLDING);
        assertThat(holdOf(before)).isEqualTo("switchover-21583-province-rest");

        within(SwitchoverState.BACKFILL);
        assertThat(backfillAll()).containsExactly("H1/1", "H2/1");
        assertThat(switchovers().sweep(now())).isFalse();
        assertThat(switchovers().goOn(now())).isTrue();
        assertThat(unit().state()).isEqualTo(SwitchoverState.PROVINCE);
    }

    @Test
    void aBackfillInItsWindowStaysWhileAGateFailsAndGoesOnWhenItPasses() {
        List<String> asked = new ArrayList<>();
        gates(asked, new Switchovers.Judgement("parked 1, limit 0: H1", List.of("parked"), "parked 1, limit 0: H1"));
        long before = accept("H1", 1, Status.NEW, false);
        reach(SwitchoverState.HOLDING);
        within(SwitchoverState.BACKFILL);
        assertThat(switchovers().goOn(now())).isFalse();
        assertThat(asked).as("before the history is through").isEmpty();
        backfillAll();

        assertThat(switchovers().goOn(now())).isFalse();
        assertThat(unit().state()).isEqualTo(SwitchoverState.BACKFILL);
        assertThat(unit().stays()).isEqualTo(new Switchovers.Stay("parked", "parked 1, limit 0: H1"));
        assertThat(unit().by()).isEqualTo(HOA);
        gates(asked, new Switchovers.Judgement("", List.of("parked"), "parked 2, limit 0: H1, H2"));
        switchovers().goOn(now());
        assertThat(unit().stays()).isEqualTo(new Switchovers.Stay("parked", "parked 2, limit 0: H1, H2"));
        assertThat(switchovers().history(UNIT, null, 2))
                .as("the same gate is written down once")
                .extracting(Switchovers.Step::kind)
                .containsExactly("stay", "advance");
        assertThat(switchovers().history(UNIT, null, 1).get(0).figures())
                .startsWith("parked 1, limit 0: H1; owed later 0");

        gates(asked, new Switchovers.Judgement("parked 0, limit 0", List.of(), ""));
        assertThat(switchovers().goOn(now())).isTrue();
        assertThat(unit().state()).isEqualTo(SwitchoverState.PROVINCE);
        assertThat(unit().stays()).isNull();
        assertThat(asked).containsOnly(UNIT + " PROVINCE").hasSize(3);
        assertThat(state(before)).isEqualTo(TransferState.DELIVERED);
    }

    @Test
    void aBackfillWhoseGateFailsUntilTheEndOfItsWindowReturnsAndSaysWhichGate() {
        gates(new ArrayList<>(), new Switchovers.Judgement("", List.of("parked"), "parked 1, limit 0: H1"));
        reach(SwitchoverState.HOLDING);
        within(SwitchoverState.BACKFILL);
        switchovers().goOn(now());
        test.clock().forward(WINDOW);

        assertThat(switchovers().sweep(now()))
                .as("its gates are asked a last time")
                .isFalse();
        assertThat(switchovers().goOn(now())).isTrue();
        assertThat(unit().state()).isEqualTo(SwitchoverState.HOLDING);
        assertThat(unit().by())
                .isEqualTo(new Journal.By("hub", "Its window was over. Gates that failed: parked 1, limit 0: H1."));
        long held = accept("H9", 1, Status.NEW, false);
        assertThat(test.journal().transfer(held).orElseThrow().hold())
                .extracting(TransferView.HeldBy::why, InstanceOfAssertFactories.STRING)
                .contains("parked 1, limit 0: H1");
    }

    @Test
    void aBackfillWhoseGatesCannotBeAskedReturnsSomeTimeAfterItsWindow() {
        reach(SwitchoverState.HOLDING);
        within(SwitchoverState.BACKFILL);
        test.clock().forward(WINDOW.plusHours(9));
        for (int sweep = 0; sweep < PostgresSwitchovers.PATIENCE; sweep++) {
            assertThat(switchovers().sweep(now())).isFalse();
        }

        assertThat(switchovers().sweep(now())).isTrue();
        assertThat(unit().state()).isEqualTo(SwitchoverState.HOLDING);
        assertThat(unit().by())
                .isEqualTo(new Journal.By("hub", "Its window was over, and its gates could not be asked."));
    }

    private void gates(List<String> asked, Switchovers.Judgement said) {
        switchovers().judgedBy((units, to) -> {
            units.forEach(unit -> asked.add(unit + " " + to));
            return Map.of(UNIT, said);
        });
    }

    private void within(SwitchoverState to) {
        Switchovers.Wanted wanted = new Switchovers.Wanted(UNIT, null, to, now().plus(WINDOW), "probe ok", false);
        assertThat(switchovers().advance(wanted, HOA).refused()).isNull();
    }

    @Test
    void aRecordThatComesAfterTheSwitchoverWasSettledFlowsAndIsFlagged() {
        reach(SwitchoverState.SETTLED);

        assertThat(state(accept("H1", 1, Status.NEW, false))).isEqualTo(TransferState.READY);
        assertThat(unit().counts().flagged()).isEqualTo(1);
        accept("H2", 1, Status.NEW, false);
        assertThat(switchovers().flagged(UNIT, 10))
                .extracting(flagged -> flagged.dossierCode() + "/" + flagged.revision() + " " + flagged.source())
                .containsExactly("H1/1 city", "H2/1 city");
        assertThat(switchovers().flagged(UNIT, 1)).hasSize(1);
    }

    @Test
    void whatIsOnlyAskedChangesNothing() {
        Switchovers.Wanted wanted =
                new Switchovers.Wanted(UNIT, SwitchoverState.CITY, SwitchoverState.REHEARSAL, null, "", true);

        assertThat(switchovers().advance(wanted, HOA).taken()).isTrue();
        assertThat(unit().state()).isEqualTo(SwitchoverState.CITY);
        assertThat(switchovers().history(null, null, 10)).isEmpty();
    }
}
