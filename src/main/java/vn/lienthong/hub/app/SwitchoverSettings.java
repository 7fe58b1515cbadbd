package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * The move of units to the provincial software.
 *
 * @param plan file of the plan; without one there are no waves
 * @param destinations those to which a unit's records are owed only once it goes over; default none
 * @param initial the state of a unit that took no step yet; default PROVINCE: everything flows
 * @param ahead so many records of the history may be unfinished at a time, per unit and destination; default 500
 * @param gatePatience how long the number of one gate may take; after that it is not known, and the gate does not pass; default PT30S
 */
public record SwitchoverSettings(
        @Nullable String plan,
        @DefaultValue List<String> destinations,
        @DefaultValue("PROVINCE") SwitchoverState initial,
        @DefaultValue("500") int ahead,
        @DefaultValue("30s") Duration gatePatience) {

    /** The file of the plan, absolute. */
    Optional<Path> planFile() {
        return Optional.ofNullable(plan)
                .filter(file -> !file.isBlank())
                .map(file -> Path.of(file).toAbsolutePath().normalize());
    }

    void check(Map<String, ?> configured) {
        for (String name : destinations) {
            SettingFault.require(
                    configured.containsKey(name),
                    "hub.switchover.destinations",
                    "must name configured destinations " + configured.keySet(),
                    name,
                    "a name under hub.destinations");
        }
        rules();
        SettingFault.require(
                gatePatience.compareTo(Duration.ZERO) > 0,
                "hub.switchover.gate-patience",
                "must be positive",
                gatePatience,
                "30s");
    }

    /** What all nodes must have the same. */
    static String words(Switchovers.Rules rules) {
        return new TreeSet<>(rules.destinations()) + " " + rules.initial();
    }

    Switchovers.Rules rules() {
        return new Switchovers.Rules(Set.copyOf(destinations), initial, ahead);
    }
}
