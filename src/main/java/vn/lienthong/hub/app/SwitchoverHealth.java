package vn.lienthong.hub.app;

import java.time.Clock;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.Switchovers;

/** What Actuator tells about the switchover of units: no trouble, but where each stands. */
final class SwitchoverHealth {
    private SwitchoverHealth() {}

    static HealthIndicator of(Journal journal, Clock clock) {
        return () -> {
            Health.Builder health = Health.up();
            try {
                Switchovers switchovers = journal.switchovers();
                health.withDetail(
                        "governed",
                        switchovers.rules().destinations().stream().sorted().toList());
                List<Switchovers.Unit> units = switchovers.list();
                for (Switchovers.Unit unit : units) {
                    health.withDetail(SwitchoverJson.label(unit, units), words(unit, clock));
                }
                List<String> stranded =
                        StrandedUnits.of(units, switchovers.rules().units());
                if (!stranded.isEmpty()) {
                    health.withDetail("stranded", stranded);
                }
                return health.build();
            } catch (JournalUnavailable e) {
                return health.withDetail("units", "not known: the journal is out of reach")
                        .build();
            }
        };
    }

    private static String words(Switchovers.Unit unit, Clock clock) {
        Switchovers.Counts counts = unit.counts();
        var through = SwitchoverJson.estimate(unit, clock.instant());
        return unit.state() + (unit.paused() ? " (paused)" : "") + ": " + counts.later() + " owed later, "
                + counts.underWay() + " of the history under way, " + counts.held() + " held"
                + (counts.oldestHeld() == null ? "" : ", the oldest since " + Json.time(counts.oldestHeld()))
                + (counts.flagged() == 0 ? "" : ", " + counts.flagged() + " that should not have come any more")
                + (through == null ? "" : "; through about " + Json.time(through))
                + (unit.stays() == null
                        ? ""
                        : "; does not go on, gates that fail: " + unit.stays().words());
    }
}
