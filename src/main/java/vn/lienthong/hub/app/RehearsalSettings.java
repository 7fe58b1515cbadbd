package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How records are rehearsed.
 *
 * @param addresses by the name of a destination: the settings of its connector for an address for tests, with credentials of its own; nothing of the
 *     destination's own settings is taken but {@code unit-code}, {@code mapping.NAME} and time limits
 * @param destination to which units in rehearsal move; default: the only destination that is configured
 * @param history folder with files of records for {@code rehearse --history}; default: {@code history} in {@code hub.data}
 * @param every how often live records of units in rehearsal are rehearsed
 */
public record RehearsalSettings(
        @DefaultValue Map<String, Map<String, String>> addresses,
        @Nullable String destination,
        @Nullable String history,
        @DefaultValue("1m") Duration every) {
    private static final Duration SETTLED = Duration.ofSeconds(10);

    public RehearsalSettings {
        addresses = Map.copyOf(addresses);
        SettingFault.require(every.toMillis() > 0, "hub.rehearsal.every", "must be positive", every, "1m");
    }

    void check(Map<String, Map<String, String>> destinations) {
        addresses.forEach((name, settings) -> {
            String key = "hub.rehearsal.addresses." + name;
            SettingFault.require(
                    destinations.containsKey(name),
                    key,
                    "must be named like a destination " + destinations.keySet(),
                    name,
                    "a name under hub.destinations");
            SettingFault.require(
                    !settings.getOrDefault("address", "").isBlank(),
                    key + ".address",
                    "must be given",
                    "none",
                    "https://test.example/adapter");
            RehearsalAddress.refuseReal(key + ".address", settings, destinations.get(name));
        });
        SettingFault.require(
                destination == null || destinations.containsKey(destination),
                "hub.rehearsal.destination",
                "must name a configured destination " + destinations.keySet(),
                String.valueOf(destination),
                "province-rest");
    }

    /** The destination that is meant where nobody names one; null when it cannot be told. */
    @Nullable
    String destinationOf(Map<String, ?> destinations) {
        return destination != null || destinations.size() != 1
                ? destination
                : destinations.keySet().iterator().next();
    }

    Path historyFolder(Path data) {
        return history == null
                ? data.resolve("history")
                : Path.of(history).toAbsolutePath().normalize();
    }

    /** How old a live record is before it is rehearsed: until then one that was accepted before it may still be committed. */
    Duration settled() {
        return every.compareTo(SETTLED) < 0 ? every : SETTLED;
    }
}
