package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.UnitLives.Fate;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** Two wards that become one, which has the code of one of them: what a step of one means for the others. */
class UnitsIT extends SwitchoverLane {
    private static final String OTHER = "21568";
    private static final String HOLD = "switchover-21583-province-rest";
    private static final Duration WINDOW = Duration.ofHours(2);
    private static final Duration UNTIL_THE_REFORM = Duration.ofDays(12);
    private static final Life FIRST = Life.only(UNIT);
    private static final Life HEIR = new Life(UNIT, "2026-03-12");

    @BeforeEach
    void twoBecomeOne() {
        switchovers()
                .govern(RULES.with(new UnitLives(
                        List.of(new Fate(FIRST, HEIR), new Fate(Life.only(OTHER), HEIR), new Fate(HEIR, null)))));
    }

    @Test
    void aWardThatReturnsToHoldingKeepsItsHoldWhenItsHeirHasTakenBackWhatWasItsOwn() {
        reach(OTHER, SwitchoverState.PROVINCE);
        reach(UNIT, SwitchoverState.HOLDING);
        step(UNIT, SwitchoverState.BACKFILL, now().plus(WINDOW));
        assertThat(switchovers().of(HEIR).state()).isEqualTo(SwitchoverState.BACKFILL);
        accept("H1", 1, Status.NEW, true);
        test.clock().forward(WINDOW);
        switchovers().sweep(now());
        assertThat(switchovers().of(HEIR).state()).isEqualTo(SwitchoverState.REHEARSAL);
        switchovers().sweep(now());

        long held = accept("H2", 1, Status.NEW, false);
        assertThat(holdOf(held)).isEqualTo(HOLD);
        assertThat(deliverReady()).isEmpty();
        assertThat(switchovers().of(HEIR).complete()).isTrue();
        reach(UNIT, SwitchoverState.BACKFILL);
        assertThat(test.journal().holds().names()).isEmpty();
        assertThat(backfillAll()).containsExactlyInAnyOrder("H1/1", "H2/1");
    }

    @Test
    void anHeirThatGoesBackBeforeAStepOfItsOwnTakesBackWhatThoseBeforeItHold() {
        reach(UNIT, SwitchoverState.HOLDING);
        reach(OTHER, SwitchoverState.PROVINCE);
        long held = accept("H1", 1, Status.NEW, false);
        test.clock().forward(UNTIL_THE_REFORM);
        assertThat(unit().state()).isEqualTo(SwitchoverState.REHEARSAL);

        assertThat(switchovers().back(UNIT, HOA, false).taken()).isTrue();
        switchovers().sweep(now());
        closes();
        assertThat(isTransfer(held)).isFalse();
        assertThat(unit().counts().later()).isEqualTo(1);
        assertThat(test.journal().holds().names()).isEmpty();
        reach(UNIT, SwitchoverState.REHEARSAL);
        assertThat(deliverReady()).isEmpty();
    }

    @Test
    void theFirstStepOfAnHeirWaitsForTheHistoryOfAllThatItTakesAlong() {
        accept("H1", 1, Status.NEW, false);
        reach(UNIT, SwitchoverState.BACKFILL);
        reach(OTHER, SwitchoverState.BACKFILL);
        test.clock().forward(UNTIL_THE_REFORM);

        assertThat(unit().counts().later()).as("its own").isZero();
        assertThat(unit().reach().codes()).containsExactly(UNIT);
        assertThat(switchovers().stepping(UNIT).counts().later()).isEqualTo(1);
        assertThat(switchovers().stepping(UNIT).reach().codes()).containsExactly(OTHER, UNIT);
        assertThat(switchovers().left(UNIT, 10)).containsExactly("H1");
        assertThat(advance(SwitchoverState.PROVINCE).refused()).contains("1 records are owed later");
        assertThat(backfillAll()).containsExactly("H1/1");
        assertThat(advance(SwitchoverState.PROVINCE).refused()).isNull();
    }

