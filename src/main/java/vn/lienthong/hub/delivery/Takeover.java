package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Journal;

/** Looks every second for flights of nodes that have fallen silent; the destination is asked about them when what was being said has ended. */
final class Takeover implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

    private final Journal journal;
    private final Duration longestMessage;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "takeover");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param longestMessage longest time that a node which was cut off may still be speaking: from its last look at its lease to the end of the answer
     */
    Takeover(Journal journal, Duration longestMessage) {
        this.journal = journal;
        this.longestMessage = longestMessage;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            int taken = journal.takeOver(longestMessage).join();
            if (taken > 0) {
                LOG.warn(
                        "{} transfers were in flight at a node that has fallen silent; each is enquired about in {} before it is sent again",
                        taken,
                        longestMessage);
            }
        } catch (RuntimeException e) {
            LOG.debug("Nothing could be taken over now: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
