package vn.lienthong.hub.hub;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.LookupFile;
import vn.lienthong.hub.delivery.Attempt;
import vn.lienthong.hub.delivery.Lookup;
import vn.lienthong.hub.delivery.LookupSettings;

/** The lookups that have settings, ready to be asked by flows. Thread-safe. */
final class RunningLookups implements AutoCloseable {
    private final Set<String> known;
    private final Map<String, Lookup> lookups = new HashMap<>();
    private final Map<String, Connector> connectors = new HashMap<>();

    private RunningLookups(Set<String> known) {
        this.known = known;
    }

    /** Contacts nobody. */
    static RunningLookups start(Hub hub, HubParts parts) {
        Map<String, LookupFile> files = hub.connectors().lookups();
        RunningLookups started = new RunningLookups(files.keySet());
        parts.lookups().forEach((name, settings) -> {
            LookupFile file = files.get(name);
            if (file == null) {
                throw new IllegalArgumentException("Setting hub.lookups." + name
                        + " must be named like a folder in connectors/ with a lookup.yaml. Found: " + name
                        + ". Known are: " + files.keySet() + ".");
            }
            Connector connector = hub.connectors().open(name, settings, parts.camel(), parts.clock(), parts.files());
            started.connectors.put(name, connector);
            // Looked up for each question: mappings may be read again.
            Lookup.Mappings mappings = new Lookup.Mappings(
                    () -> hub.mappings().named(file.asks()).orElse(null),
                    () -> hub.mappings().named(file.reads()).orElse(null));
            LookupSettings own = LookupSettings.read(name, settings);
            started.lookups.put(name, new Lookup(own, mappings, connector, parts.clock(), parts.random()));
        });
        return started;
    }

    /** What asks a lookup about an attempt's record. One without settings is left out of its flows: they work without it. Null: there is none of this name. */
    @Nullable
    Consumer<Attempt> asking(String name) {
        Lookup lookup = lookups.get(name);
        if (lookup != null) {
            return attempt -> attempt.enrich(lookup);
        }
        return known.contains(name) ? attempt -> {} : null;
    }

    /** What a person should know, by the name of the lookup. */
    Map<String, String> notices() {
        Map<String, String> notices = new TreeMap<>();
        connectors.forEach((name, connector) -> connector.notice().ifPresent(words -> notices.put(name, words)));
        lookups.forEach((name, lookup) -> lookup.trouble()
                .ifPresent(words -> notices.merge(
                        name,
                        words + (lookup.isRequired() ? "; records wait for it" : "; records go without it"),
                        (one, other) -> one + "; " + other)));
        return notices;
    }

    @Override
    public void close() {
        lookups.values().forEach(Lookup::close);
    }
}
