package vn.lienthong.hub.app;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.rehearsal.LiveRehearsal.Unit;
import vn.lienthong.hub.rehearsal.Rehearsals;

/** Rehearses what units in rehearsal send, in the background, on the node that leads. */
final class RehearsalKeeper implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RehearsalKeeper.class);

    private final Supplier<Rehearsals> rehearsals;
    private final Journal journal;
    private final RehearsalSettings settings;
    private final Supplier<List<Unit>> units;
    private volatile boolean stopping;
    private @Nullable ScheduledExecutorService timer;

    /** @param units that are in rehearsal now */
    RehearsalKeeper(
            Supplier<Rehearsals> rehearsals, Journal journal, RehearsalSettings settings, Supplier<List<Unit>> units) {
        this.rehearsals = rehearsals;
        this.journal = journal;
        this.settings = settings;
        this.units = units;
    }

    @Override
    public synchronized void start() {
        stopping = false;
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "live-rehearsal");
            thread.setDaemon(true);
            return thread;
        });
        long millis = settings.every().toMillis();
        fresh.scheduleWithFixedDelay(this::pass, millis, millis, TimeUnit.MILLISECONDS);
        timer = fresh;
    }

    private void pass() {
        try {
            if (mayWork()) {
                rehearsals.get().live().pass(units.get(), settings.settled(), this::mayWork);
            }
        } catch (JournalUnavailable e) {
            LOG.debug("live rehearsal waits for the journal", e);
        } catch (IllegalArgumentException e) {
            LOG.warn("Live records are not rehearsed. {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Live rehearsal met something unexpected and goes on in a moment.", e);
        }
    }

    private boolean mayWork() {
        return !stopping && journal.leads();
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        ScheduledExecutorService running = timer;
        if (running != null) {
            running.shutdown();
            timer = null;
        }
        rehearsals.get().close();
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /** After delivery is up; stopped before it. */
    @Override
    public int getPhase() {
        return 1;
    }
}
