package vn.lienthong.hub.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays recorded exchanges in the order in which they were: of a dossier each after the end of the one before, others beside each other. One use;
 * thread-safe.
 */
public final class Procession {
    private static final long LOOK_MILLIS = 100;
    private static final Comparator<ReplayScript> IN_TIME = Comparator.comparing(
                    (ReplayScript script) -> script.at() == null ? Instant.EPOCH : script.at())
            .thenComparing(script -> script.exchange().about().revision())
            .thenComparing(ReplayScript::name);

    private static final Logger LOG = LoggerFactory.getLogger(Procession.class);

    private final Turn turn;
    private final Pace pace;
    private final Map<String, Deque<ReplayScript>> behind = new HashMap<>();
    private final PriorityQueue<ReplayScript> ready = new PriorityQueue<>(IN_TIME);
    private final Set<ReplayScript> open = new HashSet<>();
    private final Map<String, Boolean> alone = new HashMap<>();
    private final Map<ReplayScript, String> broken = new ConcurrentHashMap<>();
    private final @Nullable Instant first;
    private final long began = System.nanoTime();
    private int left;
    private boolean stopped;
    private long lastEvent = System.nanoTime();

    /**
     * How it is played.
     *
     * @param factor how much faster than it was; 0: as fast as it goes
     * @param beside how many are begun at the same time
     * @param window how many may be begun and not ended
     */
    public record Pace(double factor, int beside, int window) {
        /** As fast as it goes. */
        public static final Pace NONE = new Pace(0, 8, 256);

        public Pace withFactor(double other) {
            return new Pace(other, beside, window);
        }

        public Pace withBeside(int number) {
            return new Pace(factor, number, Math.max(number, window));
        }
    }

    /** Who plays one. */
    public interface Turn {
        /**
         * Begins one, on a thread of its own. It may end later, on any thread.
         *
         * @param end to be called once when it has ended
         */
        void begin(ReplayScript script, Runnable end) throws InterruptedException;

        /**
         * Nothing began or ended for a while, and something has not ended.
         *
         * @param silence since then
         * @return whether to go on waiting
         */
        default boolean idle(Duration silence) {
            return true;
        }
    }

    public Procession(List<ReplayScript> scripts, Pace pace, Turn turn) {
        this.turn = turn;
        this.pace = pace;
        List<ReplayScript> all = new ArrayList<>(scripts);
        all.sort(IN_TIME);
        this.left = all.size();
        this.first = all.stream()
                .map(ReplayScript::at)
                .filter(at -> at != null)
                .findFirst()
                .orElse(null);
        all.forEach(script -> alone.merge(script.destination(), !script.saysItself(), Boolean::logicalOr));
        for (ReplayScript script : all) {
            Deque<ReplayScript> before = behind.get(chain(script));
            if (before == null) {
                behind.put(chain(script), new ArrayDeque<>());
                ready.add(script);
            } else {
                before.add(script);
            }
        }
    }

    /** At a destination whose messages do not always say whose they are, one after the other. */
    private String chain(ReplayScript script) {
        boolean one = alone.getOrDefault(script.destination(), false);
        return one ? script.destination() : script.destination() + ' ' + script.dossierCode();
    }

    /** Plays all; returns those that did not end. */
    public List<ReplayScript> play() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < pace.beside(); i++) {
            Thread thread = new Thread(this::work, "replay-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        try {
            watch();
        } finally {
            stop();
            threads.forEach(Thread::interrupt);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (this) {
            return open.stream().sorted(IN_TIME).toList();
        }
    }

    /** What a mistake of this program broke off, with what it says. */
    public Map<ReplayScript, String> broken() {
        return Map.copyOf(broken);
    }

    /** Begins nothing more. */
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    private void watch() throws InterruptedException {
        boolean more = true;
        while (more) {
            Duration silence;
            synchronized (this) {
                if (left > 0 && !stopped) {
                    TimeUnit.MILLISECONDS.timedWait(this, LOOK_MILLIS);
                }
                more = left > 0 && !stopped;
                silence = Duration.ofNanos(System.nanoTime() - lastEvent);
            }
            // Outside of the lock: who looks after it may call back.
            if (more && silence.toMillis() >= LOOK_MILLIS && hasOpen()) {
                more = turn.idle(silence);
            }
        }
    }

    private synchronized boolean hasOpen() {
        return !open.isEmpty();
    }

    private void work() {
        try {
            for (ReplayScript script = take(); script != null; script = take()) {
                begin(script);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What breaks one does not keep the others from being played. */
    private void begin(ReplayScript script) throws InterruptedException {
        try {
            turn.begin(script, () -> ended(script));
        } catch (RuntimeException e) {
            LOG.error("{} broke off", script, e);
            broken.put(script, String.valueOf(e));
            ended(script);
        }
    }

    private synchronized @Nullable ReplayScript take() throws InterruptedException {
        while (!stopped && left > 0) {
            ReplayScript next = ready.peek();
            long wait = next == null || open.size() >= pace.window() ? LOOK_MILLIS : untilTurn(next);
            if (wait <= 0) {
                lastEvent = System.nanoTime();
                open.add(ready.remove());
                return next;
            }
            TimeUnit.MILLISECONDS.timedWait(this, Math.min(wait, LOOK_MILLIS));
        }
        return null;
    }

    private long untilTurn(ReplayScript script) {
        Instant at = script.at();
        if (pace.factor() <= 0 || at == null || first == null) {
            return 0;
        }
        long due = (long) (Duration.between(first, at).toMillis() / pace.factor());
        return due - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private synchronized void ended(ReplayScript script) {
        if (!open.remove(script)) {
            return;
        }
        left--;
        lastEvent = System.nanoTime();
        Deque<ReplayScript> after = behind.get(chain(script));
        ReplayScript next = after == null ? null : after.poll();
        if (next != null) {
            ready.add(next);
        }
        notifyAll();
    }
}
