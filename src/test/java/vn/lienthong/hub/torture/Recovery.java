package vn.lienthong.hub.torture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long it took after each fault until something was delivered again, whatever other faults came meanwhile: so an upper bound.
 * Counts also which faults took place. Thread-safe.
 */
final class Recovery implements AutoCloseable {
    private final LongSupplier deliveries;
    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
    private final Map<Fault, Double> worst = new EnumMap<>(Fault.class);
    private final List<Open> open = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "recovery");
    private volatile boolean closing;
    private double longestSilence;

    private record Open(Fault fault, long deliveriesThen, long since) {}

    Recovery(LongSupplier deliveries) {
        this.deliveries = deliveries;
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void ended(Fault fault) {
        happened.merge(fault, 1, Integer::sum);
        open.add(new Open(fault, deliveries.getAsLong(), System.nanoTime()));
    }

    synchronized Map<Fault, Integer> happened() {
        return new EnumMap<>(happened);
    }

    /** Seconds, by kind; a fault after which nothing came any more is not in it. */
    synchronized Map<Fault, Double> worst() {
        return new EnumMap<>(worst);
    }

    /** The longest time without any delivery, in seconds, faults included. */
    synchronized double longestSilence() {
        return longestSilence;
    }

    @Override
    public void close() {
        closing = true;
    }

    private void watch() {
        long last = deliveries.getAsLong();
        long changed = System.nanoTime();
        while (!closing) {
            Machine.pause(10);
            long now = deliveries.getAsLong();
            long time = System.nanoTime();
            if (now != last) {
                synchronized (this) {
                    longestSilence = last == 0 ? 0 : Math.max(longestSilence, (time - changed) / 1e9);
                    settle(now, time);
                }
                last = now;
                changed = time;
            }
        }
    }

    private void settle(long deliveriesNow, long time) {
        for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
            Open one = each.next();
            if (deliveriesNow > one.deliveriesThen()) {
                worst.merge(one.fault(), (time - one.since()) / 1e9, Math::max);
                each.remove();
            }
        }
    }
}
