package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.kit.SettableClock;

class LimitsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2019-12-16T01:00:00Z"));

    @Test
    void letsABurstThroughAndThenASteadyRate() {
        Rates rates = new Rates(10, 2, clock);

        assertThat(rates.take(Source.DEMO)).isZero();
        assertThat(rates.take(Source.DEMO)).isZero();
        assertThat(rates.take(Source.DEMO)).isEqualTo(Duration.ofMillis(100));
        clock.advance(Duration.ofMillis(100));
        assertThat(rates.take(Source.DEMO)).isZero();
        assertThat(rates.take(Source.DEMO)).isPositive();
    }

    @Test
    void countsEachSourceForItself() {
        Rates rates = new Rates(10, 1, clock);

        assertThat(rates.take(Source.DEMO)).isZero();
        assertThat(rates.take(new Source("city"))).isZero();
    }

    @Test
    void givesOutNoMoreThanThereIs() {
        Budget budget = new Budget(10);

        assertThat(budget.take(6)).isTrue();
        assertThat(budget.take(5)).isFalse();
        budget.giveBack(6);
        assertThat(budget.take(10)).isTrue();
    }

    @Test
    void namesTheSettingThatCannotBe() {
        IntakeSettings good = IntakeSettings.owedTo(List.of("echo"));

        assertThatThrownBy(() -> new IntakeSettings(
                        0,
                        good.attachmentLimit(),
                        good.batchLimit(),
                        good.batchWindow(),
                        good.batches(),
                        good.uploads(),
                        good.bodies(),
                        good.heldBytes(),
                        good.bodyTime(),
                        good.batchIdle(),
                        good.rate(),
                        good.burst(),
                        good.owedTo(),
                        good.owedByUnit(),
                        good.owedBySource(),
                        Map.of()))
                .hasMessage(
                        "Setting hub.intake.record-limit must be positive. Found: 0. Leave it out for the default.");
    }

    @Test
    void aSourceTakesAwayFromWhatItsUnitIsOwedToAndNeverAdds() {
        IntakeSettings settings = owed(
                List.of("province", "city"),
                Map.of("X", List.of(), "Y", List.of("city", "district", "province")),
                Map.of("city", List.of("province", "district")));

        assertThat(settings.owed("city", "Z")).containsExactly("province");
        assertThat(settings.owed("city", "X"))
                .as("a unit that is owed to nobody")
                .isEmpty();
        assertThat(settings.owed("city", "Y")).containsExactly("district", "province");
        assertThat(settings.owed("ward", "Z")).containsExactly("province", "city");
        assertThat(settings.owed("ward", "X")).isEmpty();
    }

    private static IntakeSettings owed(
            List<String> all, Map<String, List<String>> byUnit, Map<String, List<String>> bySource) {
        IntakeSettings good = IntakeSettings.owedTo(all);
        return new IntakeSettings(
                good.recordLimit(),
                good.attachmentLimit(),
                good.batchLimit(),
                good.batchWindow(),
                good.batches(),
                good.uploads(),
                good.bodies(),
                good.heldBytes(),
                good.bodyTime(),
                good.batchIdle(),
                good.rate(),
                good.burst(),
                good.owedTo(),
                byUnit,
                bySource,
                Map.of());
    }
}
