package vn.lienthong.hub.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.ToLongFunction;
import vn.lienthong.hub.vocabulary.Times;

/**
 * How many attempts a destination takes a day, by the calendar of Viet Nam. What was sent is counted in the journal, so a restart or another
 * node forgets nothing; between two looks this node's own are added, and those that are under way. Thread-safe.
 */
final class Quota {
    private static final long LOOK_EVERY_NANOS = 5_000_000_000L;

    private final long perDay;
    private final ToLongFunction<LocalDate> counted;
    private final Object looking = new Object();
    private LocalDate day = LocalDate.MIN;
    private long lastLook;
    private long before;
    private long since;
    /** Granted and neither written down nor given back: they count as if they had been made. */
    private long reserved;

    /**
     * @param perDay attempts a day; 0 for no limit
     * @param counted attempts on a day, of all nodes, as the journal knows them
     */
    Quota(long perDay, ToLongFunction<LocalDate> counted) {
        this.perDay = perDay;
        this.counted = counted;
    }

    /** Takes a place for one attempt, if there is one; it ends as {@link #used} or {@link #giveBack given back}. */
    boolean reserve(Instant now) {
        look(now);
        synchronized (this) {
            if (perDay > 0 && before + since + reserved >= perDay) {
                return false;
            }
            reserved++;
            return true;
        }
    }

    /** An attempt was made and is in the journal. */
    synchronized void used() {
        reserved--;
        since++;
    }

    /** Nothing was said. */
    synchronized void giveBack() {
        reserved--;
    }

    /** Whether as many as may be were made today; those that are under way may still come back unused. */
    boolean isUsedUp(Instant now) {
        look(now);
        synchronized (this) {
            return perDay > 0 && before + since >= perDay;
        }
    }

    /** When the next day begins. */
    static Instant nextDay(Instant now) {
        return LocalDate.ofInstant(now, Times.ZONE)
                .plusDays(1)
                .atStartOfDay(Times.ZONE)
                .toInstant();
    }

    /**
     * Counts first and believes afterwards: when the journal cannot be asked, what was known stays, and the next one asks again. The journal
     * is asked outside of the lock that those who land wait for.
     */
    private void look(Instant now) {
        if (perDay == 0) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(now, Times.ZONE);
        synchronized (looking) {
            if (today.equals(day) && System.nanoTime() - lastLook < LOOK_EVERY_NANOS) {
                return;
            }
            long landedBefore = landed();
            long count = counted.applyAsLong(today);
            counted(count, landedBefore);
            day = today;
            lastLook = System.nanoTime();
        }
    }

    private synchronized long landed() {
        return since;
    }

    private synchronized void counted(long count, long landedBefore) {
        before = count;
        since -= landedBefore;
    }
}
