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
import vn.lienthong.hub.delivery.Attempt;
import vn.lienthong.hub.delivery.Delivery;
import vn.lienthong.hub.delivery.DestinationSettings;
import vn.lienthong.hub.delivery.RecordFiles;
import vn.lienthong.hub.intake.PullSettings;
import vn.lienthong.hub.intake.PullState;
import vn.lienthong.hub.intake.Pulls;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.route.HubComponent;

/** A hub at work. */
public final class RunningHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningHub.class);

    private final Delivery delivery;
    private final HubParts parts;
    private final Map<String, Connector> connectors;
    private final RunningLookups lookups;
    private final @Nullable Pulls pulls;

    private RunningHub(
            Delivery delivery,
            HubParts parts,
            Map<String, Connector> connectors,
            RunningLookups lookups,
            @Nullable Pulls pulls) {
        this.delivery = delivery;
        this.parts = parts;
        this.connectors = Map.copyOf(connectors);
        this.lookups = lookups;
        this.pulls = pulls;
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
        RunningLookups lookups = RunningLookups.start(hub, parts);
        Pulls pulls = parts.pulls().isEmpty() ? null : pulls(hub, parts);
        HubComponent verbs = new HubComponent(new HubComponent.Doors(
                delivery,
                name -> hub.mappings().named(name).orElse(null),
                deliveries::get,
                parts.recordFiles(),
                pulls,
                lookups::asking));
        try {
            parts.camel().addComponent("hub", verbs);
            hub.routes()
                    .addTo(
                            parts.camel(),
                            parts.destinations().keySet(),
                            parts.pulls().keySet());
            parts.camel().start();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The flows in routes/ did not start. Found: " + rootOf(e) + ". Run: check", e);
        }
        requireFlows(parts, delivery, pulls);
        newestOnly(parts, destinations);
        start(delivery);
        if (pulls != null) {
            pulls.start();
        }
        return new RunningHub(delivery, parts, connectors, lookups, pulls);
    }

    private static void start(Delivery delivery) {
        int unclear = delivery.start();
        if (unclear > 0) {
            LOG.warn(
                    "{} transfers were in flight when the hub stopped; each is enquired about before it is sent again",
                    unclear);
        }
    }

    private static void newestOnly(HubParts parts, List<DestinationSettings> destinations) {
        parts.journal()
                .newestOnly(destinations.stream()
                        .filter(DestinationSettings::newestOnly)
                        .map(DestinationSettings::name)
                        .toList());
    }

    private static void requireFlows(HubParts parts, Delivery delivery, @Nullable Pulls pulls) {
        for (String name : parts.destinations().keySet()) {
            if (!delivery.hasFlow(name)) {
                throw new IllegalArgumentException(
                        "A destination has settings and no flow, so nothing would ever be sent to it. Found: "
                                + "hub.destinations." + name + ". Add a flow to routes/ that begins with hub:lane/"
                                + name
                                + ", or take the settings away.");
            }
        }
        for (String name : pulls == null ? List.<String>of() : pulls.withoutFlow()) {
            throw new IllegalArgumentException(
                    "A source has settings and no flow, so nothing would ever be pulled from it. Found: hub.pulls."
                            + name
                            + ". Add a flow to routes/ that begins with hub:pull/" + name
                            + ", or take the settings away.");
        }
    }

    private static Pulls pulls(Hub hub, HubParts parts) {
        RecordReader reader = RecordReader.following(hub.recordSchema(), hub::reference, parts.clock());
        Pulls pulls = new Pulls(parts.journal(), reader, parts.clock(), parts.random());
        parts.pulls().forEach((name, settings) -> {
            PullSettings own = PullSettings.read(name, settings);
            pulls.add(hub.connectors().openPull(name, settings, parts.camel(), parts.clock(), parts.files()), own);
        });
        return pulls;
    }

    /** What a person should know of destinations and lookups, each by its name: a certificate that ends, a register that is left alone. */
    public Map<String, String> notices() {
        Map<String, String> notices = new TreeMap<>();
        connectors.forEach((name, connector) -> connector.notice().ifPresent(words -> notices.put(name, words)));
        notices.putAll(lookups.notices());
        return notices;
    }

    /** Lanes, breakers and what is in flight. */
    public Delivery delivery() {
        return delivery;
    }

    /** Where the pull from each source stands; empty where nothing is pulled. */
    public List<PullState> pulls() {
        return pulls == null ? List.of() : pulls.states();
    }

    /** Lets what is in flight land, then stops lanes and broker. */
    @Override
    public void close() {
        if (pulls != null) {
            pulls.close();
        }
        delivery.close();
        lookups.close();
        RecordFiles files = parts.recordFiles();
        if (files != null) {
            files.close();
        }
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
