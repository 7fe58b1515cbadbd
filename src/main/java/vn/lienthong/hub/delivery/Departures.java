package vn.lienthong.hub.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vn.lienthong.hub.delivery.Lanes.Bundle;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.journal.Journal.Ready;

/**
 * What may go next to one destination, of all its lanes. Within a lane the nearest deadline goes first. Between lanes it is turn and turn
 * about, a few at a time: a lane with much waiting gets no more than its share. After a time in which nothing could go, as many as had
 * gathered go by the nearest deadline of all: then everybody is late, and the law decides. Thread-safe.
 */
final class Departures {
    /** As many of a lane as go in one turn. */
    static final int TURN = 4;

    private static final long HEARD_WITHIN = TimeUnit.SECONDS.toNanos(1);

    private static final Comparator<Waiting> NEAREST = Comparator.comparing(
                    (Waiting waiting) -> waiting.ready().deadline(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(waiting -> waiting.ready().transferId());

    private final Map<Lane, PriorityQueue<Waiting>> lanes = new HashMap<>();
    private final Queue<Lane> turns = new ArrayDeque<>();
    /** Waiting here or under way: a second hint for one of them is nothing new. */
    private final Set<Long> known = new HashSet<>();

    private int waiting;
    private long nearestFirst;
    /** Lanes that have something in the journal and whose head was not heard of yet: one of them may hold the nearest. */
    private final Set<Lane> expected = new HashSet<>();

    private long expectedUntil;

    /** A transfer that may go, and the bundle that it came in. */
    record Waiting(Ready ready, Lease lease) {}

    synchronized void add(Bundle bundle) {
        Lease lease = new Lease(bundle);
        if (bundle.head()) {
            expected.remove(laneOf(bundle.transfers().get(0)));
        }
        for (Ready ready : bundle.transfers()) {
            if (known.add(ready.transferId())) {
                put(new Waiting(ready, lease));
            } else {
                lease.oneOver();
            }
        }
        notifyAll();
    }

    private void put(Waiting one) {
        Lane lane = laneOf(one.ready());
        PriorityQueue<Waiting> ofLane = lanes.computeIfAbsent(lane, key -> new PriorityQueue<>(NEAREST));
        if (ofLane.isEmpty()) {
            turns.add(lane);
        }
        ofLane.add(one);
        waiting++;
    }

    private static Lane laneOf(Ready ready) {
        return new Lane(ready.destination(), ready.unit());
    }

    /** Waits until something may be taken, or the time is over; tells which. */
    synchronized boolean await(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; !mayTake() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return mayTake();
    }

    private boolean mayTake() {
        return waiting > 0 && (expected.isEmpty() || System.nanoTime() - expectedUntil > 0);
    }

    /** Takes at most so many; those taken stay known until they are {@link #over}. */
    synchronized List<Waiting> take(int most) {
        List<Waiting> taken = new ArrayList<>(Math.min(most, waiting));
        while (taken.size() < most && waiting > 0) {
            if (nearestFirst > 0) {
                nearestFirst--;
                takeNearest(taken);
            } else {
                takeTurn(taken, Math.min(most - taken.size(), TURN));
            }
        }
        return taken;
    }

    private void takeTurn(List<Waiting> taken, int most) {
        Lane lane = turns.remove();
        for (int i = 0; i < most && !queue(lane).isEmpty(); i++) {
            taken.add(poll(lane));
        }
        if (!queue(lane).isEmpty()) {
            turns.add(lane);
        }
    }

    private void takeNearest(List<Waiting> taken) {
        Lane lane = nearest();
        taken.add(poll(lane));
        if (queue(lane).isEmpty()) {
            turns.remove(lane);
        }
    }

    private Lane nearest() {
        Lane nearest = null;
        for (Lane lane : turns) {
            if (nearest == null
                    || NEAREST.compare(queue(lane).element(), queue(nearest).element()) < 0) {
                nearest = lane;
            }
        }
        if (nearest == null) {
            throw new IllegalStateException("Something waits, but on no lane");
        }
        return nearest;
    }

    private Waiting poll(Lane lane) {
        Waiting one = queue(lane).remove();
        waiting--;
        return one;
    }

    private PriorityQueue<Waiting> queue(Lane lane) {
        PriorityQueue<Waiting> queue = lanes.get(lane);
        if (queue == null) {
            throw new IllegalStateException("Lane " + lane + " had a turn but no queue");
        }
        return queue;
    }

    /**
     * So many go by the nearest deadline of all lanes, from now.
     *
     * @param lanes that hold them: nothing goes until each was heard of, or for a second; another node may have taken all of one
     */
    synchronized void nearestFirst(long gathered, Collection<Lane> lanes) {
        nearestFirst = gathered;
        expected.clear();
        expected.addAll(lanes);
        expectedUntil = System.nanoTime() + HEARD_WITHIN;
    }

    /** A transfer was landed, or was not ready: a hint for it is news again. */
    synchronized void over(long transferId) {
        known.remove(transferId);
    }

    /** Forgets what waits; gives it, so that its bundles can be let go. */
    synchronized List<Waiting> clear() {
        List<Waiting> dropped = new ArrayList<>(waiting);
        for (PriorityQueue<Waiting> lane : lanes.values()) {
            dropped.addAll(lane);
        }
        dropped.forEach(one -> known.remove(one.ready().transferId()));
        lanes.clear();
        turns.clear();
        waiting = 0;
        return dropped;
    }

    synchronized int waiting() {
        return waiting;
    }
}
