package vn.lienthong.hub.app;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.hub.timeliness.TimelinessSettings;

/**
 * From which age on an unreported fact is an alarm and a breach, in working time: hours in which the offices are open.
 *
 * @param alarm age of the oldest unreported fact of a unit, in working hours
 * @param breach the same; by law an online filing must be answered within 8 working hours
 */
public record TimelinessPlan(@DefaultValue("4h") Duration alarm, @DefaultValue("8h") Duration breach) {

    public TimelinessPlan {
        SettingFault.require(
                !alarm.isNegative() && !alarm.isZero(), "hub.timeliness.alarm", "must be positive", alarm, "4h");
        SettingFault.require(
                breach.compareTo(alarm) >= 0,
                "hub.timeliness.breach",
                "must not be below hub.timeliness.alarm, " + alarm,
                breach,
                "8h");
    }

    TimelinessSettings settings() {
        return new TimelinessSettings(alarm, breach);
    }
}
