package vn.lienthong.hub.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * How many attempts a destination takes a day, by the calendar of Viet Nam. What was sent is counted in the journal, so a restart or another
 * node forgets nothing; between two looks this node's own are added. Thread-safe.
 */
final class Quota {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final long LOOK_EVERY_NANOS = 5_000_000_000L;

    private final long perDay;
    private final ToLongFunction<LocalDate> counted;
    private final AtomicLong since = new AtomicLong();
    private LocalDate day = LocalDate.MIN;
    private long before;
    private long lastLook;

    /**
     * @param perDay attempts a day; 0 for no limit
     * @param counted attempts on a day, of all nodes, as the journal knows them
     */
    Quota(long perDay, ToLongFunction<LocalDate> counted) {
        this.perDay = perDay;
        this.counted = counted;
    }

    void used(int attempts) {
        since.addAndGet(attempts);
    }

    /** Empty while there is something left today; otherwise the next midnight. */
    Optional<Instant> usedUpUntil(Instant now) {
        if (perDay == 0) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(now, ZONE);
        return sent(today) < perDay
                ? Optional.empty()
                : Optional.of(today.plusDays(1).atStartOfDay(ZONE).toInstant());
    }

    private synchronized long sent(LocalDate today) {
        if (!today.equals(day) || System.nanoTime() - lastLook > LOOK_EVERY_NANOS) {
            day = today;
            lastLook = System.nanoTime();
            since.set(0);
            before = counted.applyAsLong(today);
        }
        return before + since.get();
    }
}
