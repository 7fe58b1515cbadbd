package vn.lienthong.hub.timeliness;

import java.time.Duration;

/**
 * From which age on an unreported fact is an alarm, and from which it is a breach. Both in working time: the hours in which the offices are
 * open, eight on a working day.
 *
 * @param alarm default 4 hours
 * @param breach default 8 hours, within which an online filing must be answered by law (decree 45/2020)
 */
public record TimelinessSettings(Duration alarm, Duration breach) {
    /** As the law and the city have it. */
    public static final TimelinessSettings DEFAULTS = new TimelinessSettings(Duration.ofHours(4), Duration.ofHours(8));

    public TimelinessSettings {
        if (alarm.isNegative() || alarm.isZero() || breach.compareTo(alarm) < 0) {
            throw new IllegalArgumentException(
                    "hub.timeliness.alarm must be positive and not above hub.timeliness.breach. Found: " + alarm
                            + " and " + breach + ". Example: 4h and 8h of working time.");
        }
    }
}
