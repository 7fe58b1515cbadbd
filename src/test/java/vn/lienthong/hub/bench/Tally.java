package vn.lienthong.hub.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What happened to each record of one run: when it was sent, acknowledged and seen at the sink. Thread-safe. */
final class Tally {
    static final int MOST = 1_000_000;

    /** Three digits that mark the ids of this run, so that late records of a warm-up do not count. */
    final int run;

    private final AtomicLongArray sentAt = new AtomicLongArray(MOST);
    private final AtomicIntegerArray ackMicros = new AtomicIntegerArray(MOST);
    private final AtomicIntegerArray keys = new AtomicIntegerArray(MOST);
    private final AtomicLongArray seenAt = new AtomicLongArray(MOST);
    private final AtomicIntegerArray arrivals = new AtomicIntegerArray(MOST);
    private final AtomicIntegerArray seen = new AtomicIntegerArray(MOST);
    private final AtomicIntegerArray lastSequence = new AtomicIntegerArray(10_000);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger outOfOrder = new AtomicInteger();
    private final AtomicIntegerArray perSecond = new AtomicIntegerArray(3_600);
    private final long began = System.nanoTime();
    private volatile long lastDelivery;

    Tally(int run) {
        this.run = run;
        this.lastDelivery = System.nanoTime();
    }

    int nextId() {
        return next.getAndIncrement();
    }

    void sent(int id, int key) {
        keys.set(id, key);
        sentAt.set(id, System.nanoTime());
    }

    void answered(int id, int status) {
        if (status >= 200 && status < 300) {
            ackMicros.set(id, (int) ((System.nanoTime() - sentAt.get(id)) / 1_000));
            acknowledged.incrementAndGet();
        } else {
            refused.incrementAndGet();
        }
    }

    void arrived(int id, int key, int sequence) {
        if (seen.getAndIncrement(id) > 0) {
            repeated.incrementAndGet();
            return;
        }
        arrivals.set(delivered.getAndIncrement(), id);
        lastDelivery = System.nanoTime();
        seenAt.set(id, lastDelivery);
        perSecond.incrementAndGet((int) Math.min(perSecond.length() - 1, (lastDelivery - began) / 1_000_000_000L));
        if (lastSequence.getAndAccumulate(key, sequence, Math::max) > sequence) {
            outOfOrder.incrementAndGet();
        }
    }

    int acknowledged() {
        return acknowledged.get();
    }

    int refused() {
        return refused.get();
    }

    int delivered() {
        return delivered.get();
    }

    int repeated() {
        return repeated.get();
    }

    int outOfOrder() {
        return outOfOrder.get();
    }

    long lastDelivery() {
        return lastDelivery;
    }

    /** Acknowledged records that did not arrive. */
    int lost() {
        return lost(key -> true);
    }

    /** Of some dossiers only. */
    int lost(IntPredicate ofKey) {
        int lost = 0;
        for (int id = 0; id < Math.min(MOST, next.get()); id++) {
            if (ackMicros.get(id) > 0 && seen.get(id) == 0 && ofKey.test(keys.get(id))) {
                lost++;
            }
        }
        return lost;
    }

    /** Delivered per second, averaged over spans of so many seconds, from the first to the last full span. */
    List<Integer> timeline(int span) {
        List<Integer> means = new ArrayList<>();
        int seconds = (int) ((lastDelivery - began) / 1_000_000_000L);
        for (int from = 0; from + span <= seconds; from += span) {
            int sum = 0;
            for (int second = from; second < from + span; second++) {
                sum += perSecond.get(second);
            }
            means.add(sum / span);
        }
        return means;
    }

    /** The ids that arrived, in the order in which they did. */
    int[] arrivals() {
        return IntStream.range(0, delivered.get()).map(arrivals::get).toArray();
    }

    /** When the first one arrived after a moment; both as System.nanoTime tells. */
    long firstAfter(long moment) {
        return IntStream.of(arrivals())
                .mapToLong(seenAt::get)
                .filter(at -> at - moment > 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** A quantile of the time from sending to the arrival at the sink, of some dossiers, in milliseconds. */
    double deliveryMillis(double quantile, IntPredicate ofKey) {
        long[] nanos = IntStream.of(arrivals())
                .filter(id -> ofKey.test(keys.get(id)))
                .mapToLong(id -> seenAt.get(id) - sentAt.get(id))
                .sorted()
                .toArray();
        return nanos.length == 0 ? -1 : nanos[Math.min(nanos.length - 1, (int) (nanos.length * quantile))] / 1e6;
    }

    /** A quantile of the time to the acknowledgement, in milliseconds. */
    double ackMillis(double quantile) {
        int[] values = new int[Math.min(MOST, next.get())];
        int count = 0;
        for (int id = 0; id < values.length; id++) {
            if (ackMicros.get(id) > 0) {
                values[count++] = ackMicros.get(id);
            }
        }
        Arrays.sort(values, 0, count);
        return count == 0 ? -1 : values[Math.min(count - 1, (int) (count * quantile))] / 1_000.0;
    }
}
