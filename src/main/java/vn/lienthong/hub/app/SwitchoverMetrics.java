package vn.lienthong.hub.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.journal.Switchovers;

/** Where units stand on their way, as metrics. */
final class SwitchoverMetrics {
    private final MultiGauge state;
    private final MultiGauge later;
    private final MultiGauge underWay;
    private final MultiGauge oldestHeld;

    SwitchoverMetrics(MeterRegistry registry) {
        this.state = MultiGauge.builder("hub.switchover.state")
                .description("1 for the state that a unit is in")
                .register(registry);
        this.later = MultiGauge.builder("hub.switchover.later")
                .description("Records that are owed once their unit goes over")
                .register(registry);
        this.underWay = MultiGauge.builder("hub.switchover.history.under.way")
                .description("Transfers of the history that are not at their end")
                .register(registry);
        this.oldestHeld = MultiGauge.builder("hub.switchover.held.oldest.seconds")
                .description("Age of the oldest record that a switchover holds")
                .register(registry);
    }

    void saw(List<Switchovers.Unit> units, Instant now) {
        List<Row<?>> states = new ArrayList<>();
        List<Row<?>> laters = new ArrayList<>();
        List<Row<?>> underWays = new ArrayList<>();
        List<Row<?>> oldest = new ArrayList<>();
        for (Switchovers.Unit unit : units) {
            Tags tags = Tags.of("unit", SwitchoverJson.label(unit, units));
            Instant held = unit.counts().oldestHeld();
            states.add(Row.of(tags.and("state", unit.state().name()), 1));
            laters.add(Row.of(tags, unit.counts().later()));
            underWays.add(Row.of(tags, unit.counts().underWay()));
            oldest.add(
                    Row.of(tags, held == null ? 0 : Duration.between(held, now).toSeconds()));
        }
        state.register(states, true);
        later.register(laters, true);
        underWay.register(underWays, true);
        oldestHeld.register(oldest, true);
    }
}
