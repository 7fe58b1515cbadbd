package vn.lienthong.hub.delivery;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a transfer goes again, and when it stops going.
 *
 * <p>Waits grow exponentially up to a cap and are drawn evenly between zero and that value ("full jitter"), so that
 * transfers that failed together do not come back together.
 *
 * @param first upper bound of the first wait; default 2 s
 * @param factor growth per attempt; default 2
 * @param cap longest wait; default 10 min
 * @param giveUpAfterAttempts attempts that count before the transfer is parked; default 12. The destination's own
 *     trouble does not count.
 * @param giveUpAfterTroubles troubles in a row that a transfer meets while the destination takes others before it is parked;
 *     default 100, which is some eight hours: a record that breaks the destination must not come back for ever
 */
public record RetryPlan(Duration first, double factor, Duration cap, int giveUpAfterAttempts, int giveUpAfterTroubles) {

    /** 2 s, doubled up to 10 min, parked after 12 attempts that count, or after 100 troubles that it met alone. */
    public static final RetryPlan DEFAULT = new RetryPlan(Duration.ofSeconds(2), 2, Duration.ofMinutes(10), 12, 100);

    private static final Duration SHORTEST = Duration.ofMillis(50);

    public RetryPlan {
        require(!first.isNegative() && !first.isZero(), "retry.first must be positive", first, "PT2S");
        require(factor >= 1, "retry.factor must be at least 1", factor, "2");
        require(cap.compareTo(first) >= 0, "retry.cap must not be shorter than retry.first", cap, "PT10M");
        require(giveUpAfterAttempts > 0, "retry.give-up-after-attempts must be positive", giveUpAfterAttempts, "12");
        require(giveUpAfterTroubles > 0, "retry.give-up-after-troubles must be positive", giveUpAfterTroubles, "100");
    }

    /** The wait before the attempt that follows {@code failures} failed ones (1, 2, …). */
    Duration pause(int failures, RandomGenerator random) {
        long bound = IntervalFunction.ofExponentialBackoff(first.toMillis(), factor, cap.toMillis())
                .apply(Math.max(1, Math.min(failures, 64)));
        return Duration.ofMillis(Math.max(SHORTEST.toMillis(), (long) (bound * random.nextDouble())));
    }

    private static void require(boolean holds, String what, Object found, String example) {
        if (!holds) {
            throw new IllegalArgumentException(what + ". Found: " + found + ". Example: " + example + ".");
        }
    }
}
