package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.delivery.Lanes.Level;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.journal.Journal.Ready;

/**
 * Puts ready transfers on their lanes, a bounded number each; the rest stays in the journal. What became ready at this node is put by this
 * node, as long as its lane has room. A lane that has not is filled from the journal, nearest deadline first, by the node that leads; so is
 * what any node could not put. One thread.
 */
final class LaneFiller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneFiller.class);
    private static final int BUNDLE = 16;
    private static final int DUE_AT_ONCE = 2_000;
    private static final int ARRIVED_AT_ONCE = 4_096;
    /** A filler that is held up by its broker or journal forgets what comes above that, and finds it in the journal. */
    static final int MOST_ARRIVED = 65_536;

    private static final long DUE_EVERY = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SWEEP_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final Journal journal;
    private final Lanes lanes;
    private final Clock clock;
    private final Map<String, Integer> windows;
    private final BlockingQueue<Ready> arrived = new ArrayBlockingQueue<>(MOST_ARRIVED);
    private final Set<String> reopened = ConcurrentHashMap.newKeySet();
    private final Set<Lane> troubled = new HashSet<>();
    private final Map<Lane, LaneFill> fills = new HashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile Set<String> strange = Set.of();
    private volatile boolean missed;
    private boolean stuck;
    private long lastDue;
    private long lastSweep;
    private boolean led;

    /**
     * @param windows most transfers on a lane, by destination
     */
    LaneFiller(Journal journal, Lanes lanes, Clock clock, Map<String, Integer> windows) {
        this.journal = journal;
        this.lanes = lanes;
        this.clock = clock;
        this.windows = windows;
        this.thread = new Thread(this::run, "lane-filler");
        thread.setDaemon(true);
        lastDue = System.nanoTime() - DUE_EVERY;
        lastSweep = System.nanoTime() - SWEEP_EVERY;
    }

    void start() {
        journal.onReady(this::announce);
        thread.start();
    }

    /** Transfers that became ready. Does not block. */
    void announce(Collection<Ready> ready) {
        for (Ready one : ready) {
            if (!arrived.offer(one)) {
                missed = true;
                break;
            }
        }
        LockSupport.unpark(thread);
    }

    /** A destination takes records again: its lanes are filled anew, nearest deadline first. */
    void reopen(String destination) {
        reopened.add(destination);
        LockSupport.unpark(thread);
    }

    /** Destinations that something is ready for and this node, which leads, knows nothing of: it waits until one leads that does. */
    Set<String> strange() {
        return strange;
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            if (!ended.await(5, TimeUnit.SECONDS)) {
                LOG.warn("The lane filler did not end within 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (running) {
                try {
                    if (!fill() && running) {
                        LockSupport.parkNanos(PAUSE);
                    }
                } catch (RuntimeException e) {
                    stuck(e);
                    LockSupport.parkNanos(SWEEP_EVERY);
                }
            }
        } finally {
            ended.countDown();
        }
    }

    /** Said once, however long it lasts: a full disk may last for days. */
    private void stuck(RuntimeException e) {
        if (!stuck && running) {
            LOG.warn("Lanes could not be filled, trying again every second: {}", e.toString());
        }
        stuck = true;
    }

    /** Only after a whole round: a broker that is away ends one early. */
    private void flowing() {
        if (stuck) {
            LOG.info("Lanes are filled again.");
        }
        stuck = false;
    }

    /** One round. Tells whether there was something to do. */
    boolean fill() {
        switch (lanes.connect()) {
            case AWAY -> {
                // All of it is in the journal, and found there when the broker is back.
                arrived.clear();
                return false;
            }
            case NEW -> {
                fills.clear();
                lastSweep = System.nanoTime() - SWEEP_EVERY;
            }
            case HELD -> {}
        }
        for (String destination : List.copyOf(reopened)) {
            reopened.remove(destination);
            startAnew(destination);
        }
        if (missed) {
            missed = false;
            arrived.clear();
            fills.values().forEach(LaneFill::startAnew);
            lastSweep = System.nanoTime() - SWEEP_EVERY;
        }
        leadFromNowOn();
        wakeDue();
        sweep();
        boolean put = putArrived();
        boolean refilled = refill();
        flowing();
        return refilled || put;
    }

    private void startAnew(String destination) {
        fills.forEach((lane, fill) -> {
            if (lane.destination().equals(destination)) {
                fill.startAnew();
            }
        });
        lastSweep = System.nanoTime() - SWEEP_EVERY;
    }

    /** What others put, or could not put, while they led or before anybody did, is in the journal. */
    private void leadFromNowOn() {
        boolean leads = journal.leads();
        if (leads && !led) {
            fills.values().forEach(LaneFill::startAnew);
        }
        led = leads;
    }

    private void wakeDue() {
        if (System.nanoTime() - lastDue < DUE_EVERY) {
            return;
        }
        List<Ready> due = journal.due(clock.instant(), DUE_AT_ONCE).join();
        announce(due);
        if (due.size() < DUE_AT_ONCE) {
            lastDue = System.nanoTime();
        }
    }

    /** Listens to every lane there is and sees how full it is; where this node leads, looks also for what is on no lane. */
    private void sweep() {
        if (System.nanoTime() - lastSweep < SWEEP_EVERY) {
            return;
        }
        lastSweep = System.nanoTime();
        Set<Lane> backlog = led ? Set.copyOf(journal.lanesWithBacklog()) : Set.of();
        notice(backlog);
        for (Lane lane : journal.lanes()) {
            withLane(lane, fill -> {
                lanes.listen(lane);
                Level level = lanes.level(lane);
                if (backlog.contains(lane)) {
                    fill.saw(level);
                } else {
                    fill.stands(level);
                }
            });
        }
    }

    private void notice(Set<Lane> backlog) {
        Set<String> unknown = backlog.stream()
                .map(Lane::destination)
                .filter(destination -> !windows.containsKey(destination))
                .collect(Collectors.toSet());
        if (!unknown.isEmpty() && !unknown.equals(strange)) {
            LOG.warn(
                    "Records wait for a destination that this node, which leads, has no settings of. Found: {}."
                            + " Give all nodes the same destinations, or cancel these transfers.",
                    unknown);
        }
        strange = unknown;
    }

    private void withLane(Lane lane, Consumer<LaneFill> look) {
        if (windows.containsKey(lane.destination())) {
            try {
                look.accept(fillOf(lane));
                well(lane);
            } catch (IllegalStateException e) {
                itsOwn(lane, e);
            }
        }
    }

    /** One lane's trouble is not the next one's, unless it is the broker's. */
    private void itsOwn(Lane lane, IllegalStateException e) {
        if (!lanes.reachable()) {
            throw e;
        }
        complain(lane, e);
    }

    private void complain(Lane lane, RuntimeException e) {
        if (troubled.add(lane)) {
            LOG.warn(
                    "Lane {} of {} could not be filled, trying again: {}",
                    lane.unit(),
                    lane.destination(),
                    e.toString());
        }
    }

    private void well(Lane lane) {
        if (troubled.remove(lane)) {
            LOG.info("Lane {} of {} is filled again.", lane.unit(), lane.destination());
        }
    }

    private boolean putArrived() {
        Map<Lane, List<Ready>> fresh = new HashMap<>();
        Ready ready;
        int taken = 0;
        while (taken < ARRIVED_AT_ONCE && (ready = arrived.poll()) != null) {
            taken++;
            if (windows.containsKey(ready.destination())) {
                fresh.computeIfAbsent(new Lane(ready.destination(), ready.unit()), lane -> new ArrayList<>())
                        .add(ready);
            }
        }
        fresh.forEach(this::putFresh);
        return taken > 0;
    }

    /** One lane's trouble is not the next one's, unless it is the broker's: what could not be put is fetched from the journal later. */
    private void putFresh(Lane lane, List<Ready> fresh) {
        LaneFill fill = fillOf(lane);
        try {
            put(lane, fill, going(lane, fill, fresh));
        } catch (RuntimeException e) {
            fill.startAnew();
            if (!lanes.reachable()) {
                throw e;
            }
            complain(lane, e);
        }
    }

    private List<Ready> going(Lane lane, LaneFill fill, List<Ready> fresh) {
        if (led) {
            return lanes.isPaused(lane.destination()) ? fill.none(fresh) : fill.fitting(fresh);
        }
        if (fill.isDoubtful()) {
            fill.looked(lanes.level(lane));
        }
        return fill.direct(fresh);
    }

    private boolean refill() {
        if (!led) {
            return false;
        }
        boolean worked = false;
        for (Map.Entry<Lane, LaneFill> entry : fills.entrySet()) {
            if (entry.getValue().isDueForALook()) {
                try {
                    worked |= refill(entry.getKey(), entry.getValue());
                } catch (IllegalStateException e) {
                    itsOwn(entry.getKey(), e);
                }
            }
        }
        return worked;
    }

    private boolean refill(Lane lane, LaneFill fill) {
        int limit = fill.room(lanes.level(lane)) * BUNDLE;
        if (limit <= 0) {
            return false;
        }
        List<Ready> backlog = journal.backlog(lane.destination(), lane.unit(), fill.after(), limit);
        put(lane, fill, backlog);
        fill.fetched(backlog, limit);
        return !backlog.isEmpty();
    }

    private void put(Lane lane, LaneFill fill, List<Ready> transfers) {
        for (int from = 0; from < transfers.size(); from += BUNDLE) {
            List<Ready> bundle = transfers.subList(from, Math.min(transfers.size(), from + BUNDLE));
            lanes.put(lane, bundle);
            fill.onePut();
        }
    }

    private LaneFill fillOf(Lane lane) {
        return fills.computeIfAbsent(
                lane, l -> new LaneFill(Math.max(1, windows.getOrDefault(l.destination(), 1) / BUNDLE)));
    }
}
