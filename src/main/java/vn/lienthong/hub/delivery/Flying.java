package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.delivery.Departures.Waiting;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.vocabulary.Ids;

/** Runs each transfer that was taken into flight through the flow and writes down how it ended. Thread-safe. */
final class Flying {
    private static final Logger LOG = LoggerFactory.getLogger(Flying.class);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);

    private final DestinationSettings settings;
    private final Delivery.Flow flow;
    private final Journal journal;
    private final Consumer<Landing> listener;
    private final Clock clock;
    private final Gate gate;
    private final Aftermath aftermath;
    private final Consumer<Way> over;
    private final ExecutorService senders;
    private volatile boolean running = true;

    /** A transfer on its way, with what must be given back when it is over. */
    record Way(long transferId, long permission, @Nullable Waiting waiting) {}

    /** A transfer that was taken off, and which of this node's lives it was in. */
    record Taken(Flight flight, int life) {}

    /**
     * @param over told once for each way that ended, also when nothing came of it
     */
    Flying(DestinationSettings settings, Delivery.Flow flow, Runway.Tower tower, Gate gate, Consumer<Way> over) {
        this.settings = settings;
        this.flow = flow;
        this.journal = tower.journal();
        this.listener = tower.landed();
        this.clock = tower.clock();
        this.gate = gate;
        this.aftermath = new Aftermath(settings.name(), new Judge(settings.retry(), tower.random()), clock);
        this.over = over;
        AtomicInteger number = new AtomicInteger();
        this.senders = Executors.newFixedThreadPool(settings.concurrency(), task -> {
            Thread thread = new Thread(task, "send-" + settings.name() + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What the destination refuses us until a person acts, in words. */
    Optional<String> refused() {
        return aftermath.refused();
    }

    /** What has not begun to speak is put back; what is being said is said to its end. */
    void stop() {
        running = false;
        senders.shutdown();
    }

    /** Waits until everything was said. */
    void close() throws InterruptedException {
        if (!senders.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("Conversations with {} did not end in time; they will be unclear", settings.name());
            senders.shutdownNow();
        }
    }

    /** Lets a transfer speak as soon as a sender is free; whatever happens, its way is over some time. */
    void begin(Way way, Taken taken) {
        try {
            senders.execute(() -> send(way, taken));
        } catch (RejectedExecutionException e) {
            putBack(way);
        }
    }

    private void putBack(Way way) {
        gate.release(way.permission());
        journal.putBack(List.of(way.transferId())).whenComplete((done, failure) -> over.accept(way));
    }

    /** Silent for long since it was taken off, this node no longer has it, even if it has come back to life: another one may speak already. */
    private boolean isOurs(Taken taken) {
        return journal.mayBegin() && journal.lives() == taken.life();
    }

    private void send(Way way, Taken taken) {
        if (!running || !isOurs(taken) || !gate.stillGoes(way.permission())) {
            putBack(way);
            return;
        }
        Flight flight = taken.flight();
        Attempt attempt = new Attempt(flight, settings.forMapping(), () -> isOurs(taken), clock);
        try {
            do {
                flow.run(attempt);
            } while (attempt.runsAgain());
        } catch (Throwable e) {
            if (!running) {
                interrupted(way, attempt);
                return;
            }
            LOG.warn(
                    "The flow to {} failed for transfer {}: {}",
                    settings.name(),
                    Ids.text(flight.transferId()),
                    Places.of(e));
            attempt.fail(e);
        }
        gate.ended(way.permission(), attempt.forGate());
        land(way, aftermath.of(attempt));
    }

    /** The hub stops, and its flows end under those that speak: no fault of the flow. What has spoken stays in flight: the next start asks. */
    private void interrupted(Way way, Attempt attempt) {
        if (attempt.forGate().spoke()) {
            gate.release(way.permission());
            over.accept(way);
        } else {
            putBack(way);
        }
    }

    private void land(Way way, Landing landing) {
        journal.land(landing).whenComplete((done, failure) -> {
            if (failure == null) {
                landed(way, landing);
                listener.accept(landing);
            } else if (!isAway(failure)) {
                landPoorer(way, landing, failure);
            } else if (running) {
                LOG.warn("A landing could not be written down, trying again: {}", failure.toString());
                CompletableFuture.delayedExecutor(AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> land(way, landing));
            }
        });
    }

    /** The journal refuses this landing for what it is: what it cannot hold is left out, and the transfer is unclear. */
    private void landPoorer(Way way, Landing landing, Throwable failure) {
        LOG.error("The landing of transfer {} was refused: {}", Ids.text(way.transferId()), failure.toString());
        journal.land(aftermath.unwritable(landing)).whenComplete((done, again) -> landed(way, landing));
    }

    private void landed(Way way, Landing landing) {
        gate.landed(landing.spoke());
        over.accept(way);
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof JournalUnavailable || failure.getCause() instanceof JournalUnavailable;
    }
}
