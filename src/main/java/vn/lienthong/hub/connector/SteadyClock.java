package vn.lienthong.hub.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock for waits: it runs as the other one does, but when that is set back, it goes on from where it was. A wait of five seconds is over
 * after five seconds at the most. Thread-safe.
 */
public final class SteadyClock extends Clock {
    private final Clock clock;
    private Instant last;
    private Duration ahead = Duration.ZERO;

    public SteadyClock(Clock clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    @Override
    public synchronized Instant instant() {
        Instant told = clock.instant().plus(ahead);
        if (told.isBefore(last)) {
            ahead = ahead.plus(Duration.between(told, last));
            told = last;
        }
        last = told;
        return told;
    }

    /** A moment of this clock, as people read it off the other one. */
    public synchronized Instant shown(Instant moment) {
        return moment.minus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(clock.withZone(zone));
    }
}
