package vn.lienthong.hub.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of a person or system to stop a long-running command (Ctrl-C, kill): the command ends its waiting, closes what it opened
 * in its own order, and only then the JVM goes.
 */
final class Stop implements AutoCloseable {
    private static final long CLOSING_SECONDS = 30;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final Thread hook = new Thread(this::stopping, "stop");

    Stop() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean asked() {
        return asked.getCount() == 0;
    }

    /** What to do at once when somebody wants the command to stop, or wanted it already; runs on another thread, perhaps twice. */
    void whenAsked(Runnable action) {
        actions.add(action);
        if (asked()) {
            action.run();
        }
    }

    /** Returns when somebody wants the command to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Waits a while; true when somebody wants the command to stop. */
    boolean await(long millis) throws InterruptedException {
        return asked.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Everything is closed; the JVM may go. */
    @Override
    public void close() {
        finished.countDown();
        if (!asked()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    /** Somebody wants it. */
    void ask() {
        asked.countDown();
        actions.forEach(Runnable::run);
    }

    private void stopping() {
        ask();
        try {
            if (!finished.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Stopping took longer than " + CLOSING_SECONDS + " s; the rest is cut off.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
