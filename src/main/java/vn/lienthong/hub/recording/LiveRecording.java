package vn.lienthong.hub.recording;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/**
 * Records what is said to destinations while it happens, masked before it touches the disk. Attempts come from the thread that wrote them down, wait in a
 * queue of at most 512 and 32 MiB, and are masked and written by one thread; what finds no place there is dropped and counted. So a slow
 * or full disk costs recordings, and never a delivery. Thread-safe.
 */
public final class LiveRecording implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRecording.class);
    private static final int MOST_WAITING = 512;
    private static final long MOST_WAITING_BYTES = 32L << 20;
    private static final long LOOK_MILLIS = 200;
    private static final long LONGEST_END_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Parts parts;
    private final LiveLocks locks = new LiveLocks();
    private final Map<String, LiveDesk> desks;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread writer = new Thread(this::write, "live-recording");
    private volatile boolean running = true;
    private volatile long endBy;
    private @Nullable Recorder recorder;

    /**
     * What it must be told.
     *
     * @param set by whose key it masks; asked for once, when the first attempt is written
     * @param harmless what is known of a connector's words, by its name
     * @param place what the journal does not know of a destination, by its name
     */
    public record Parts(
            Supplier<RecordingSet> set,
            Function<String, Harmless> harmless,
            Function<String, FromJournal.Place> place,
            Clock clock) {}

    /** Another share than the settings say, switched on by a person for a time. */
    public record Turned(LiveShare share, Instant until, String by, String why) {}

    private record Waiting(LiveDesk desk, Landing landing, Recorded reason, long bytes) {}

    private LiveRecording(Parts parts, List<LivePlan> plans) {
        this.parts = parts;
        this.desks = plans.stream()
                .collect(Collectors.toUnmodifiableMap(LivePlan::destination, plan -> new LiveDesk(plan, locks)));
        writer.setDaemon(true);
    }

    /** Nothing is recorded before {@link #start()}. */
    public static LiveRecording of(Parts parts, List<LivePlan> plans) {
        return new LiveRecording(parts, plans);
    }

    public void start() {
        writer.start();
    }

    /** An attempt was written down. Returns at once, whatever the disk does. */
    public void offer(Landing landing) {
        LiveDesk desk = desks.get(landing.flight().destination());
        if (desk == null || !running || !landing.spoke()) {
            return;
        }
        Optional<Recorded> reason =
                desk.reason(landing.flight().dossierCode(), parts.clock().instant());
        if (reason.isEmpty()) {
            desk.missed(landing);
            return;
        }
        long bytes = size(landing);
        desk.taken(landing);
        boolean room = waitingBytes.addAndGet(bytes) <= MOST_WAITING_BYTES;
        if (!room || !queue.offer(new Waiting(desk, landing, reason.get(), bytes))) {
            waitingBytes.addAndGet(-bytes);
            desk.dropped(
                    landing,
                    "the disk or this machine is too slow for it",
                    parts.clock().instant());
        }
    }

    private static long size(Landing landing) {
        long bytes = landing.flight().content().length;
        for (KeptExchange kept : landing.exchanges()) {
            bytes += kept.sent().length + (long) kept.answered().length;
        }
        return bytes;
    }

    /** Where it stands, by destination: those that are or were recorded since the start, and those in whose folder something is. */
    public List<LiveStanding> standing() {
        Instant now = parts.clock().instant();
        return desks.values().stream()
                .map(desk -> desk.standing(now))
                .sorted(Comparator.comparing(LiveStanding::destination))
                .toList();
    }

    /** Attempts that wait to be written. */
    public int waiting() {
        return queue.size();
    }

    /**
     * Switches it for a time, or back to what the settings say.
     *
     * @param turned null: as the settings say
     * @return how it stands then; empty where there is no such destination
     */
    public Optional<LiveStanding> turn(String destination, @Nullable Turned turned) {
        LiveDesk desk = desks.get(destination);
        if (desk == null) {
            return Optional.empty();
        }
        desk.turn(turned);
        return Optional.of(desk.standing(parts.clock().instant()));
    }

    private void write() {
        try (locks) {
            desks.values().forEach(LiveDesk::look);
            writeAll();
            desks.values().forEach(desk -> desk.noteMissedAtEnd(endBy));
        }
    }

    private void writeAll() {
        while (running || !queue.isEmpty() && System.nanoTime() - endBy < 0) {
            try {
                Waiting next = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    write(next);
                } else {
                    desks.values().forEach(LiveDesk::noteMissed);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Whatever happens to one, the next is tried. */
    private void write(Waiting next) {
        try {
            RecordedExchange raw = FromJournal.of(
                    next.landing(), parts.place().apply(next.desk().plan().destination()), next.reason());
            next.desk().keep(recorder().masked(raw), next.landing(), parts.clock());
        } catch (BadRecording e) {
            next.desk()
                    .dropped(
                            next.landing(),
                            e.problem().what() + " " + e.problem().found(),
                            parts.clock().instant());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            next.desk()
                    .dropped(
                            next.landing(),
                            "it could not be masked: " + e.getClass().getSimpleName(),
                            parts.clock().instant());
        } finally {
            waitingBytes.addAndGet(-next.bytes());
        }
    }

    private Recorder recorder() {
        Recorder open = recorder;
        if (open == null) {
            open = parts.set().get().recorder(parts.harmless());
            recorder = open;
        }
        return open;
    }

    /** Takes nothing more, and waits up to 5 s until what waits is written; how much was not is in the log. */
    @Override
    public void close() {
        endBy = System.nanoTime() + LONGEST_END_NANOS;
        running = false;
        try {
            writer.join(TimeUnit.NANOSECONDS.toMillis(LONGEST_END_NANOS) + LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (waitingBytes.get() > 0) {
            LOG.warn(
                    "The live recording ends before all is written: {} attempts or more are in the journal only, take them from there with 'record'",
                    Math.max(1, queue.size()));
        }
    }
}
