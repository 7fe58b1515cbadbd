package vn.lienthong.hub.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.mapping.Mappings;
import vn.lienthong.hub.reference.BrokenTables;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.ReferenceSettings;
import vn.lienthong.hub.route.Routes;

/**
 * The front door for whoever embeds the hub: the four folders of a hub home, read once, checked without network, and started.
 *
 * <pre>{@code
 * Hub hub = Hub.at(Path.of("/opt/lienthong"));
 * hub.check().forEach(violation -> log.error(violation.message()));
 * RunningHub running = hub.start(parts);
 * }</pre>
 */
public final class Hub {
    private final ReferenceSettings tables;
    private final @Nullable Reference reference;
    private final @Nullable Mappings mappings;
    private final Connectors connectors;
    private final Routes routes;

    private Hub(Path home, ReferenceSettings tables) {
        this.tables = tables;
        this.reference = read(tables);
        this.mappings = reference == null ? null : Mappings.load(home.resolve("mappings"), reference);
        this.connectors = Connectors.load(home.resolve("connectors"));
        this.routes = Routes.load(home.resolve("routes"));
    }

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
        List<Violation> all = new ArrayList<>();
        Reference.check(tables)
                .forEach(fault -> all.add(new Violation(fault.where(), fault.what(), fault.found(), fault.cure())));
        if (mappings != null) {
            all.addAll(mappings.check());
        }
        all.addAll(connectors.check());
        all.addAll(checkRoutes());
        return all;
    }

    /** What is wrong with the flows alone. */
    public List<Violation> checkRoutes() {
        Set<String> known = mappings == null ? Set.of() : new TreeSet<>(mappings.names());
        return routes.check(Map.of("map", known, "deliver", connectors.names()));
    }

    /** The tables. */
    public Reference reference() {
        return sound(reference);
    }

    /** The mapping catalogue. */
    public Mappings mappings() {
        return sound(mappings);
    }

    /** The connector catalogue. */
    public Connectors connectors() {
        return connectors;
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

    private static @Nullable Reference read(ReferenceSettings tables) {
        try {
            return Reference.load(tables);
        } catch (BrokenTables e) {
            return null;
        }
    }

    private <T> T sound(@Nullable T thing) {
        if (thing == null) {
            throw new IllegalStateException("The tables cannot be used. Found: "
                    + Reference.check(tables).size() + " faults in " + tables.tables() + ". Run: check");
        }
        return thing;
    }
}
