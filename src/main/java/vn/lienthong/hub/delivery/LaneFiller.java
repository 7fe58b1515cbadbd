package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.journal.Journal.Ready;

/**
 * Puts ready transfers on their lanes, a bounded window each; what does not fit stays in the journal and is fetched
 * from there, nearest deadline first, when the window has room. One thread.
 */
final class LaneFiller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneFiller.class);
    private static final int BUNDLE = 32;
    private static final int DUE_AT_ONCE = 2_000;
    private static final long DUE_EVERY_MILLIS = 250;
    private static final long SWEEP_EVERY_MILLIS = 10_000;
    private static final long LOST_AFTER_MILLIS = 30_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Journal journal;
    private final Lanes lanes;
    private final Clock clock;
    private final Map<String, Integer> windows;
    private final Predicate<String> idle;
    private final ConcurrentLinkedQueue<Ready> arrived = new ConcurrentLinkedQueue<>();
    private final Map<Lane, Window> open = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean running = true;
    private long nextDue;
    private long nextSweep;

    /**
     * @param windows most transfers on a lane, by destination
     * @param idle whether nothing of a destination waits on this node
     */
    LaneFiller(Journal journal, Lanes lanes, Clock clock, Map<String, Integer> windows, Predicate<String> idle) {
        this.idle = idle;
        this.journal = journal;
        this.lanes = lanes;
        this.clock = clock;
        this.windows = windows;
        this.thread = new Thread(this::run, "lane-filler");
        thread.setDaemon(true);
    }

    void start() {
        journal.onReady(this::announce);
        thread.start();
    }

    /** Transfers that became ready. Does not block. */
    void announce(Collection<Ready> ready) {
        arrived.addAll(ready);
        LockSupport.unpark(thread);
    }

    /** A transfer left its lane: taken and landed, or found not ready. */
    void gone(Lane lane, long transferId) {
        Window window = open.get(lane);
        if (window != null && window.remove(transferId)) {
            LockSupport.unpark(thread);
        }
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
                    boolean worked = fill();
                    if (!worked && running) {
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                } catch (RuntimeException e) {
                    LOG.warn("Lanes could not be filled, trying again: {}", e.toString());
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                }
            }
        } finally {
            ended.countDown();
        }
    }

    private boolean fill() {
        switch (lanes.connect()) {
            case AWAY -> {
                // All of it is in the journal, and found there when the broker is back.
                arrived.clear();
                return false;
            }
            case NEW -> {
                open.values().forEach(Window::forget);
                nextSweep = 0;
            }
            case HELD -> {}
        }
        wakeDue();
        sweep();
        boolean put = putArrived();
        return refill() || put;
    }

    private void wakeDue() {
        long now = clock.millis();
        if (now < nextDue) {
            return;
        }
        nextDue = now + DUE_EVERY_MILLIS;
        List<Ready> due = journal.due(clock.instant(), DUE_AT_ONCE).join();
        arrived.addAll(due);
        if (due.size() == DUE_AT_ONCE) {
            nextDue = now;
        }
    }

    private void sweep() {
        long now = clock.millis();
        if (now < nextSweep) {
            return;
        }
        nextSweep = now + SWEEP_EVERY_MILLIS;
        // What is on a lane but nowhere here was lost with its broker, or taken by another node: it makes room.
        // Putting a transfer twice does no harm, taking it off is guarded.
        open.forEach((lane, window) -> {
            if (idle.test(lane.destination())) {
                window.forgetOlderThan(now - LOST_AFTER_MILLIS);
            }
        });
        for (Lane lane : journal.lanesWithBacklog()) {
            if (windows.containsKey(lane.destination())) {
                window(lane).backlog = true;
            }
        }
    }

    private boolean putArrived() {
        Map<Lane, List<Long>> bundles = new HashMap<>();
        Ready ready;
        int taken = 0;
        while (taken < 4_096 && (ready = arrived.poll()) != null) {
            taken++;
            Lane lane = new Lane(ready.destination(), ready.unit());
            if (!windows.containsKey(ready.destination())) {
                continue;
            }
            Window window = window(lane);
            if (window.backlog || !window.add(ready.transferId(), clock.millis())) {
                window.backlog = true;
            } else {
                bundles.computeIfAbsent(lane, l -> new ArrayList<>()).add(ready.transferId());
            }
        }
        bundles.forEach(this::putOrKeep);
        return taken > 0;
    }

    private boolean refill() {
        boolean worked = false;
        for (Map.Entry<Lane, Window> entry : open.entrySet()) {
            Window window = entry.getValue();
            if (window.backlog && window.hasRoom()) {
                worked |= refill(entry.getKey(), window);
            }
        }
        return worked;
    }

    private boolean refill(Lane lane, Window window) {
        int limit = 2 * window.size;
        window.backlog = false;
        List<Ready> backlog = journal.backlog(lane.destination(), lane.unit(), null, limit);
        List<Long> fitting = new ArrayList<>();
        for (Ready ready : backlog) {
            if (window.knows(ready.transferId())) {
                continue;
            }
            if (!window.add(ready.transferId(), clock.millis())) {
                window.backlog = true;
                break;
            }
            fitting.add(ready.transferId());
        }
        window.backlog |= backlog.size() == limit;
        put(lane, fitting);
        return !fitting.isEmpty();
    }

    /** One lane's trouble is not the next one's: what could not be put is fetched from the journal later. */
    private void putOrKeep(Lane lane, List<Long> ids) {
        try {
            put(lane, ids);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Lane {} of {} could not be filled, trying again: {}",
                    lane.unit(),
                    lane.destination(),
                    e.toString());
        }
    }

    private void put(Lane lane, List<Long> ids) {
        for (int from = 0; from < ids.size(); from += BUNDLE) {
            List<Long> part = ids.subList(from, Math.min(ids.size(), from + BUNDLE));
            try {
                lanes.put(lane, part.stream().mapToLong(Long::longValue).toArray());
            } catch (RuntimeException e) {
                Window window = window(lane);
                ids.subList(from, ids.size()).forEach(window::remove);
                window.backlog = true;
                throw e;
            }
        }
    }

    private Window window(Lane lane) {
        return open.computeIfAbsent(lane, l -> new Window(windows.getOrDefault(l.destination(), 1)));
    }

    /** Which transfers of a lane are on it. Written by the filler, emptied by delivery. */
    private static final class Window {
        private final int size;
        private final Map<Long, Long> ids = new HashMap<>();
        private volatile boolean backlog;

        Window(int size) {
            this.size = size;
        }

        /** False when there is no room. Adding what is there already changes nothing. */
        synchronized boolean add(long id, long now) {
            return ids.size() < size && ids.putIfAbsent(id, now) == null;
        }

        synchronized boolean knows(long id) {
            return ids.containsKey(id);
        }

        synchronized boolean remove(long id) {
            return ids.remove(id) != null && backlog && ids.size() <= size / 2;
        }

        synchronized boolean hasRoom() {
            return ids.size() <= size / 2;
        }

        synchronized void forgetOlderThan(long moment) {
            backlog |= ids.values().removeIf(at -> at < moment);
        }

        synchronized void forget() {
            ids.clear();
            backlog = true;
        }
    }
}
