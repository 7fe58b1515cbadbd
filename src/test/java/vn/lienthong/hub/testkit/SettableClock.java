package vn.lienthong.hub.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that moves only when told. Thread-safe. */
public final class SettableClock extends Clock {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private volatile Instant now;

    public SettableClock(Instant now) {
        this.now = now;
    }

    /** Starts on the sample day, 16 December 2019, at 07:30 local time. */
    public static SettableClock onTheSampleDay() {
        return new SettableClock(Instant.parse("2019-12-16T00:30:00Z"));
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
