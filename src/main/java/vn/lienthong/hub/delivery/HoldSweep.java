package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Journal;

/** Where this node leads: ends, every second, the holds whose time is over, and finishes what a node that is gone left half done. */
final class HoldSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HoldSweep.class);

    private final Journal journal;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hold-sweep");
        thread.setDaemon(true);
        return thread;
    });

    HoldSweep(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            if (journal.leads()) {
                journal.holds().sweep(clock.instant());
            }
        } catch (RuntimeException e) {
            LOG.debug("Holds could not be looked at now: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
