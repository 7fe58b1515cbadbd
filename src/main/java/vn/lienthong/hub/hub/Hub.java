package vn.lienthong.hub.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.delivery.SendingWindow;
import vn.lienthong.hub.mapping.Mappings;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.ReferenceSettings;
import vn.lienthong.hub.route.Routes;

/**
 * The front door for whoever embeds the hub: the folders of a hub home, read, checked without network, and started. Tables and mappings
 * may be read again while it works; flows and connectors are read once. Thread-safe.
 *
 * <pre>{@code
 * Hub hub = Hub.at(Path.of("/opt/lienthong"));
 * hub.check().forEach(violation -> log.error(violation.message()));
 * RunningHub running = hub.start(parts);
 * }</pre>
 */
public final class Hub {
    private static final String RECORD_SCHEMA = "mappings/" + RecordSchema.FILE;

    private final Path home;
    private final ReferenceSettings tables;
    private final Connectors connectors;
    private final Routes routes;
    private final FolderText atStart;
    private FolderText now;
    private volatile Catalogue catalogue;

    private Hub(Path home, ReferenceSettings tables) {
        this.home = home;
        this.tables = tables;
        this.atStart = text();
        this.now = atStart;
        this.catalogue = Catalogue.read(home, tables);
        this.connectors = Connectors.load(home.resolve("connectors"));
        this.routes = Routes.load(home.resolve("routes"));
    }

    /**
     * What came of reading again.
     *
     * @param violations why nothing was exchanged; empty when all is sound
     * @param changed the files that are in force now and were otherwise before
     * @param needsRestart the files that have changed since the start and are read only then
     * @param mappings what was read; null when it is not sound
     */
    public record Reloaded(
            List<Violation> violations, List<String> changed, List<String> needsRestart, @Nullable Mappings mappings) {}

    /** Reads routes/, connectors/ and mappings/ of a folder. Throws nothing for what stands in them: {@link #check()} tells. */
    public static Hub at(Path home) {
        return new Hub(home, ReferenceSettings.at(home.resolve("mappings/tables")));
    }

    /** As {@link #at(Path)}, with tables as the settings say. */
    public static Hub at(Path home, ReferenceSettings tables) {
        return new Hub(home, tables);
    }

    /** Everything that is not as it must be, all at once; needs no network. */
    public List<Violation> check() {
        List<Violation> all = new ArrayList<>(catalogue.check(tables));
        all.addAll(connectors.check());
        all.addAll(LookupCheck.of(connectors.lookups(), catalogue.names()));
        all.addAll(checkRoutes());
        return all;
    }

    /** What is marked FILL IN: no violation. Of mappings nothing where the tables cannot be used, for then they are not read. */
    public List<Violation> unfilled() {
        List<Violation> left = new ArrayList<>(connectors.unfilled());
        Mappings mappings = catalogue.mappings();
        if (mappings != null) {
            left.addAll(mappings.unfilled());
        }
        return left;
    }

    /** What is wrong with the flows alone. */
    public List<Violation> checkRoutes() {
        TreeSet<String> destinations = new TreeSet<>(connectors.names());
        destinations.removeAll(connectors.lookups().keySet());
        List<Violation> all = new ArrayList<>(routes.check(Map.of(
                "map",
                new TreeSet<>(catalogue.names()),
                "deliver",
                destinations,
                "pull",
                connectors.pulled(),
                "enrich",
                connectors.lookups().keySet())));
        for (Routes.WayBack way : routes.waysBack()) {
            String from = connectors.system(way.source());
            way.destinations().stream()
                    .filter(to -> !from.isEmpty() && from.equals(connectors.system(to)))
                    .forEach(to -> all.add(new Violation(
                            "routes/" + way.flow() + ".camel.yaml",
                            "What comes from a system would be sent back to it.",
                            "hub:pull/" + way.source() + " and hub:accept/" + to + ", both of the group " + from,
                            "Name a destination of another system; the group stands in the Kamelet's annotations.")));
        }
        return all;
    }

    /**
     * Reads tables and mappings again, checks them, and puts them in force at once if they are sound; else the ones before stay.
     * A record that is being mapped meanwhile is mapped by the ones before.
     *
     * @param further what else tables must be before they come into force; empty when nothing is wrong
     */
    public Reloaded reload(Function<Reference, List<Violation>> further) {
        return reload(further, false);
    }

    /** As {@link #reload(Function)}; a dry run reads and checks, and puts nothing in force. */
    public synchronized Reloaded reload(Function<Reference, List<Violation>> further, boolean dryRun) {
        FolderText next = text();
        Catalogue read = Catalogue.read(home, tables);
        List<Violation> violations = new ArrayList<>(read.check(tables));
        if (violations.isEmpty()) {
            violations.addAll(further.apply(sound(read.reference())));
        }
        for (String name : catalogue.names()) {
            if (read.mappings() != null && !read.names().contains(name)) {
                violations.add(new Violation(
                        "mappings/" + name,
                        "A mapping is gone that a flow may name.",
                        "no such folder",
                        "Put it back, or take it out of routes/ and restart."));
            }
        }
        List<String> needsRestart = next.since(atStart, name -> !isExchanged(name));
        if (!violations.isEmpty()) {
            return new Reloaded(violations, List.of(), needsRestart, null);
        }
        List<String> changed = next.since(now, Hub::isExchanged);
        if (!dryRun) {
            catalogue = read;
            now = next;
        }
        return new Reloaded(List.of(), changed, needsRestart, read.mappings());
    }

    /** The tables, as last read. */
    public Reference reference() {
        return sound(catalogue.reference());
    }

    /** The mapping catalogue, as last read. */
    public Mappings mappings() {
        return sound(catalogue.mappings());
    }

    /** The connector catalogue. */
    public Connectors connectors() {
        return connectors;
    }

    /**
     * Hours as a setting writes them, by the working calendar.
     *
     * @param key name of the setting, for messages
     * @throws IllegalArgumentException in three parts
     */
    public SendingWindow hours(String key, String text) {
        return SendingHours.parse(key, text, reference().calendar());
    }

    /** The schema of the records. */
    RecordSchema recordSchema() {
        return RecordSchema.load(home.resolve("mappings"));
    }

    /** The flows. */
    public Routes routes() {
        return routes;
    }

    /**
     * Opens the connectors, gives the flows to Camel and starts delivery. Camel may be started already or is started here.
     *
     * @throws IllegalArgumentException if a flow or a setting is wrong, in three parts
     */
    public RunningHub start(HubParts parts) {
        return RunningHub.start(this, parts);
    }

    private FolderText text() {
        return FolderText.of(home, tables.replacements().values());
    }

    private static boolean isExchanged(String file) {
        return !file.startsWith("connectors/") && !file.startsWith("routes/") && !file.equals(RECORD_SCHEMA);
    }

    private <T> T sound(@Nullable T thing) {
        if (thing == null) {
            throw new IllegalStateException("The tables cannot be used. Found: "
                    + Reference.check(tables).size() + " faults in " + tables.tables() + ". Run: check");
        }
        return thing;
    }
}
