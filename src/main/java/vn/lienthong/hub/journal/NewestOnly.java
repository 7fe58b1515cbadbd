package vn.lienthong.hub.journal;

import java.util.Collection;
import java.util.Set;

/** The destinations for which only the newest record of a dossier counts. Thread-safe. */
final class NewestOnly {
    private volatile Set<String> destinations = Set.of();

    void are(Collection<String> names) {
        destinations = Set.copyOf(names);
    }

    boolean is(String destination) {
        return destinations.contains(destination);
    }
}
