package vn.lienthong.hub.replay;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records that a player pushed.
 *
 * @param taken records read from the source so far
 * @param accepted 202, new
 * @param repeated 200: the hub held them already
 * @param superseded 202, older than what the hub held
 * @param refused 400, 409, 413, 422, by the problem's code
 * @param resent pushes that were made again, after 503, 429 or a broken connection
 * @param unsent records for which the player lost patience, or that it did not reach before it stopped
 * @param stoppedBecause why the player gave up early, in three parts; null when it did not
 * @param took since the first push
 */
public record PlaySummary(
        long taken,
        long accepted,
        long repeated,
        long superseded,
        Map<String, Long> refused,
        long resent,
        long unsent,
        @Nullable String stoppedBecause,
        Duration took) {

    /** Records that have their final answer. */
    public long answered() {
        return accepted + repeated + superseded + refusedInAll();
    }

    public long refusedInAll() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Answered records per second. */
    public double perSecond() {
        return took.isZero() ? 0 : answered() * 1e9 / took.toNanos();
    }

    /** Whether every record read has its answer. */
    public boolean complete() {
        return stoppedBecause == null && unsent == 0 && answered() == taken;
    }

    /** A few lines for people. */
    public String text() {
        String reasons = refused.entrySet().stream()
                .map(entry -> "  " + entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("\n"));
        return "accepted " + accepted + ", repeated " + repeated + ", superseded " + superseded + ", refused "
                + refusedInAll() + ", resent " + resent + ", unsent " + unsent
                + (reasons.isEmpty() ? "" : "\n" + reasons)
                + (stoppedBecause == null ? "" : "\n" + stoppedBecause);
    }
}
