package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Journal;

/**
 * Where this node leads: returns, every second, what did not end in its window, and feeds the lanes of a backfill. How fast that goes the
 * delivery decides: only so much is ahead of it. A thread of its own asks the gates of what is through, for a probe may take its time.
 */
final class SwitchoverSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchoverSweep.class);
    private static final int TICK_MILLIS = 50;
    private static final int TICKS_A_SECOND = 1000 / TICK_MILLIS;
    /** So often gates are asked; each time the destination is probed. */
    private static final int GATES_SECONDS = 5;
    /** So long after it was last fed, a lane is looked at with every tick. */
    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Journal journal;
    private final Clock clock;
    private final ScheduledExecutorService timer = timer("switchover-sweep");
    private final ScheduledExecutorService gates = timer("switchover-gates");
    private int ticks;
    private boolean fed;
    private long lastFed;

    SwitchoverSweep(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    void start() {
        timer.scheduleWithFixedDelay(
                always("Switchovers and backfills stand still", this::look),
                TICK_MILLIS,
                TICK_MILLIS,
                TimeUnit.MILLISECONDS);
        gates.scheduleWithFixedDelay(
                always("Gates of backfills cannot be asked", this::ask), 1, GATES_SECONDS, TimeUnit.SECONDS);
    }

    private static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private void ask() {
        if (journal.leads()) {
            journal.switchovers().goOn(clock.instant());
        }
    }

    private void look() {
        boolean second = ticks++ % TICKS_A_SECOND == 0;
        boolean busy = fed && System.nanoTime() - lastFed < BUSY_NANOS;
        if (!(second || busy) || !journal.leads()) {
            return;
        }
        if (second) {
            journal.switchovers().sweep(clock.instant());
        }
        if (journal.switchovers().backfill() > 0) {
            fed = true;
            lastFed = System.nanoTime();
        }
    }

    /**
     * Again and again, whatever happens: an error too must not end what comes after it. That it fails is said once for each thing that is wrong, for
     * what comes with every second buries all else.
     */
    static Runnable always(String what, Runnable work) {
        AtomicReference<String> said = new AtomicReference<>("");
        return () -> {
            try {
                work.run();
                said.set("");
            } catch (Throwable e) {
                if (!e.toString().equals(said.getAndSet(e.toString()))) {
                    LOG.warn("{}, trying again: {}", what, e.toString(), e);
                }
            }
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        gates.shutdownNow();
    }
}
