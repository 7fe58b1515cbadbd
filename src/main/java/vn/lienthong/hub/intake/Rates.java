package vn.lienthong.hub.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much each source may still send: a bucket of tokens per source, filled at a steady rate. Thread-safe. */
final class Rates {
    private final double perMilli;
    private final double burst;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    Rates(int perSecond, int burst, Clock clock) {
        this.perMilli = perSecond / 1000.0;
        this.burst = burst;
        this.clock = clock;
    }

    /** How long the source has to wait before its next record; zero: it may send it now, and the token is taken. */
    Duration take(Source source) {
        // As many buckets as there are configured sources.
        return buckets.computeIfAbsent(source.name(), name -> new Bucket()).take();
    }

    private final class Bucket {
        private double tokens = burst;
        private long at = clock.millis();

        synchronized Duration take() {
            long now = clock.millis();
            // A clock set back gives nothing, and takes nothing away.
            tokens = Math.min(burst, tokens + Math.max(0, now - at) * perMilli);
            at = now;
            if (tokens >= 1) {
                tokens--;
                return Duration.ZERO;
            }
            return Duration.ofMillis((long) Math.ceil((1 - tokens) / perMilli));
        }
    }
}
