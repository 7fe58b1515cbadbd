package vn.lienthong.hub.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes at the machine's pace and jumps forward when told. Thread-safe. */
final class DemoClock extends Clock {
    private volatile Instant base;
    private volatile long since;

    DemoClock(Instant start) {
        this.base = start;
        this.since = System.nanoTime();
    }

    /** Goes on from a later moment; one that is over already changes nothing. */
    synchronized void jump(Instant to) {
        if (to.isAfter(instant())) {
            base = to;
            since = System.nanoTime();
        }
    }

    @Override
    public synchronized Instant instant() {
        return base.plus(Duration.ofNanos(System.nanoTime() - since));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        InstantSource same = () -> instant();
        return same.withZone(zone);
    }
}
