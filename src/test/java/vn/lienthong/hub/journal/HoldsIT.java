package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** What a hold keeps from going, what it lets go when it ends, and that the order of a dossier outlives both. */
class HoldsIT extends HoldLane {
    @ParameterizedTest
    @CsvSource({
        "province-rest,,,",
        ",21583,,",
        ",,H1,",
        ",,,1.001193.000.00.00.H08",
        ",,,1.001193",
        "province-rest,21583,,",
        "province-rest,21583,H1,1.001193.000.00.00.H08"
    })
    void holdsWhatItsScopeCoversNowAndLater(String destination, String unit, String dossier, String procedure) {
        long before = accept("H1", 1);
        place("a", new Holds.Scope(destination, unit, dossier, procedure, null));

        assertThat(state(before)).isEqualTo(TransferState.WAITING);
        assertThat(takeOff(before)).isEmpty();
        if (dossier == null) {
            long after = accept("H2", 1);
            assertThat(state(after)).isEqualTo(TransferState.WAITING);
            assertThat(takeOff(after)).isEmpty();
            assertThat(holdOf(after)).isEqualTo("a");
        }
        assertThat(view(before).hold()).isEqualTo(new TransferView.HeldBy("a", HOA.who(), HOA.why(), now(), null));
        assertThat(test.journal().lanesWithBacklog()).isEmpty();

        assertThat(lift("a").released()).isEqualTo(dossier == null ? 2 : 1);
        assertThat(state(before)).isEqualTo(TransferState.READY);
        assertThat(takeOff(before)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "echo,,,",
        ",21556,,",
        ",,H9,",
        ",,,1.001194",
        ",,,1.0011",
        ",,,1.001193.000.00.00.H09",
        "province-rest,21556,,",
        "echo,21583,,",
        "province-rest,21583,H1,1.001194"
    })
    void leavesAloneWhatOneOfItsWordsDoesNotFit(String destination, String unit, String dossier, String procedure) {
        long before = accept("H1", 1);
        place("a", new Holds.Scope(destination, unit, dossier, procedure, null));
        long after = accept("H2", 1);

        assertThat(state(before)).isEqualTo(TransferState.READY);
        assertThat(takeOff(before)).hasSize(1);
        assertThat(takeOff(after)).hasSize(1);
        assertThat(holds().active("a").orElseThrow().counts().held()).isZero();
    }

