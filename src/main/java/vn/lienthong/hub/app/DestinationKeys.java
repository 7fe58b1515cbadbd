package vn.lienthong.hub.app;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.intake.PullSettings;

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
            LiveSettings.RECORD,
            LiveSettings.FOLDER,
            LiveSettings.MOST,
            LiveSettings.MOST_SIZE,
            "unit-code");

    private static final String OF_MAPPING = "mapping.";

    private DestinationKeys() {}

    /**
     * Checks all sources that are pulled from, as {@link #check} does.
     *
     * @param pushing names of the sources that push: what was pulled must be told from what was pushed
     */
    static void checkPulls(Map<String, Map<String, String>> pulls, Connectors connectors, Set<String> pushing) {
        pulls.forEach((name, settings) -> {
            String key = "hub.pulls." + name;
            if (!connectors.pulled().contains(name)) {
                throw new IllegalArgumentException("Setting " + key
                        + " must be named like a folder in connectors/ with a pull.yaml. Found: " + name
                        + ". Known are: " + String.join(", ", connectors.pulled()) + ".");
            }
            if (pushing.contains(name)) {
                throw new IllegalArgumentException("Setting hub.sources." + name
                        + " has the name of a source that is pulled from. Found: " + key
                        + ". Give the source that pushes another name.");
            }
            Set<String> known = new TreeSet<>(PullSettings.KEYS);
            known.addAll(connectors.pullSettings(name));
            settings.keySet().forEach(setting -> known(key, setting, known));
        });
    }

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
            known.addAll(connectors.settings(name));
            settings.keySet().forEach(key -> known("hub.destinations." + name, key, known));
            LiveSettings.check(name, settings);
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

    static void known(String whose, String key, Collection<String> known) {
        if (!known.contains(Connectors.dashed(key)) && !key.startsWith(OF_MAPPING)) {
            throw new IllegalArgumentException("Setting " + whose + "." + key + " is not known. Found: " + key
                    + ". Known are: " + String.join(", ", known) + ", " + OF_MAPPING + "NAME.");
        }
    }
}
