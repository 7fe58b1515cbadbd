package vn.lienthong.hub.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.connector.PullSide;
import vn.lienthong.hub.journal.Journal;

/**
 * Pulls what sources hold for us: list, fetch, journal, acknowledge, in that order. Only the node that leads pulls. Between two rounds no thread
 * is taken; a source in trouble is asked less and less often. Thread-safe.
 */
public final class Pulls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulls.class);
    private static final long STOP_SECONDS = 10;
    /** How soon a node looks again whether it leads. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Journal journal;
    private final PullDesk desk;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, PullSource> sources = new TreeMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Threads.named("pull-clock"));
    private final ExecutorService threads = Executors.newCachedThreadPool(Threads.named("pull"));
    private volatile boolean open = true;

    /** Pulls into a journal; nothing is asked before {@link #start}. */
    public Pulls(Journal journal, RecordReader reader, Clock clock, RandomGenerator random) {
        this.journal = journal;
        this.desk = new PullDesk(journal, reader, clock);
        this.clock = clock;
        this.random = random;
    }

    /** Adds a source; before its flow is told. */
    public void add(PullSide side, PullSettings settings) {
        PullRound.Desk place = new PullRound.Desk(journal, desk, clock, this::mayGoOn);
        sources.put(side.name(), new PullSource(side, settings, place, random));
    }

    /**
     * Tells what becomes of the messages of a source.
     *
     * @param every time between two rounds, unless a setting says otherwise
     * @throws IllegalArgumentException if there is no such source, or the time is none; in three parts
     */
    public void flow(String source, String every, PullFlow flow) {
        PullSource known = sources.get(source);
        if (known == null) {
            throw new IllegalArgumentException("A flow pulls from a source that has no settings. Found: hub:pull/"
                    + source + ". Give it settings under hub.pulls." + source + ".");
        }
        known.flow(PullSettings.duration("every of hub:pull/" + source, every), flow);
    }

    /** Names of the sources that no flow pulls from. */
    public List<String> withoutFlow() {
        return sources.values().stream()
                .filter(source -> !source.hasFlow())
                .map(PullSource::name)
                .toList();
    }

    /** Begins to pull. */
    public void start() {
        sources.values().forEach(source -> later(source, Duration.ZERO));
    }

    /** Does a round now, on the caller's thread, whether it is time or not. */
    public PullState round(String source) {
        PullSource known = sources.get(source);
        if (known == null) {
            throw new IllegalArgumentException(
                    "There is no such source. Found: " + source + ". Known: " + sources.keySet() + ".");
        }
        known.round();
        return known.state(journal.leads());
    }

    /** Where each stands, by name. */
    public List<PullState> states() {
        boolean leads = journal.leads();
        return sources.values().stream().map(source -> source.state(leads)).toList();
    }

    private boolean mayGoOn() {
        return open && journal.leads();
    }

    private void later(PullSource source, Duration wait) {
        if (open) {
            source.next(Instant.ofEpochMilli(clock.millis()).plus(wait));
            try {
                timer.schedule(() -> threads.execute(() -> turn(source)), wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The hub stops; {} is not pulled from any more", source.name());
            }
        }
    }

    private void turn(PullSource source) {
        Duration wait = LOOK;
        try {
            if (mayGoOn()) {
                wait = source.round();
            }
        } catch (RuntimeException e) {
            LOG.error("A pull from {} failed by a fault of the hub", source.name(), e);
        } finally {
            later(source, wait);
        }
    }

    /** Lets the conversation that is under way come to its end, and begins no other. */
    @Override
    public void close() {
        open = false;
        timer.shutdownNow();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
