package vn.lienthong.hub.intake;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes (or places) that may be held at once. Never waits: what does not fit is told so. Thread-safe. */
final class Budget {
    private final AtomicLong left;

    Budget(long limit) {
        this.left = new AtomicLong(limit);
    }

    boolean take(long amount) {
        long now = left.get();
        while (now >= amount) {
            if (left.compareAndSet(now, now - amount)) {
                return true;
            }
            now = left.get();
        }
        return false;
    }

    void giveBack(long amount) {
        left.addAndGet(amount);
    }

    long left() {
        return left.get();
    }
}
