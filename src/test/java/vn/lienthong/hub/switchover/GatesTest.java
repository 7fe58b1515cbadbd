package vn.lienthong.hub.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.switchover.Gates.Judged;
import vn.lienthong.hub.switchover.Gates.Kind;
import vn.lienthong.hub.switchover.Gates.Known;
import vn.lienthong.hub.switchover.Gates.Unknown;
import vn.lienthong.hub.switchover.SwitchoverPlan.Wave;
import vn.lienthong.hub.vocabulary.SwitchoverState;

class GatesTest {
    private static final Wave WAVE =
            SamplePlan.plan(SamplePlan.text()).wave("wave-2").orElseThrow();

    @Test
    void aNumberUpToTheLimitPassesAndOneMoreDoesNot() {
        assertThat(new Judged(Kind.PARKED, 5, new Known(5, List.of())).passes()).isTrue();
        assertThat(new Judged(Kind.PARKED, 5, new Known(6, List.of())).passes()).isFalse();
    }

    @Test
    void whatNobodyCanTellDoesNotPassAndSaysWhy() {
        Judged judged = new Judged(
                Kind.REHEARSAL_FAILURES, 999_999_999, new Unknown("There is no rehearsal of 21562.", "Run rehearse."));

        assertThat(judged.passes()).isFalse();
        assertThat(judged.words())
                .isEqualTo(
                        "rehearsal-failures: not known, limit 999999999. There is no rehearsal of 21562. Run rehearse.");
    }

    @Test
    void namesTheFirstTenOffenders() {
        List<String> many = IntStream.range(0, 25).mapToObj(i -> "d" + i).toList();
        Judged judged = new Judged(Kind.PARKED, 0, new Known(25, many));

        assertThat(judged.words()).isEqualTo("parked 25, limit 0: d0, d1, d2, d3, d4, d5, d6, d7, d8, d9");
    }

    @Test
    void judgesEveryGateOfTheStepAndNoOther() {
        List<Judged> judged = Gates.judge(
                WAVE,
                SwitchoverState.HOLDING,
                "21562",
                (gate, unit) -> new Known(gate == Kind.REHEARSAL_FAILURES ? 5 : 1, List.of()));

        assertThat(judged)
                .extracting(Judged::words)
                .containsExactly(
                        "unmapped-procedures 1, limit 0",
                        "agency-codes-absent 1, limit 0",
                        "probe-failures 1, limit 0",
                        "rehearsal-failures 5, limit 5");
        assertThat(judged).filteredOn(Judged::passes).hasSize(1);
    }

    @Test
    void everyStepHasAGateUnlessThePlanTakesItAway() {
        assertThat(SwitchoverPlan.STEPS)
                .allSatisfy(step -> assertThat(WAVE.limits(step)).isNotEmpty());
    }
}
