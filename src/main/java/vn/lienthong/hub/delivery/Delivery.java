package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Landing;

/**
 * Carries ready transfers to their destinations. The only place that retries: Camel's and the broker's redelivery stay off.
 *
 * <p>Guarantees: one attempt at a time per dossier and destination, in the order of acceptance; at most
 * {@link DestinationSettings#window()} transfers of a destination in flight; a destination in trouble is left alone but for one
 * real record per probe interval. Thread-safe.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Journal journal;
    private final Broker broker;
    private final Clock clock;
    private final RandomGenerator random;
    private final List<DestinationSettings> settings;
    private final List<Consumer<Landing>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Flow> flows = new HashMap<>();
    private final Map<String, Runway> runways = new ConcurrentHashMap<>();
    private volatile @Nullable Lanes lanes;
    private volatile @Nullable LaneFiller filler;
    private @Nullable Takeover takeover;
    private @Nullable HoldSweep holdSweep;
    private @Nullable SwitchoverSweep switchoverSweep;

    private Delivery(
            Journal journal, Broker broker, Clock clock, RandomGenerator random, List<DestinationSettings> settings) {
        this.journal = journal;
        this.broker = broker;
        this.clock = clock;
        this.random = random;
        this.settings = List.copyOf(settings);
    }

    /** Nothing is started or opened yet. */
    public static Delivery of(
            Journal journal,
            Broker broker,
            Clock clock,
            RandomGenerator random,
            List<DestinationSettings> destinations) {
        return new Delivery(journal, broker, clock, random, destinations);
    }

    /** What an attempt passes through; called by the lane of a flow before {@link #start()}. */
    public void flow(String destination, Flow flow) {
        if (flows.putIfAbsent(destination, flow) != null) {
            throw new IllegalArgumentException("Two flows begin with hub:lane/" + destination
                    + ". Found: the second one in routes/. Keep one flow per destination.");
        }
    }

    /** Whether a flow begins with the lane of a destination. */
    public boolean hasFlow(String destination) {
        return flows.containsKey(destination);
    }

    /** Called after each attempt was written down, on one of the hub's threads: must not block. */
    public void onLanded(Consumer<Landing> listener) {
        listeners.add(listener);
    }

    /**
     * Opens the lanes: what a crash left in flight becomes unclear, then everything ready starts to go.
     *
     * @return how many transfers were found in flight
     */
    public synchronized int start() {
        int unclear = journal.recoverAfterCrash();
        broker.start();
        Lanes opened = new ArtemisLanes(broker);
        lanes = opened;
        Map<String, Integer> windows = new HashMap<>();
        Duration longestMessage = Duration.ZERO;
        for (DestinationSettings destination : settings) {
            if (flows.containsKey(destination.name())) {
                windows.put(destination.name(), destination.laneWindow());
                longestMessage = longer(longestMessage, destination.longestMessage());
            }
        }
        LaneFiller filling = new LaneFiller(journal, opened, clock, windows);
        filler = filling;
        takeover = new Takeover(journal, longestMessage);
        holdSweep = new HoldSweep(journal, clock);
        switchoverSweep = new SwitchoverSweep(journal, clock);
        Runway.Tower tower = new Runway.Tower(journal, opened, filling, clock, random, this::landed);
        for (DestinationSettings destination : settings) {
            Flow flow = flows.get(destination.name());
            if (flow != null) {
                Runway runway = new Runway(destination, flow, tower);
                runways.put(destination.name(), runway);
                opened.open(destination.name(), runway::offer);
                runway.start();
            }
        }
        takeover.start();
        holdSweep.start();
        switchoverSweep.start();
        filling.start();
        return unclear;
    }

    /** Where each destination stands, for health and for explaining. */
    public List<DestinationState> destinations() {
        List<DestinationState> states = new ArrayList<>();
        for (Runway runway : runways.values()) {
            states.add(runway.state());
        }
        return states;
    }

    public Optional<DestinationState> destination(String name) {
        return destinations().stream()
                .filter(state -> state.name().equals(name))
                .findFirst();
    }

    /** Whether the broker is in reach. */
    public boolean brokerReachable() {
        Lanes open = lanes;
        return open != null && open.reachable();
    }

    /** Destinations that records wait for while this node, which leads, has no settings of them. */
    public Set<String> strangeDestinations() {
        LaneFiller filling = filler;
        return filling == null ? Set.of() : filling.strange();
    }

    /** What keeps the broker from carrying the lanes, in three parts; empty when nothing does. */
    public Optional<String> brokerTrouble() {
        Lanes open = lanes;
        return open == null ? Optional.empty() : open.trouble();
    }

    /** Lets what is in flight land, puts the rest back, closes lanes and broker. */
    @Override
    public synchronized void close() {
        if (takeover != null) {
            takeover.close();
        }
        if (holdSweep != null) {
            holdSweep.close();
        }
        if (switchoverSweep != null) {
            switchoverSweep.close();
        }
        if (filler != null) {
            filler.close();
        }
        runways.values().forEach(Runway::stop);
        runways.values().forEach(Runway::close);
        if (lanes != null) {
            lanes.close();
        }
        broker.close();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void landed(Landing landing) {
        for (Consumer<Landing> listener : listeners) {
            try {
                listener.accept(landing);
            } catch (RuntimeException e) {
                LOG.error("A listener for landings failed", e);
            }
        }
    }

    /** What an attempt passes through: a Camel flow, or a plain function in tests. May throw; the attempt is then unclear. */
    public interface Flow {
        void run(Attempt attempt) throws Exception;
    }
}
