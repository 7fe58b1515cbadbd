package vn.lienthong.hub.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.LookupFile;
import vn.lienthong.hub.delivery.Attempt;
import vn.lienthong.hub.delivery.Delivery;
import vn.lienthong.hub.delivery.DestinationSettings;
import vn.lienthong.hub.delivery.Lookup;
import vn.lienthong.hub.delivery.LookupSettings;
import vn.lienthong.hub.route.HubComponent;

/** A hub at work. */
public final class RunningHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningHub.class);

    private final Delivery delivery;
    private final Map<String, Connector> connectors;
    private final Map<String, Lookup> lookups;

    private RunningHub(Delivery delivery, Map<String, Connector> connectors, Map<String, Lookup> lookups) {
        this.delivery = delivery;
        this.connectors = Map.copyOf(connectors);
        this.lookups = Map.copyOf(lookups);
    }

    static RunningHub start(Hub hub, HubParts parts) {
        List<DestinationSettings> destinations = new ArrayList<>();
        Map<String, Consumer<Attempt>> deliveries = new HashMap<>();
        Map<String, Connector> connectors = new HashMap<>();
        parts.destinations().forEach((name, settings) -> {
            destinations.add(DestinationSettings.read(
                    name,
                    settings,
                    text -> SendingHours.parse(
                            "hub.destinations." + name + ".send-when",
                            text,
                            hub.reference().calendar())));
            Connector connector = hub.connectors().open(name, settings, parts.camel(), parts.clock(), parts.files());
            connectors.put(name, connector);
            deliveries.put(name, attempt -> attempt.deliver(connector));
        });
        Delivery delivery = Delivery.of(parts.journal(), parts.broker(), parts.clock(), parts.random(), destinations);
        Map<String, Lookup> lookups = lookups(hub, parts, connectors);
        HubComponent verbs = new HubComponent(new HubComponent.Doors(
                delivery,
                name -> hub.mappings().named(name).orElse(null),
                deliveries::get,
                name -> enriching(hub, lookups, name)));
        try {
            parts.camel().addComponent("hub", verbs);
            hub.routes().addTo(parts.camel(), parts.destinations().keySet());
            parts.camel().start();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The flows in routes/ did not start. Found: " + rootOf(e) + ". Run: check", e);
        }
        for (String name : parts.destinations().keySet()) {
            if (!delivery.hasFlow(name)) {
                throw new IllegalArgumentException(
                        "A destination has settings and no flow, so nothing would ever be sent to it. Found: "
                                + "hub.destinations." + name + ". Add a flow to routes/ that begins with hub:lane/"
                                + name
                                + ", or take the settings away.");
            }
        }
        parts.journal()
                .newestOnly(destinations.stream()
                        .filter(DestinationSettings::newestOnly)
                        .map(DestinationSettings::name)
                        .toList());
        int unclear = delivery.start();
        if (unclear > 0) {
            LOG.warn(
                    "{} transfers were in flight when the hub stopped; each is enquired about before it is sent again",
                    unclear);
        }
        return new RunningHub(delivery, connectors, lookups);
    }

    private static Map<String, Lookup> lookups(Hub hub, HubParts parts, Map<String, Connector> connectors) {
        Map<String, Lookup> lookups = new HashMap<>();
        parts.lookups().forEach((name, settings) -> {
            LookupFile file = hub.connectors().lookups().get(name);
            if (file == null) {
                throw new IllegalArgumentException("Setting hub.lookups." + name
                        + " must be named like a folder in connectors/ with a lookup.yaml. Found: " + name
                        + ". Known are: " + hub.connectors().lookups().keySet() + ".");
            }
            Connector connector = hub.connectors().open(name, settings, parts.camel(), parts.clock(), parts.files());
            connectors.put(name, connector);
            // Looked up for each question: mappings may be read again.
            Lookup.Mappings mappings = new Lookup.Mappings(
                    () -> hub.mappings().named(file.asks()).orElse(null),
                    () -> hub.mappings().named(file.reads()).orElse(null));
            lookups.put(
                    name,
                    new Lookup(
                            LookupSettings.read(name, settings), mappings, connector, parts.clock(), parts.random()));
        });
        return lookups;
    }

    /** A lookup without settings is left out of its flows: they work without it. */
    private static @Nullable Consumer<Attempt> enriching(Hub hub, Map<String, Lookup> lookups, String name) {
        Lookup lookup = lookups.get(name);
        if (lookup != null) {
            return attempt -> attempt.enrich(lookup);
        }
        return hub.connectors().lookups().containsKey(name) ? attempt -> {} : null;
    }

    /** What a person should know of destinations and lookups, each by its name: a certificate that ends, a register that is left alone. */
    public Map<String, String> notices() {
        Map<String, String> notices = new TreeMap<>();
        connectors.forEach((name, connector) -> connector.notice().ifPresent(words -> notices.put(name, words)));
        lookups.forEach((name, lookup) -> lookup.trouble().ifPresent(words -> notices.merge(
                name,
                words + (lookup.isRequired() ? "; records wait for it" : "; records go without it"),
                (one, other) -> one + "; " + other)));
        return notices;
    }

    /** Lanes, breakers and what is in flight. */
    public Delivery delivery() {
        return delivery;
    }

    /** Lets what is in flight land, then stops lanes and broker. */
    @Override
    public void close() {
        delivery.close();
        lookups.values().forEach(Lookup::close);
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