    @Test
    void mustCoverSomethingAndHaveANameAndAReason() {
        assertThatThrownBy(() ->
                        holds().place(new Holds.Wanted("a", new Holds.Scope(null, null, null, null, null), null), HOA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Give a destination, unit, dossier, procedure or unmapped code");
        assertThatThrownBy(() -> holds().place(new Holds.Wanted("a", OF_UNIT, null), new Journal.By("Hoa", " ")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasItsNameForItselfAsLongAsItLasts() {
        Holds.Hold first = place("Đối soát", OF_UNIT);
        Holds.Placed again = holds().place(new Holds.Wanted("đối SOÁT", OF_UNIT, null), HOA);
        assertThat(again.taken()).isTrue();
        assertThat(again.hold().id()).isEqualTo(first.id());

        lift("ĐỐI soát");
        assertThat(holds().lift("Đối soát", HOA)).isEmpty();
        assertThat(place("Đối soát", OF_UNIT).id()).isNotEqualTo(first.id());
        assertThat(holds().history(10)).hasSize(2).last().satisfies(ended -> {
            assertThat(ended.id()).isEqualTo(first.id());
            assertThat(ended.ended()).isEqualTo(new Holds.Ended(HOA, now()));
        });
        assertThat(holds().active()).hasSize(1);
    }

    @Test
    void whatIsInFlightEndsAsItEndsAndWaitsUnderTheHoldWhenItIsPutOff() {
        long delivered = accept("H1", 1);
        long next = accept("H1", 2);
        long putOff = accept("H2", 1);
        Flight one = takeOff(delivered).get(0);
        Flight other = takeOff(putOff).get(0);
        Holds.Hold hold = place("a", OF_UNIT);
        assertThat(hold.counts()).isEqualTo(new Holds.Counts(0, 2, 0));

        deliver(one);
        test.journal()
                .land(landing(
                        other,
                        new Outcome.Deferred(TestJournal.problem("busy"), null, false),
                        TransferState.WAITING,
                        now().plusSeconds(5),
                        Held.NOTHING))
                .join();

        assertThat(state(delivered)).isEqualTo(TransferState.DELIVERED);
        assertThat(state(next)).isEqualTo(TransferState.WAITING);
        assertThat(holdOf(next)).isEqualTo("a");
        assertThat(holdOf(putOff)).isEqualTo("a");
        assertThat(holds().active("a").orElseThrow().counts()).isEqualTo(new Holds.Counts(2, 0, 0));

        assertThat(lift("a").released()).isEqualTo(2);
        assertThat(state(next)).isEqualTo(TransferState.READY);
        assertThat(state(putOff)).as("its time has not come").isEqualTo(TransferState.WAITING);
        test.clock().forward(Duration.ofSeconds(6));
        assertThat(due()).extracting(Journal.Ready::transferId).containsExactly(putOff);
    }

    @Test
    void whatFallsDueUnderAHoldGoesWhenItEnds() {
        long deferred = accept("H1", 1);
        long unclear = accept("H2", 1);
        land(
                deferred,
                new Outcome.Deferred(TestJournal.problem("x"), null, false),
                TransferState.WAITING,
                now().plusSeconds(5));
        land(unclear, new Outcome.Unclear(TestJournal.problem("x")), TransferState.UNCLEAR, now().plusSeconds(5));
        place("a", OF_UNIT);
        test.clock().forward(Duration.ofSeconds(6));

        assertThat(due()).isEmpty();
        assertThat(test.journal().wake(PROVINCE, 10).join()).isZero();
        assertThat(state(deferred)).isEqualTo(TransferState.WAITING);
        assertThat(state(unclear)).as("still unclear, and not asked about").isEqualTo(TransferState.UNCLEAR);
        assertThat(takeOff(unclear)).isEmpty();
        assertThat(takeOff(deferred)).isEmpty();

        lift("a");
        assertThat(state(deferred)).isEqualTo(TransferState.READY);
        assertThat(takeOff(unclear)).singleElement().satisfies(f -> assertThat(f.unclear())
                .isTrue());
    }

    @Test
    void anUnclearOneThatMayGoNowIsHeldToo() {
        long unclear = accept("H1", 1);
        land(unclear, new Outcome.Unclear(TestJournal.problem("x")), TransferState.UNCLEAR, now());
        assertThat(due()).hasSize(1);
        place("a", OF_UNIT);

        assertThat(state(unclear)).isEqualTo(TransferState.UNCLEAR);
        assertThat(takeOff(unclear)).isEmpty();
        lift("a");
        assertThat(takeOff(unclear)).hasSize(1);
    }

    @Test
    void whatIsPutBackWaitsUnderTheHold() {
        long id = accept("H1", 1);
        takeOff(id);
        place("a", OF_UNIT);
        test.journal().putBack(List.of(id)).join();

        assertThat(state(id)).isEqualTo(TransferState.WAITING);
        assertThat(takeOff(id)).isEmpty();
        lift("a");
        assertThat(takeOff(id)).hasSize(1);
    }

    @Test
    void aCrashUnderAHoldLeavesItUnclearAndUnasked() {
        long id = accept("H1", 1);
        takeOff(id);
        place("a", OF_UNIT);
        assertThat(test.reopen().recoverAfterCrash()).isEqualTo(1);
        test.clock().forward(Duration.ofSeconds(1));
        assertThat(due()).isEmpty();
        assertThat(state(id)).isEqualTo(TransferState.UNCLEAR);
        assertThat(holdOf(id)).isEqualTo("a");
        lift("a");
        assertThat(takeOff(id)).hasSize(1);
    }

    @Test
    void keepsTheOrderOfADossierAcrossHoldAndLift() {
        long first = accept("H1", 1);
        place("a", OF_UNIT);
        long second = accept("H1", 2);
        assertThat(holdOf(second)).as("it waits behind the first").isEqualTo("-");
        lift("a");

        assertThat(takeOff(second)).isEmpty();
        Flight flight = takeOff(first).get(0);
        place("b", OF_UNIT);
        long third = accept("H1", 3);
        deliver(flight);
        assertThat(holdOf(second)).isEqualTo("b");
        assertThat(holdOf(third)).isEqualTo("-");
        lift("b");
        assertThat(takeOff(third)).isEmpty();
        deliver(takeOff(second).get(0));
        deliver(takeOff(third).get(0));
    }

    @Test
    void aHeldOneCanBeCancelledAndTheNextOfItsDossierIsHeldThen() {
        long first = accept("H1", 1);
        long second = accept("H1", 2);
        place("a", OF_UNIT);
        test.journal().cancel(TransferFilter.only(first), HOA, false).join();

        assertThat(state(first)).isEqualTo(TransferState.CANCELLED);
        assertThat(holdOf(second)).isEqualTo("a");
        assertThat(takeOff(second)).isEmpty();
        lift("a");
        assertThat(state(second)).isEqualTo(TransferState.READY);
    }

    @Test
    void aParkedOneThatIsReleasedWaitsUnderTheHold() {
        long id = accept("H1", 1);
        land(id, new Outcome.Rejected(TestJournal.problem("x")), TransferState.PARKED, null);
        place("a", OF_UNIT);
        assertThat(state(id)).isEqualTo(TransferState.PARKED);
        assertThat(holdOf(id)).isEqualTo("-");

        assertThat(test.journal().release(TransferFilter.only(id), HOA, false).join())
                .containsExactly(new Journal.ActResult(id, TransferState.PARKED, TransferState.WAITING, null));
        assertThat(state(id)).isEqualTo(TransferState.WAITING);
        assertThat(test.journal().release(TransferFilter.only(id), HOA, false).join())
                .singleElement()
                .satisfies(again ->
                        assertThat(again.refusedBecause()).startsWith("It is held by \"a\": end that hold (unhold)"));
        assertThat(takeOff(id)).isEmpty();
        lift("a");
        assertThat(takeOff(id)).hasSize(1);
    }

    @Test
    void whatTwoHoldsCoverGoesWhenBothHaveEnded() {
        long both = accept("H1", 1);
        long one = accept("H2", 1, UNIT, "2.000001");
        Holds.Hold wide = place("wide", OF_UNIT);
        Holds.Hold narrow = place("narrow", new Holds.Scope(null, null, null, PROCEDURE, null));
        assertThat(wide.counts().held()).isEqualTo(2);
        assertThat(narrow.counts().held()).as("counted by both").isEqualTo(1);
        assertThat(holds().wouldLift(wide)).satisfies(would -> {
            assertThat(would.released()).isEqualTo(1);
            assertThat(would.stillHeld()).isEqualTo(1);
        });

        Holds.Lifted lifted = lift("wide");
        assertThat(lifted.released()).isEqualTo(1);
        assertThat(lifted.stillHeld()).isEqualTo(1);
        assertThat(state(one)).isEqualTo(TransferState.READY);
        assertThat(takeOff(both)).isEmpty();
        assertThat(holdOf(both)).isEqualTo("narrow");
        lift("narrow");
        assertThat(takeOff(both)).hasSize(1);
    }

    @Test
    void endsByItselfWhenItsTimeIsOverAndItIsWrittenDown() {
        long id = accept("H1", 1);
        place("a", OF_UNIT, now().plusSeconds(60));
        assertThat(holds().sweep(now().plusSeconds(59))).isFalse();
        assertThat(takeOff(id)).isEmpty();

        test.clock().forward(Duration.ofSeconds(60));
        assertThat(holds().sweep(now())).isTrue();

        assertThat(takeOff(id)).hasSize(1);
        assertThat(holds().active()).isEmpty();
        assertThat(holds().history(1)).singleElement().satisfies(ended -> {
            assertThat(ended.ended()).isEqualTo(new Holds.Ended(new Journal.By("hub", "Its time was over."), now()));
            assertThat(ended.settled()).isTrue();
        });
        assertThat(holds().sweep(now())).isFalse();
    }

    @Test
    void aHoldByUnmappedCodeHoldsWhatWaitedUnderTheCode() {
        long parked = accept("H1", 1);
        Flight flight = takeOff(parked).get(0);
        test.journal()
                .land(new Landing(
                        flight,
                        now(),
                        now(),
                        new Outcome.Rejected(TestJournal.problem("x")),
                        TransferState.PARKED,
                        null,
                        true,
                        "mapping",
                        Held.NOTHING,
                        "procedure:TS_lop1",
                        List.of()))
                .join();
        long other = accept("H2", 1);
        Holds.Hold hold = place("code", new Holds.Scope(null, null, null, null, "procedure:TS_lop1"));
        assertThat(hold.counts()).isEqualTo(new Holds.Counts(0, 0, 1));
        assertThat(takeOff(other)).hasSize(1);

        test.journal().release(TransferFilter.only(parked), HOA, false).join();
        assertThat(state(parked)).isEqualTo(TransferState.WAITING);
        assertThat(takeOff(parked)).isEmpty();
        assertThat(holds().active("code").orElseThrow().counts()).isEqualTo(new Holds.Counts(1, 0, 0));
        lift("code");
        assertThat(view(parked).unmappedCode()).isNull();
        assertThat(takeOff(parked)).hasSize(1);
    }

    @Test
    void saysBeforehandWhatItWouldHold() {
        accept("H1", 1);
        accept("H1", 2);
        takeOff(accept("H2", 1));
        assertThat(holds().wouldHold(OF_UNIT)).isEqualTo(new Holds.Counts(1, 1, 0));
        assertThat(holds().active()).isEmpty();
        place("a", OF_UNIT);
        assertThat(holds().counts()).containsExactly(new Holds.HeldCount(PROVINCE, UNIT, "a", 1));
    }
}
