package vn.lienthong.hub.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** What happened to each record of one run: when it was sent, acknowledged and seen at the sink. Thread-safe. */
final class Tally {
    static final int MOST = 1_000_000;

    /** Three digits that mark the ids of this run, so that late records of a warm-up do not count. */
    final int run;

    private final AtomicLongArray sentAt = new AtomicLongArray(MOST);
    private final AtomicIntegerArray ackMicros = new AtomicIntegerArray(MOST);
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

    void sent(int id) {
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
        delivered.incrementAndGet();
        lastDelivery = System.nanoTime();
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
        int lost = 0;
        for (int id = 0; id < Math.min(MOST, next.get()); id++) {
            if (ackMicros.get(id) > 0 && seen.get(id) == 0) {
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
