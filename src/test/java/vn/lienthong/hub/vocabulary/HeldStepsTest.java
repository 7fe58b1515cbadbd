package vn.lienthong.hub.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldStepsTest {
    private static final HeldSteps TWO = HeldSteps.of(List.of("20191216080500-2", "20191216080500-2#2"));

    @Test
    void readsWhatItWrites() {
        for (HeldSteps steps : List.of(
                HeldSteps.NONE,
                TWO,
                TWO.doubting(List.of("20191217090000-4", "20191217100000-9")),
                TWO.doubtingAll(),
                HeldSteps.NONE.doubtingAll().counting(0),
                TWO.doubting(List.of("20191217090000-4")).counting(3))) {
            assertThat(HeldSteps.parse(steps.text())).as(steps.text()).isEqualTo(steps);
        }
    }

    @Test
    void isNothingForADossierWithoutSteps() {
        assertThat(HeldSteps.NONE.text()).isEmpty();
        assertThat(HeldSteps.parse("")).isSameAs(HeldSteps.NONE);
        assertThat(HeldSteps.NONE.confirming(List.of())).isSameAs(HeldSteps.NONE);
    }

    @Test
    void settlesEveryDoubtWhenAMessageIsConfirmedAfterACount() {
        HeldSteps doubted = TWO.doubting(List.of("20191217090000-4")).counting(3);

        assertThat(doubted.confirming(List.of("20191217090000-4")))
                .isEqualTo(HeldSteps.of(List.of("20191216080500-2", "20191216080500-2#2", "20191217090000-4")));
        assertThat(doubted.confirming(List.of())).isEqualTo(TWO);
        assertThat(TWO.doubtingAll().counting(2).confirming(List.of())).isEqualTo(TWO);
    }

    @Test
    void keepsTheDoubtThatNobodyCountedUntilEverythingIsConfirmed() {
        HeldSteps doubted = TWO.doubting(List.of("20191217090000-4", "20191217100000-4"));

        assertThat(doubted.confirming(List.of())).isEqualTo(doubted);
        assertThat(doubted.confirming(List.of("20191217090000-4")).inDoubt()).containsExactly("20191217100000-4");
        assertThat(doubted.settled()).isEqualTo(TWO);
        assertThat(TWO.doubtingAll().confirming(List.of("a")).inDoubt()).isNull();
        assertThat(TWO.doubtingAll().settled()).isEqualTo(TWO);
        assertThat(TWO.settled()).isSameAs(TWO);
    }

    @Test
    void knowsWhichSendingMayBeARepetition() {
        List<String> chunk = List.of("20191217090000-4");
        HeldSteps doubted = TWO.doubting(chunk);

        assertThat(TWO.mayRepeat(chunk)).isFalse();
        assertThat(doubted.mayRepeat(chunk)).isTrue();
        assertThat(doubted.mayRepeat(List.of("20191217100000-4"))).isFalse();
        assertThat(doubted.counting(2).mayRepeat(chunk))
                .as("the count says it is not there")
                .isFalse();
        assertThat(TWO.doubtingAll().mayRepeat(chunk)).isTrue();
        assertThat(TWO.doubtingAll().mayRepeat(List.of())).as("nothing is sent").isFalse();
    }

    @Test
    void takesForAKeyWhatFitsOnALine() {
        assertThat(List.of("20191216080500-10#3", "step-1", "a".repeat(64))).allMatch(HeldSteps::isKey);
        assertThat(List.of("", "?1", "=4", "*", "a b", "a\nb", "a".repeat(65))).noneMatch(HeldSteps::isKey);
    }

    @Test
    void keepsTheNewestOfTooMany() {
        List<String> keys = IntStream.range(0, 2_001).mapToObj(i -> "k" + i).toList();

        assertThat(HeldSteps.of(keys).confirmed())
                .hasSize(2_000)
                .startsWith("k1")
                .endsWith("k2000");
    }

    @Test
    void forgetsAStepAndAllThatWereConfirmedAfterItAndEveryDoubt() {
        HeldSteps held = new HeldSteps(List.of("a", "b", "c"), List.of("d"), 4);

        assertThat(held.forgettingFrom("b")).isEqualTo(HeldSteps.of(List.of("a")));
        assertThat(held.forgettingFrom("a")).isEqualTo(HeldSteps.NONE);
        assertThat(held.forgettingFrom("z")).isEqualTo(HeldSteps.of(List.of("a", "b", "c")));
        assertThat(held.doubtingAll().forgettingFrom("c").inDoubt()).isEmpty();
    }
}
