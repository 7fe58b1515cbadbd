package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.switchover.PlanCalendar;
import vn.lienthong.hub.switchover.SwitchoverPlan;

/** Reads the file of a plan, and lays it over what is configured and known. */
final class PlanFile {
    private PlanFile() {}

    static SwitchoverPlan.Read read(Path file) {
        try {
            return SwitchoverPlan.read(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The plan of the switchover cannot be read.",
                    file + " (" + e.getClass().getSimpleName() + ")",
                    "Name a readable YAML file in UTF-8; test-fixtures/switchover/switchover.yaml is a sample.");
        }
    }

    static PlanCalendar calendar(SwitchoverPlan plan, Hub hub, HubSettings settings) {
        return PlanCalendar.of(plan, hub.reference(), closedUntil(plan, hub, settings));
    }

    private static Function<Instant, Optional<Instant>> closedUntil(
            SwitchoverPlan plan, Hub hub, HubSettings settings) {
        String key = "hub.destinations." + plan.destination() + ".send-when";
        String hours = settings.destinations()
                .getOrDefault(plan.destination(), Map.of())
                .getOrDefault("send-when", "");
        return hub.hours(key, hours)::closedUntil;
    }
}
