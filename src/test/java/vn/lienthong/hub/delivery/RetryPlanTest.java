package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryPlanTest {
    private static final RetryPlan PLAN = RetryPlan.DEFAULT;

    @Property
    void neverWaitsLongerThanTheCapNorLessThanABlink(
            @ForAll @IntRange(min = 0, max = 10_000) int failures, @ForAll @LongRange(max = 1_000) long seed) {
        assertThat(PLAN.pause(failures, new Random(seed))).isBetween(Duration.ofMillis(50), PLAN.cap());
    }

    @Property(tries = 100)
    void staysUnderTheExponentialBound(@ForAll @IntRange(min = 1, max = 8) int failures, @ForAll long seed) {
        Duration bound = PLAN.first().multipliedBy(1L << (failures - 1));

        assertThat(PLAN.pause(failures, new Random(seed))).isLessThanOrEqualTo(bound);
    }

    @Test
    void spreadsTransfersThatFailedTogether() {
        Random random = new Random(7);

        long distinct = java.util.stream.Stream.generate(() -> PLAN.pause(9, random))
                .limit(100)
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(90);
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> new RetryPlan(Duration.ZERO, 2, Duration.ofMinutes(1), 3, 9))
                .hasMessage("retry.first must be positive. Found: PT0S. Example: PT2S.");
        assertThatThrownBy(() -> new RetryPlan(Duration.ofMinutes(2), 2, Duration.ofMinutes(1), 3, 9))
                .hasMessage("retry.cap must not be shorter than retry.first. Found: PT1M. Example: PT10M.");
    }

    @Test
    void namesTheDestinationWhoseSettingIsWrong() {
        assertThatThrownBy(() ->
                        DestinationSettings.read("echo", Map.of("retry.cap", "PT1S"), hours -> now -> Optional.empty()))
                .hasMessage("Setting hub.destinations.echo.retry.cap must not be shorter than retry.first."
                        + " Found: PT1S. Example: PT10M.");
    }
}