    @Test
    void anHeirThatStillTakesBackIsNotCompleteBecauseOneBeforeItStepsOn() {
        reach(UNIT, SwitchoverState.PROVINCE);
        reach(OTHER, SwitchoverState.PROVINCE);
        test.clock().forward(UNTIL_THE_REFORM);
        Flight flight = takeOff(acceptOfHeir("N1")).get(0);
        assertThat(switchovers().back(OTHER, HOA, false).unit().complete()).isTrue();
        assertThat(unit().state()).isEqualTo(SwitchoverState.CITY);

        reach(OTHER, SwitchoverState.REHEARSAL);
        assertThat(unit().state()).isEqualTo(SwitchoverState.REHEARSAL);
        assertThat(unit().complete()).isFalse();
        deliver(flight);
        switchovers().sweep(now());
        assertThat(unit().complete()).isTrue();
        assertThat(test.journal().holds().names()).doesNotContain(HOLD);
    }

    @Test
    void whatAnHeirHeldWhileItTookBackGoesWhenThoseBeforeItAreFarEnoughAgain() {
        reach(UNIT, SwitchoverState.PROVINCE);
        reach(OTHER, SwitchoverState.PROVINCE);
        test.clock().forward(UNTIL_THE_REFORM);
        takeOff(acceptOfHeir("N1"));
        switchovers().back(OTHER, HOA, false);
        assertThat(test.journal().holds().names()).contains(HOLD);

        reach(OTHER, SwitchoverState.BACKFILL);
        assertThat(unit().state()).isEqualTo(SwitchoverState.BACKFILL);
        assertThat(unit().complete()).isTrue();
        assertThat(test.journal().holds().names()).isEmpty();
    }

    @Test
    void whatAWardOwesIsAsOldAsItsOwnStepAndNotAsThatOfItsHeir() {
        accept("H1", 1, Status.NEW, false);
        reach(UNIT, SwitchoverState.BACKFILL);
        Instant begun = now();
        switchovers().backfill();
        test.clock().forward(Duration.ofDays(1));
        reach(OTHER, SwitchoverState.BACKFILL);

        assertThat(switchovers().of(HEIR).since()).isEqualTo(now());
        assertThat(test.journal().timings().unreported(now())).singleElement().satisfies(one -> assertThat(one.since())
                .isBeforeOrEqualTo(begun));
    }

    @Test
    void whatAnHeirInheritsIsWrittenDownWithWhoLedToItAndWhy() {
        reach(UNIT, SwitchoverState.REHEARSAL);
        reach(OTHER, SwitchoverState.REHEARSAL);

        assertThat(switchovers().history(UNIT, null, 10))
                .extracting(step -> step.unit() + step.begins() + " " + step.kind() + " " + step.from() + " "
                        + step.to() + " " + step.by().who() + " " + step.by().why())
                .containsExactly(
                        "215832026-03-12 inherit CITY REHEARSAL " + HOA.who() + " " + HOA.why(),
                        "21583 advance CITY REHEARSAL " + HOA.who() + " " + HOA.why());
        assertThat(switchovers().history(null, null, 10))
                .as("steps that somebody took")
                .extracting(Switchovers.Step::kind)
                .containsOnly("advance");
    }

    @Test
    void aUnitWhoseStepFailsStopsNoOther() {
        for (String unit : List.of(OTHER, UNIT)) {
            reach(unit, SwitchoverState.REHEARSAL);
            step(unit, SwitchoverState.HOLDING, now().plus(WINDOW));
        }
        test.sql(
                "ALTER TABLE switchover ADD CONSTRAINT broken CHECK (unit <> '21568' OR state <> 'REHEARSAL') NOT VALID");
        test.clock().forward(WINDOW);

        assertThatThrownBy(() -> switchovers().sweep(now())).isInstanceOf(RuntimeException.class);
        assertThat(unit().state()).isEqualTo(SwitchoverState.REHEARSAL);
        assertThat(switchovers().of(OTHER).state()).isEqualTo(SwitchoverState.HOLDING);
    }

    private void reach(String unit, SwitchoverState to) {
        while (switchovers().of(unit).state() != to) {
            step(unit, Objects.requireNonNull(switchovers().of(unit).state().next()), null);
        }
    }

    private void step(String unit, SwitchoverState to, @Nullable Instant until) {
        assertThat(switchovers()
                        .advance(new Switchovers.Wanted(unit, null, to, until, "", false), HOA)
                        .refused())
                .isNull();
        closes();
    }

    /** A record that the heir itself received: on a day on which the code means it. */
    private long acceptOfHeir(String code) {
        DossierRecord record = record(code, 1, UNIT, PROCEDURE);
        DossierRecord today =
                new DossierRecord(code, 1, PROCEDURE, UNIT, record.status(), null, now(), null, record.content());
        return accept(test.journal(), today, null);
    }
}
