package vn.lienthong.hub.delivery;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import vn.lienthong.hub.delivery.Lanes.Bundle;
import vn.lienthong.hub.journal.Journal.Lane;

/** Bundles of many lanes, taken in turns: a lane with much waiting gets no more turns than one with little. Thread-safe. */
final class FairQueue {
    private final Map<Lane, Queue<Bundle>> waiting = new HashMap<>();
    private final Queue<Lane> turns = new ArrayDeque<>();

    synchronized void add(Bundle bundle) {
        Queue<Bundle> ofLane = waiting.computeIfAbsent(bundle.lane(), lane -> new ArrayDeque<>());
        if (ofLane.isEmpty()) {
            turns.add(bundle.lane());
        }
        ofLane.add(bundle);
        notifyAll();
    }

    /** The next bundle; waits for one. */
    synchronized Bundle take() throws InterruptedException {
        while (turns.isEmpty()) {
            wait();
        }
        Lane lane = turns.remove();
        Queue<Bundle> ofLane = waiting.get(lane);
        if (ofLane == null) {
            throw new IllegalStateException("Lane " + lane + " had a turn but no queue");
        }
        Bundle bundle = ofLane.remove();
        if (!ofLane.isEmpty()) {
            turns.add(lane);
        }
        return bundle;
    }

    synchronized boolean isEmpty() {
        return turns.isEmpty();
    }
}
