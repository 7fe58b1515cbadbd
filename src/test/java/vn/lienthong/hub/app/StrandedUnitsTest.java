package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.UnitLives;
import vn.lienthong.hub.journal.UnitLives.Fate;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** A first day that was corrected after the unit took a step; the wrong day is made up. */
class StrandedUnitsTest {
    private static final Life THI_NAI = new Life("21583", "2024-12-01");

    @Test
    void aStepOfAUnitThatTheTablesDoNotHaveAnyMoreIsNamedWithDayAndCount() {
        UnitLives lives = new UnitLives(List.of(new Fate(Life.only("21583"), THI_NAI), new Fate(THI_NAI, null)));

        assertThat(StrandedUnits.of(
                        List.of(
                                unit(Life.only("21583"), 1),
                                unit(THI_NAI, 2),
                                unit(new Life("21583", "2024-12-02"), 3),
                                unit(Life.only("99999"), 4)),
                        lives))
                .containsExactly(
                        "21583, which began on 2024-12-02: PROVINCE, 3 owed later, and no unit of units.csv begins so");
    }

    private static Switchovers.Unit unit(Life life, long later) {
        return new Switchovers.Unit(
                life.code(),
                SwitchoverState.PROVINCE,
                null,
                null,
                false,
                null,
                true,
                new Switchovers.Counts(later, 0, 0, 0, 0, null, 0, 0),
                null,
                new Switchovers.Reach(life, null, false, List.of(life), true));
    }
}
