package vn.lienthong.hub.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What waits for the writer. Anybody adds; the writer's thread takes. */
final class Inbox {
    private static final Duration LINGER = Duration.ofMillis(3);
    private static final long LOOK_MILLIS = 200;

    private final LinkedBlockingQueue<Op<?>> queue = new LinkedBlockingQueue<>();
    private final int batch;
    private int lastBatch;

    /**
     * @param batch most that are taken at once
     */
    Inbox(int batch) {
        this.batch = batch;
    }

    void add(Op<?> op) {
        queue.add(op);
    }

    int size() {
        return queue.size();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void removeIf(Predicate<Op<?>> gone) {
        queue.removeIf(gone);
    }

    @Nullable
    Op<?> poll() {
        return queue.poll();
    }

    /** The next batch; empty when nothing came for a moment. */
    List<Op<?>> next() throws InterruptedException {
        List<Op<?>> ops = new ArrayList<>();
        Op<?> first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            ops.add(first);
            gather(ops);
            lastBatch = ops.size();
        }
        return ops;
    }

    /**
     * Takes what is waiting, and when there is less than last time, waits a moment for the rest: those who were just answered are about to
     * ask again, and a fuller batch costs hardly more than a thin one. A lone caller never waits.
     */
    private void gather(List<Op<?>> ops) throws InterruptedException {
        long end = System.nanoTime() + LINGER.toNanos();
        int expected = Math.min(lastBatch, batch);
        queue.drainTo(ops, batch - ops.size());
        for (long left = end - System.nanoTime(); ops.size() < expected && left > 0; left = end - System.nanoTime()) {
            Op<?> late = queue.poll(left, TimeUnit.NANOSECONDS);
            if (late != null) {
                ops.add(late);
                queue.drainTo(ops, batch - ops.size());
            }
        }
    }
}
