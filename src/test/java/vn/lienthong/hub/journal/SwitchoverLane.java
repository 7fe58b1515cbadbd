package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What tests of switchovers do, in few words: one governed destination, units that begin in CITY. */
abstract class SwitchoverLane extends HoldLane {
    static final Switchovers.Rules RULES = new Switchovers.Rules(Set.of(PROVINCE), SwitchoverState.CITY, 4);

    @BeforeEach
    void govern() {
        switchovers().govern(RULES);
    }

    Switchovers switchovers() {
        return test.journal().switchovers();
    }

    Switchovers.Unit unit() {
        return switchovers().of(UNIT);
    }

    Switchovers.Stepped advance(SwitchoverState to) {
        return switchovers().advance(new Switchovers.Wanted(UNIT, null, to, null, "", false), HOA);
    }

    /** Takes the steps up to a state; each must be taken. */
    void reach(SwitchoverState to) {
        while (unit().state() != to) {
            assertThat(advance(Objects.requireNonNull(unit().state().next())).refused())
                    .isNull();
            closes();
        }
    }
}
