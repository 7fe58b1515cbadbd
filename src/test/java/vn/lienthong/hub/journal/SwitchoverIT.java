package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** States and steps of a switchover, and what a unit owes in each. */
class SwitchoverIT extends SwitchoverLane {
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
}
