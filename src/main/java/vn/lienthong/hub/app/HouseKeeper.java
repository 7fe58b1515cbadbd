package vn.lienthong.hub.app;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import vn.lienthong.hub.delivery.SendingWindow;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.intake.ContentStore;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.Retention;
import vn.lienthong.hub.journal.RetentionSettings;

/**
 * What the hub does beside its work: notes the newest link of the audit outside of the database, at the start, every hour and at the stop;
 * and takes bodies out whose time is over, on the node that leads.
 */
final class HouseKeeper implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(HouseKeeper.class);
    private static final long ANCHOR_MINUTES = 60;
    private static final long RETENTION_MINUTES = 5;
    private static final long STOP_SECONDS = 8;
    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._-]");

    private final Supplier<Hub> hub;
    private final Journal journal;
    private final HubSettings settings;
    private final HubMetrics metrics;
    private final Clock clock;
    private volatile boolean stopping;
    private @Nullable ScheduledExecutorService timer;

    HouseKeeper(Supplier<Hub> hub, Journal journal, HubSettings settings, HubMetrics metrics, Clock clock) {
        this.hub = hub;
        this.journal = journal;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Where the links of all nodes are noted by this one: the data folder may be another node's too. */
    Path anchors() {
        String node = UNFIT.matcher(settings.journalSettings().node()).replaceAll("_");
        return settings.dataFolder().resolve("audit-" + node + ".anchors");
    }

    @Override
    public synchronized void start() {
        String hours = settings.retention().hours();
        SendingWindow window = hours == null ? SendingWindow.ALWAYS : hub.get().hours("hub.retention.hours", hours);
        stopping = false;
        // Two: a pass of retention may last for hours, and the links are noted every hour all the same.
        ScheduledExecutorService fresh = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "housekeeping");
            thread.setDaemon(true);
            return thread;
        });
        fresh.scheduleWithFixedDelay(this::anchor, 0, ANCHOR_MINUTES, TimeUnit.MINUTES);
        if (settings.retention().isOn()) {
            fresh.scheduleWithFixedDelay(() -> retain(window), 1, RETENTION_MINUTES, TimeUnit.MINUTES);
        }
        timer = fresh;
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        ScheduledExecutorService running = timer;
        if (running != null) {
            running.shutdown();
            try {
                if (!running.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                    running.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            timer = null;
            anchor();
        }
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

    private void anchor() {
        try {
            journal.audit().anchor(anchors()).forEach(line -> LOG.info("Audit: {}", line));
        } catch (JournalUnavailable | UncheckedIOException e) {
            LOG.warn("The newest link of the audit could not be noted. Found: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.error("Noting the audit met something unexpected and goes on in an hour.", e);
        }
    }

    void retain(SendingWindow window) {
        try {
            RetentionSettings plan = settings.retention().settings(settings.dataFolder());
            if (mayWork(window)) {
                Instant begun = clock.instant();
                Retention.Pass pass = journal.retention().run(plan, begun, () -> mayWork(window));
                if (pass.blocks() > 0 || pass.messages() > 0) {
                    LOG.info(
                            "Retention took {} blocks of bodies out, {} MB; {} archives, {} blocks stay; {} pulled messages are forgotten.",
                            pass.blocks(),
                            pass.bytes() >> 20,
                            pass.archives(),
                            pass.kept(),
                            pass.messages());
                }
                forget(Retention.youngest(plan, begun), () -> mayWork(window));
                // Of messages that were never journaled: what their files are called is asked again, should they still
                // come.
                ContentStore.folder(settings.attachmentFolder())
                        .forget(begun.minus(plan.payloads()), () -> mayWork(window));
            }
            Instant now = clock.instant();
            Instant oldest = Objects.requireNonNullElse(journal.retention().oldestBody(), now);
            metrics.retention(
                    journal.retention().last(), journal.leads(), now.getEpochSecond() - oldest.getEpochSecond());
        } catch (JournalUnavailable e) {
            LOG.debug("retention waits for the journal", e);
        } catch (RuntimeException e) {
            LOG.error("Retention met something unexpected and goes on in some minutes.", e);
        }
    }

    /** What was noted of files is of use as long as the record can be sent. */
    private void forget(long below, BooleanSupplier goOn) {
        int forgotten = ContentStore.folder(settings.attachmentFolder())
                .forget(below, ids -> journal.retention().gone(ids).keySet(), goOn);
        if (forgotten > 0) {
            LOG.info("Retention took away what was noted of the files of {} submissions.", forgotten);
        }
    }

    private boolean mayWork(SendingWindow window) {
        return !stopping
                && journal.leads()
                && window.closedUntil(clock.instant()).isEmpty();
    }
}
