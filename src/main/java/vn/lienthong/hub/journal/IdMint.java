package vn.lienthong.hub.journal;

import java.time.Clock;
import java.time.Instant;

/**
 * Makes the hub's ids: 42 bits of milliseconds since 2020, 6 bits of node, 16 bits of sequence. Every id is greater than the one before,
 * also when the clock is set back. Thread-safe.
 */
final class IdMint {
    private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final int SEQUENCE_BITS = 16;
    private static final int TIME_SHIFT = 22;
    private static final long NODE_MASK = 63L << SEQUENCE_BITS;
    private static final int SEQUENCES = 1 << SEQUENCE_BITS;

    private final Clock clock;
    private final long node;
    private long milli;
    private int next;

    /**
     * @param above ids made will be greater than this one
     */
    IdMint(Clock clock, int node, long above) {
        this.clock = clock;
        this.node = (long) node << SEQUENCE_BITS;
        this.milli = above > 0 ? (above >>> TIME_SHIFT) + 1 : 0;
    }

    /** The first of {@code count} ids in a row. */
    synchronized long next(int count) {
        long now = Math.max(0, clock.millis() - EPOCH);
        if (now > milli) {
            milli = now;
            next = 0;
        } else if (next + count > SEQUENCES) {
            milli++;
            next = 0;
        }
        long id = milli << TIME_SHIFT | node | next;
        next += count;
        return id;
    }

    /** Ids made from now on will be greater than this one, which another node made. */
    synchronized void above(long id) {
        long made = id >>> TIME_SHIFT;
        boolean own = (id & NODE_MASK) == node;
        if (made > milli || (made == milli && !own)) {
            milli = made + 1;
            next = 0;
        }
    }

    /** The moment at which an id was made. */
    static Instant at(long id) {
        return Instant.ofEpochMilli(EPOCH + (id >>> TIME_SHIFT));
    }

    /** The smallest id that can be made at a moment. */
    static long firstAt(Instant at) {
        if (at.isBefore(Instant.ofEpochMilli(EPOCH))) {
            return 0;
        }
        Instant last = Instant.ofEpochMilli(EPOCH + (Long.MAX_VALUE >> TIME_SHIFT));
        return ((at.isAfter(last) ? last : at).toEpochMilli() - EPOCH) << TIME_SHIFT;
    }
}
