package vn.lienthong.hub.delivery;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that fetch files. No more than half of them are ever at one server; what waits for its server takes none. So a server that hangs holds up
 * its own files alone. Thread-safe.
 */
final class FetchThreads implements AutoCloseable {

    /** Files that may wait for one server; the record of another comes again. */
    private static final int MOST_WAITING = 100;

    private final ExecutorService threads;
    private final int atOnce;
    private final int atOneServer;
    private final Map<String, Line> lines = new HashMap<>();
    private int running;

    /** Of one server. */
    private static final class Line {
        private final Queue<FutureTask<?>> waiting = new ArrayDeque<>();
        private int running;
    }

    /**
     * A task that was taken.
     *
     * @param begins whether a thread was free for it
     */
    record Taken<T>(Future<T> coming, boolean begins) {}

    FetchThreads(int atOnce) {
        this.atOnce = atOnce;
        this.atOneServer = Math.max(1, atOnce / 2);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "fetch-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes a task for a server; null when too many wait for that one. */
    synchronized <T> @Nullable Taken<T> take(String server, Callable<T> task) {
        Line line = lines.computeIfAbsent(server, key -> new Line());
        FutureTask<T> coming = new FutureTask<>(task);
        if (line.running < atOneServer) {
            boolean free = running < atOnce;
            begin(server, line, coming);
            return new Taken<>(coming, free);
        }
        if (line.waiting.size() >= MOST_WAITING) {
            return null;
        }
        line.waiting.add(coming);
        return new Taken<>(coming, false);
    }

    private void begin(String server, Line line, FutureTask<?> task) {
        line.running++;
        running++;
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                over(server);
            }
        });
    }

    private synchronized void over(String server) {
        Line line = lines.get(server);
        if (line == null) {
            return;
        }
        line.running--;
        running--;
        FutureTask<?> next = line.waiting.poll();
        if (next != null && !threads.isShutdown()) {
            begin(server, line, next);
        } else if (line.running == 0) {
            lines.remove(server);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
