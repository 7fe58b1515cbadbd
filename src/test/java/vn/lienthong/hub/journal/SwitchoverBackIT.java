package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.SwitchoverState;
import vn.lienthong.hub.vocabulary.TransferState;

/** Going back to the city, and forwards again. */
class SwitchoverBackIT extends SwitchoverLane {
    private Switchovers.Stepped back() {
        Switchovers.Stepped stepped = switchovers().back(UNIT, HOA, false);
        closes();
        return stepped;
    }

    @Test
    void whatWasNotDeliveredIsOwedLaterAgainAndGoesOnceWhenTheUnitGoesForwardsAgain() {
        accept("H1", 1, Status.NEW, false);
        accept("H2", 1, Status.NEW, false);
        reach(SwitchoverState.BACKFILL);
        assertThat(backfillAll()).containsExactly("H1/1", "H2/1");
        long open = accept("H1", 2, Status.PROCESSING, false);

        assertThat(back().unit().complete()).isTrue();
        assertThat(isTransfer(open)).isFalse();
        assertThat(unit().state()).isEqualTo(SwitchoverState.CITY);
        accept("H1", 3, Status.PROCESSING, false);
        assertThat(unit().counts().later()).isEqualTo(2);
        assertThat(test.journal().holds().names()).isEmpty();
        assertThat(deliverReady()).isEmpty();

        reach(SwitchoverState.BACKFILL);
        assertThat(backfillAll()).containsExactly("H1/2", "H1/3");
    }

    @Test
    void whatIsInFlightEndsFirst() {
        reach(SwitchoverState.PROVINCE);
        long first = accept("H1", 1, Status.NEW, false);
        accept("H1", 2, Status.NEW, false);
        Flight flight = takeOff(first).get(0);

        assertThat(back().unit().complete()).isFalse();
        assertThat(advance(SwitchoverState.REHEARSAL).refused()).contains("1 transfers are being sent");
        assertThat(unit().counts().later()).isEqualTo(1);
        deliver(flight);
        assertThat(deliverReady()).isEmpty();
        assertThat(switchovers().sweep(now())).isTrue();
        assertThat(unit().complete()).isTrue();
        reach(SwitchoverState.BACKFILL);
        assertThat(backfillAll()).containsExactly("H1/2");
    }

    @Test
    void whatMayHaveArrivedIsAskedAboutWhenItGoesAgain() {
        reach(SwitchoverState.PROVINCE);
        long id = accept("H1", 1, Status.NEW, false);
        Flight flight = takeOff(id).get(0);
        test.journal()
                .land(landing(
                        flight,
                        new Outcome.Unclear(TestJournal.problem("timeout")),
                        TransferState.UNCLEAR,
                        now(),
                        new Held(false, HeldSteps.of(java.util.List.of("a")), null)))
                .join();

        back();
        assertThat(isTransfer(id)).isFalse();
        reach(SwitchoverState.BACKFILL);
        switchovers().backfill();
        Flight again = takeOff(id).get(0);
        assertThat(again.unclear()).isTrue();
        assertThat(again.held().steps().text()).isEqualTo("a");
    }

    @Test
    void whatIsParkedOrPutOffIsOwedLaterAgainToo() {
        reach(SwitchoverState.PROVINCE);
        long parked = accept("H1", 1, Status.NEW, false);
        accept("H1", 2, Status.NEW, false);
        long putOff = accept("H2", 1, Status.NEW, false);
        land(parked, new Outcome.Rejected(TestJournal.problem("no")), TransferState.PARKED, null);
        land(
                putOff,
                new Outcome.Deferred(TestJournal.problem("busy"), null, true),
                TransferState.WAITING,
                now().plusSeconds(60));

        back();
        assertThat(unit().counts().later()).isEqualTo(3);
        reach(SwitchoverState.BACKFILL);
        assertThat(backfillAll()).containsExactly("H1/1", "H2/1", "H1/2");
    }

    @Test
    void whatTheProvinceHoldsIsListedAndNothingIsDeleted() {
        accept("H1", 1, Status.NEW, false);
        accept("H2", 1, Status.NEW, false);
        reach(SwitchoverState.BACKFILL);
        backfillAll();
        accept("H2", 2, Status.NEW, false);
        long events = test.count("event");

        back();
        assertThat(test.count("event")).isGreaterThan(events);
        assertThat(test.count("ended_transfer")).isEqualTo(2);
        Switchovers.HeldDossier first = new Switchovers.HeldDossier("H1", PROVINCE, null, 1, 0);
        assertThat(switchovers().held(UNIT, null, 1)).containsExactly(first);
        assertThat(switchovers().held(UNIT, new Switchovers.Place("H1", PROVINCE), 10))
                .containsExactly(new Switchovers.HeldDossier("H2", PROVINCE, null, 1, 1));
    }

    @Test
    void nothingIsSentAgainByAPersonWhileTheUnitIsInTheCity() {
        reach(SwitchoverState.PROVINCE);
        long id = accept("H1", 1, Status.NEW, false);
        deliverReady();
        back();

        ActTotals totals = test.journal().act(Act.resend(TransferFilter.only(id), HOA, false, null));
        assertThat(totals.toString()).contains("Its unit is in CITY");
        assertThat(unit().counts().later()).isZero();
    }

    @Test
    void aNodeThatDiedBetweenStepAndItsTransfersIsFollowedByAnother() {
        reach(SwitchoverState.PROVINCE);
        long id = accept("H1", 1, Status.NEW, false);
        Flight flight = takeOff(id).get(0);
        back();
        test.journal().putBack(java.util.List.of(flight.transferId())).join();
        test.reopen();
        govern();

        assertThat(switchovers().sweep(now())).isTrue();
        closes();
        assertThat(isTransfer(id)).isFalse();
        assertThat(unit().complete()).isTrue();
    }
}
