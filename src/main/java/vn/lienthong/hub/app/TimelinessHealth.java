package vn.lienthong.hub.app;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.timeliness.SyncAge;
import vn.lienthong.hub.timeliness.SyncAge.Level;
import vn.lienthong.hub.timeliness.SyncAges;

/** What Actuator tells about facts that are not reported: degraded from the alarm on, with the units that are late. */
final class TimelinessHealth {
    private TimelinessHealth() {}

    static HealthIndicator of(SyncAges ages) {
        return () -> {
            try {
                return of(ages.now());
            } catch (JournalUnavailable e) {
                return Health.up()
                        .withDetail("oldest", "not known: the journal is out of reach")
                        .build();
            }
        };
    }

    private static Health of(List<SyncAge> ages) {
        Health.Builder health = Health.up();
        for (SyncAge age : ages) {
            if (age.level() != Level.GOOD) {
                health.status(HubHealth.DEGRADED)
                        .withDetail(
                                age.unreported().unit() + " to "
                                        + age.unreported().destination(),
                                age.words());
            }
        }
        double oldest = ages.stream().mapToDouble(SyncAge::workingHours).max().orElse(0);
        return health.withDetail("oldestInWorkingHours", oldest).build();
    }
}
