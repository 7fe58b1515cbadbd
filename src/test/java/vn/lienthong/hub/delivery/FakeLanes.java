package vn.lienthong.hub.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.journal.Journal.Ready;

/** Test tool: lanes of one node without a broker, which keep what is put until somebody empties them. */
final class FakeLanes implements Lanes {
    private final Map<Lane, List<List<Ready>>> bundles = new HashMap<>();
    final Set<Lane> heard = new HashSet<>();
    final Set<Lane> broken = new HashSet<>();
    Link link = Link.HELD;
    /** Whether the broker is out of reach, and how often it was asked all the same. */
    boolean away;

    int askedInVain;
    private final Set<String> paused = ConcurrentHashMap.newKeySet();

    /** All that was put on a lane so far, whoever took it. */
    private final Map<Lane, Integer> put = new HashMap<>();

    int put(Lane lane) {
        return put.getOrDefault(lane, 0);
    }

    List<List<Ready>> bundlesOf(Lane lane) {
        return bundles.getOrDefault(lane, List.of());
    }

    /** Somebody takes all there is and is done with it. */
    void empty() {
        bundles.clear();
    }

    @Override
    public void open(String destination, Consumer<Bundle> receiver) {
        // Bundles are handed to the receiver by the test.
    }

    @Override
    public Link connect() {
        return link;
    }

    @Override
    public void listen(Lane lane) {
        answered();
        heard.add(lane);
    }

    @Override
    public void put(Lane lane, List<Ready> transfers) {
        answered();
        bundles.computeIfAbsent(lane, key -> new ArrayList<>()).add(List.copyOf(transfers));
        put.merge(lane, transfers.size(), Integer::sum);
    }

    @Override
    public Level level(Lane lane) {
        answered();
        if (broken.contains(lane)) {
            throw new IllegalStateException("The broker did not tell of " + lane);
        }
        return new Level(bundlesOf(lane).size(), 1);
    }

    @Override
    public void pause(String destination) {
        paused.add(destination);
    }

    @Override
    public boolean isPaused(String destination) {
        return paused.contains(destination);
    }

    @Override
    public void resume(String destination) {
        paused.remove(destination);
    }

    @Override
    public boolean reachable() {
        return !away;
    }

    private void answered() {
        if (away) {
            askedInVain++;
            throw new IllegalStateException("The broker is out of reach");
        }
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
