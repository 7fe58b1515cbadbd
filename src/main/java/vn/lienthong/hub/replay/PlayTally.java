package vn.lienthong.hub.replay;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what a player does. Thread-safe. */
final class PlayTally {
    final LongAdder taken = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder superseded = new LongAdder();
    final LongAdder resent = new LongAdder();
    final LongAdder unsent = new LongAdder();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> stop = new AtomicReference<>();
    private final long begun = System.nanoTime();

    void refused(String code) {
        refused.computeIfAbsent(code, k -> new LongAdder()).increment();
    }

    void stop(String because) {
        stop.compareAndSet(null, because);
    }

    boolean stopped() {
        return stop.get() != null;
    }

    PlaySummary summary() {
        Map<String, Long> reasons = new TreeMap<>();
        refused.forEach((code, count) -> reasons.put(code, count.sum()));
        return new PlaySummary(
                taken.sum(),
                accepted.sum(),
                repeated.sum(),
                superseded.sum(),
                reasons,
                resent.sum(),
                unsent.sum(),
                stop.get(),
                Duration.ofNanos(System.nanoTime() - begun));
    }
}
