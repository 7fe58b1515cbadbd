package vn.lienthong.hub.app;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.connector.Connectors;

/** Checks the names under {@code hub.destinations}: a misspelt key must not silently leave a default in force. */
final class DestinationKeys {
    private static final Set<String> OF_DELIVERY = Set.of(
            "concurrency",
            "window",
            "lane-window",
            "rate",
            "per-day",
            "send-when",
            "probe-every",
            "retry.first",
            "retry.factor",
            "retry.cap",
            "retry.give-up-after-attempts",
            "retry.give-up-after-troubles",
            "newest-only",
            "unit-code");

    private static final String OF_MAPPING = "mapping.";

    private DestinationKeys() {}

    /**
     * Checks all destinations.
     *
     * @throws IllegalArgumentException that names the first key in the way of a start, in three parts
     */
    static void check(Map<String, Map<String, String>> destinations, Connectors connectors) {
        destinations.forEach((name, settings) -> {
            if (!connectors.names().contains(name)) {
                throw new IllegalArgumentException("Setting hub.destinations." + name
                        + " must be named like a folder in connectors/. Found: " + name + ". Known are: "
                        + String.join(", ", connectors.names()) + ".");
            }
            Set<String> known = new TreeSet<>(OF_DELIVERY);
            if (connectors.lookups().containsKey(name)) {
                throw new IllegalArgumentException("Setting hub.destinations." + name
                        + " names a lookup, which is owed no records. Found: lookup.yaml in connectors/" + name
                        + ". Give its settings under hub.lookups." + name + ".");
            }
            connectors.settings(name).forEach(setting -> known.add(dashed(setting)));
            settings.keySet().forEach(key -> known("hub.destinations." + name, key, known));
        });
    }

    /** The key that a variable's name means behind that of its destination: {@code RETRY_FIRST} is {@code retry.first}. */
    static String named(String variable) {
        String mapping = DestinationVariables.inCapitals(OF_MAPPING);
        if (variable.startsWith(mapping)) {
            return OF_MAPPING + variable.substring(mapping.length()).toLowerCase(Locale.ROOT);
        }
        return OF_DELIVERY.stream()
                .filter(key -> DestinationVariables.inCapitals(key).equals(variable))
                .findFirst()
                .orElse(variable.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static void known(String name, String key, Collection<String> known) {
        if (!known.contains(dashed(key)) && !key.startsWith(OF_MAPPING)) {
            throw new IllegalArgumentException("Setting " + name + "." + key + " is not known. Found: "
                    + key + ". Known are: " + String.join(", ", known) + ", " + OF_MAPPING + "NAME.");
        }
    }

    static String dashed(String key) {
        return key.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
