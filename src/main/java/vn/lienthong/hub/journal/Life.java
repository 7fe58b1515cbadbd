package vn.lienthong.hub.journal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this node knows of its own life: when the database last heard from it, and whether it leads. Durations are measured, not read off a
 * clock, so a clock that is set changes nothing. Thread-safe.
 */
final class Life {
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final Duration lease;
    private volatile long lastSign;
    private volatile long lastBeat;
    private volatile long connectedSince;
    private volatile boolean connected;
    private volatile boolean leads;
    private final AtomicInteger lives = new AtomicInteger();

    /**
     * @param lease silence after which other nodes take a node for dead
     */
    Life(Duration lease) {
        this.lease = lease;
        this.lastSign = System.nanoTime() - lease.toNanos();
        this.lastBeat = lastSign;
        this.connectedSince = lastSign;
    }

    boolean mustBeat() {
        return age(lastBeat).compareTo(BEAT) >= 0;
    }

    /** The database took a sign of life that was under way since a moment, and told who leads. */
    void seen(long since, boolean leading) {
        signed(since);
        lastBeat = since;
        leads = leading;
    }

    /**
     * The database took a sign of life with something else. After a silence longer than the lease it counts as come back, lost connection or
     * not: it may have stood still, and the others with it.
     */
    void signed(long since) {
        if (age(lastSign).compareTo(lease) > 0) {
            lives.incrementAndGet();
        }
        if (!connected || since - lastSign > lease.toNanos()) {
            connected = true;
            connectedSince = since;
        }
        lastSign = since;
    }

    void lost() {
        connected = false;
        leads = false;
    }

    /**
     * Whether no other node can have taken this one for dead yet: half a lease, so that what begins now is known to others as this node's
     * doing.
     */
    boolean isFresh() {
        return age(lastSign).compareTo(lease.dividedBy(2)) < 0;
    }

    /**
     * How often others may have taken this node for dead, up to now: counted by when a sign of life was answered, because the database took it
     * some time before.
     */
    int lives() {
        return lives.get();
    }

    boolean leads() {
        return leads && isFresh();
    }

    /** Whether silence of others means something: after an outage of the database all of them must have had time to come back. */
    boolean mayJudgeOthers() {
        return leads() && age(connectedSince).compareTo(lease) > 0;
    }

    private static Duration age(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
