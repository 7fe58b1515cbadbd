package vn.lienthong.hub.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** A clock that moves only when told; its zone is Viet Nam's. Thread-safe. */
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

    /** On by so much; a hub that waits for a moment within takes it as come. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** To this moment. Backwards too: a hub must bear it, and waits no longer for it than it would have. */
    public synchronized void set(Instant moment) {
        now = moment;
    }

    /** To this date and time in Viet Nam. */
    public void set(LocalDateTime local) {
        set(local.atZone(ZONE).toInstant());
    }

    /** What it shows in Viet Nam. */
    public LocalDateTime local() {
        return local(now);
    }

    LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZONE);
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
        InstantSource same = () -> now;
        return same.withZone(zone);
    }
}
