package vn.lienthong.hub.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.delivery.Attempt;
import vn.lienthong.hub.delivery.Delivery;
import vn.lienthong.hub.delivery.DestinationSettings;
import vn.lienthong.hub.delivery.RecordFiles;
import vn.lienthong.hub.route.HubComponent;

/** A hub at work. */
public final class RunningHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningHub.class);

    private final Delivery delivery;
    private final @Nullable RecordFiles files;

    private RunningHub(Delivery delivery, @Nullable RecordFiles files) {
        this.delivery = delivery;
        this.files = files;
    }

    static RunningHub start(Hub hub, HubParts parts) {
        List<DestinationSettings> destinations = new ArrayList<>();
        Map<String, Consumer<Attempt>> deliveries = new HashMap<>();
        parts.destinations().forEach((name, settings) -> {
            destinations.add(DestinationSettings.read(
                    name,
                    settings,
                    text -> SendingHours.parse(
                            "hub.destinations." + name + ".send-when",
                            text,
                            hub.reference().calendar())));
            Connector connector = hub.connectors().open(name, settings, parts.camel(), parts.clock(), parts.files());
            deliveries.put(name, attempt -> attempt.deliver(connector));
        });
        Delivery delivery = Delivery.of(parts.journal(), parts.broker(), parts.clock(), parts.random(), destinations);
        HubComponent verbs = new HubComponent(new HubComponent.Doors(
                delivery, name -> hub.mappings().named(name).orElse(null), deliveries::get, parts.recordFiles()));
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
        return new RunningHub(delivery, parts.recordFiles());
    }

    /** Lanes, breakers and what is in flight. */
    public Delivery delivery() {
        return delivery;
    }

    /** Lets what is in flight land, then stops lanes and broker. */
    @Override
    public void close() {
        delivery.close();
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
