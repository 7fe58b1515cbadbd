package vn.lienthong.hub.torture;

import java.util.Locale;

/** What is done to the hub and its parts, by kind. */
enum Fault {
    HUB_KILLED,
    DATABASE_RESTARTED,
    BROKER_RESTARTED,
    BROKER_WIPED,
    DROPPED,
    DELAYED,
    FROZEN,
    CLOCK_FORWARD,
    CLOCK_BACK,
    DISK_FULL,
    PROVINCE;

    /** As it stands in the output. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
