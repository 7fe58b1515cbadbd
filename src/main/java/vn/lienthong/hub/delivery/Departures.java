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
 * about, a few at a time: a lane with much waiting gets no more than its share. After a time in which nothing could go, what had gathered
 * goes by the nearest deadline of all: then everybody is late, and the law decides. What came later takes turns with it. Thread-safe.
 */
final class Departures {
    /** As many of a lane as go in one turn. */
    static final int TURN = 4;

    private static final long HEARD_WITHIN = TimeUnit.SECONDS.toNanos(1);

    private static final Comparator<Waiting> NEAREST = Comparator.comparing(
                    (Waiting waiting) -> waiting.ready().deadline(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(waiting -> waiting.ready().transferId());

    private final PriorityQueue<Waiting> gathered = new PriorityQueue<>(NEAREST);
    private final Map<Lane, PriorityQueue<Waiting>> lanes = new HashMap<>();
    private final Queue<Lane> turns = new ArrayDeque<>();
    /** Waiting here or under way: a second hint for one of them is nothing new. */
    private final Set<Long> known = new HashSet<>();
    /** Hints that came for one under way: it may have come back from there, become ready at another node, and be meant again. */
    private final Map<Long, Waiting> heardAgain = new HashMap<>();

    private final Set<Long> underWay = new HashSet<>();
    private int waiting;
    /** The last one that had gathered. */
    private long mark;

    private boolean gatheredGoNext;
    /** The nearest ones by the journal, as far as they were not heard of yet. */
    private final Set<Long> expected = new HashSet<>();

    private long expectedUntil;

    /** A transfer that may go, and the bundle that it came in. */
    record Waiting(Ready ready, Lease lease) {}

    synchronized void add(Bundle bundle) {
        Lease lease = new Lease(bundle);
        for (Ready ready : bundle.transfers()) {
            expected.remove(ready.transferId());
            Waiting one = new Waiting(ready, lease);
            if (known.add(ready.transferId())) {
                put(one);
            } else if (!underWay.contains(ready.transferId())
                    || heardAgain.putIfAbsent(ready.transferId(), one) != null) {
                lease.oneOver();
            }
        }
        notifyAll();
    }

    private void put(Waiting one) {
        waiting++;
        if (one.ready().transferId() <= mark) {
            gathered.add(one);
            return;
        }
        Lane lane = laneOf(one.ready());
        PriorityQueue<Waiting> ofLane = lanes.computeIfAbsent(lane, key -> new PriorityQueue<>(NEAREST));
        if (ofLane.isEmpty()) {
            turns.add(lane);
        }
        ofLane.add(one);
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
            int turn = Math.min(most - taken.size(), TURN);
            gatheredGoNext = turns.isEmpty() || (!gathered.isEmpty() && !gatheredGoNext);
            if (gatheredGoNext) {
                move(gathered, taken, turn);
            } else {
                takeTurn(taken, turn);
            }
        }
        taken.forEach(one -> underWay.add(one.ready().transferId()));
        return taken;
    }

    private void takeTurn(List<Waiting> taken, int most) {
        Lane lane = turns.remove();
        PriorityQueue<Waiting> ofLane = queue(lane);
        move(ofLane, taken, most);
        if (!ofLane.isEmpty()) {
            turns.add(lane);
        }
    }

    private void move(PriorityQueue<Waiting> from, List<Waiting> taken, int most) {
        for (int i = 0; i < most && !from.isEmpty(); i++) {
            taken.add(from.remove());
            waiting--;
        }
    }

    private PriorityQueue<Waiting> queue(Lane lane) {
        PriorityQueue<Waiting> queue = lanes.get(lane);
        if (queue == null) {
            throw new IllegalStateException("Lane " + lane + " had a turn but no queue");
        }
        return queue;
    }

    /**
     * What had gathered goes by the nearest deadline of all lanes, from now.
     *
     * @param upTo the greatest id among them: what has a greater one came later
     * @param nearest of them: nothing goes until each was heard of, or for a second; another node may have taken it. What lanes give back
     *     may be as old as the outage, and tells nothing about what is nearest now
     */
    synchronized void nearestFirst(long upTo, Collection<Long> nearest) {
        mark = Math.max(mark, upTo);
        List<Waiting> all = allWaiting();
        forgetWaiting();
        all.forEach(this::put);
        expected.clear();
        expected.addAll(nearest);
        expected.removeAll(known);
        expectedUntil = System.nanoTime() + HEARD_WITHIN;
    }

    /** A transfer was landed, or was not ready: a hint for it is news again. */
    synchronized void over(long transferId) {
        underWay.remove(transferId);
        expected.remove(transferId);
        Waiting again = heardAgain.remove(transferId);
        if (again == null) {
            known.remove(transferId);
        } else {
            put(again);
            notifyAll();
        }
    }

    /** It was taken, and nothing came of it: it waits as before. */
    synchronized void putBack(Waiting one) {
        underWay.remove(one.ready().transferId());
        Waiting again = heardAgain.remove(one.ready().transferId());
        if (again != null) {
            again.lease().oneOver();
        }
        put(one);
        notifyAll();
    }

    /** Forgets what waits. Its bundles are not done: they go back to their lanes when those are paused. */
    synchronized List<Waiting> clear() {
        List<Waiting> dropped = allWaiting();
        dropped.forEach(one -> known.remove(one.ready().transferId()));
        heardAgain.clear();
        forgetWaiting();
        return dropped;
    }

    private List<Waiting> allWaiting() {
        List<Waiting> all = new ArrayList<>(gathered);
        lanes.values().forEach(all::addAll);
        return all;
    }

    private void forgetWaiting() {
        gathered.clear();
        lanes.clear();
        turns.clear();
        waiting = 0;
    }

    synchronized int waiting() {
        return waiting;
    }
}
