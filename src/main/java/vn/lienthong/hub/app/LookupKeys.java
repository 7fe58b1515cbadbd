package vn.lienthong.hub.app;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.connector.Connectors;

/** Checks the names under {@code hub.lookups}, as {@link DestinationKeys} does those of destinations. */
final class LookupKeys {
    private static final Set<String> OF_LOOKUPS =
            Set.of("policy", "patience", "keep", "keep-not-found", "entries", "rest", "concurrency");

    private LookupKeys() {}

    /** @throws IllegalArgumentException that names the first key in the way of a start, in three parts */
    static void check(Map<String, Map<String, String>> lookups, Connectors connectors) {
        lookups.forEach((name, settings) -> {
            if (!connectors.lookups().containsKey(name)) {
                throw new IllegalArgumentException("Setting hub.lookups." + name
                        + " must be named like a folder in connectors/ with a lookup.yaml. Found: " + name
                        + ". Known are: "
                        + String.join(", ", connectors.lookups().keySet()) + ".");
            }
            Set<String> known = new TreeSet<>(OF_LOOKUPS);
            known.addAll(connectors.settings(name));
            settings.keySet().forEach(key -> DestinationKeys.known("hub.lookups." + name, key, known));
        });
    }
}
