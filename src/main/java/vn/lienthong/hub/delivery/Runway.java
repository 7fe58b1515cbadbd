package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.delivery.Lanes.Bundle;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Outcome;

/**
 * Takes bundles of one destination off its lanes, lane by lane in turns, runs each transfer through the flow and writes
 * down how it ended. The window bounds what is between take-off and the commit of the landing.
 */
final class Runway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runway.class);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);

    private final DestinationSettings settings;
    private final Journal journal;
    private final LaneFiller filler;
    private final Clock clock;
    private final Delivery.Flow flow;
    private final Consumer<Landing> landed;
    private final Judge judge;
    private final Breaker breaker;
    private final Refusals refusals = new Refusals();
    private final Loners loners = new Loners();
    private final FairQueue queue = new FairQueue();
    private final Semaphore window;
    private final ExecutorService senders;
    private final Thread pump;
    private volatile boolean running = true;

    /** What the runways of all destinations share. */
    record Tower(Journal journal, LaneFiller filler, Clock clock, RandomGenerator random, Consumer<Landing> landed) {}

    Runway(DestinationSettings settings, Delivery.Flow flow, Tower tower) {
        this.settings = settings;
        this.flow = flow;
        this.journal = tower.journal();
        this.filler = tower.filler();
        this.clock = tower.clock();
        this.landed = tower.landed();
        this.judge = new Judge(settings.retry(), tower.random());
        this.breaker = new Breaker(settings.name(), settings.probeEvery(), clock);
        this.window = new Semaphore(settings.window());
        AtomicInteger number = new AtomicInteger();
        this.senders = Executors.newFixedThreadPool(settings.concurrency(), task -> {
            Thread thread = new Thread(task, "send-" + settings.name() + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.pump = new Thread(this::pump, "runway-" + settings.name());
        pump.setDaemon(true);
    }

    void start() {
        pump.start();
    }

    void offer(Bundle bundle) {
        queue.add(bundle);
    }

    DestinationState state() {
        boolean open = breaker.isOpen();
        return new DestinationState(
                settings.name(),
                open,
                open ? breaker.reason() : null,
                open ? breaker.since() : null,
                open ? breaker.nextProbe() : null,
                settings.window() - window.availablePermits(),
                refusals.words(clock.instant()).orElse(null));
    }

    /** Takes nothing more; what is being said is said to its end. */
    void stop() {
        running = false;
        pump.interrupt();
        senders.shutdown();
    }

    /** Stops, and waits until what was in flight has landed or is put back. */
    @Override
    public void close() {
        stop();
        try {
            if (!senders.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Conversations with {} did not end in time; they will be unclear", settings.name());
                senders.shutdownNow();
            }
            if (!window.tryAcquire(settings.window(), 5, TimeUnit.SECONDS)) {
                LOG.warn("Some landings at {} were not written down in time; they will be unclear", settings.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether nothing waits here and the destination takes records: what a lane still counts then is lost on the way. */
    boolean isIdle() {
        return queue.isEmpty() && !breaker.isOpen();
    }

    private void pump() {
        while (running) {
            try {
                Bundle bundle = queue.take();
                Lease lease = new Lease(bundle);
                long[] ids = bundle.transferIds();
                for (int from = 0; from < ids.length; ) {
                    from += takeOff(lease, ids, from);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The runway of {} stumbled and goes on", settings.name(), e);
            }
        }
    }

    /** Asks for as many as window and breaker allow, at least one. */
    private int takeOff(Lease lease, long[] ids, int from) throws InterruptedException {
        long permission = awaitPermission();
        int count = 1;
        while (from + count < ids.length && mayTakeAnother(permission)) {
            count++;
        }
        List<Long> asked = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            asked.add(ids[i]);
        }
        journal.takeOff(settings.name(), asked)
                .whenComplete((flights, failure) -> tookOff(lease, permission, asked, flights, failure));
        return count;
    }

    /** Returns with one place in the window and one permission. */
    private long awaitPermission() throws InterruptedException {
        window.acquire();
        try {
            long permission;
            while ((permission = breaker.mayTry()) == Breaker.DENIED) {
                TimeUnit.MILLISECONDS.sleep(Math.min(200, settings.probeEvery().toMillis()));
            }
            return permission;
        } catch (InterruptedException e) {
            window.release();
            throw e;
        }
    }

    private boolean mayTakeAnother(long permission) {
        if (!window.tryAcquire()) {
            return false;
        }
        long another = breaker.mayTry();
        if (another == permission) {
            return true;
        }
        if (another != Breaker.DENIED) {
            breaker.release(another);
        }
        window.release();
        return false;
    }

    private void tookOff(Lease lease, long permission, List<Long> asked, List<Flight> flights, Throwable failure) {
        List<Flight> granted = failure == null ? flights : List.of();
        if (failure != null) {
            LOG.warn("Nothing could be taken off to {}: {}", settings.name(), failure.toString());
        }
        List<Long> notReady = new ArrayList<>(asked);
        for (Flight flight : granted) {
            notReady.remove(flight.transferId());
        }
        for (long id : notReady) {
            breaker.release(permission);
            over(lease, id);
        }
        for (Flight flight : granted) {
            try {
                senders.execute(() -> send(lease, permission, flight));
            } catch (RejectedExecutionException e) {
                putBack(lease, permission, flight);
            }
        }
    }

    private void putBack(Lease lease, long permission, Flight flight) {
        breaker.release(permission);
        journal.putBack(List.of(flight.transferId())).whenComplete((done, failure) -> over(lease, flight.transferId()));
    }

    private void send(Lease lease, long permission, Flight flight) {
        if (!running || !breaker.counts(permission)) {
            putBack(lease, permission, flight);
            return;
        }
        Attempt attempt = new Attempt(flight, settings.forMapping(), clock);
        try {
            do {
                flow.run(attempt);
            } while (attempt.runsAgain());
        } catch (Throwable e) {
            LOG.warn(
                    "The flow to {} failed for transfer {}: {}",
                    settings.name(),
                    Ids.text(flight.transferId()),
                    Places.of(e));
            attempt.fail(e);
        }
        tellBreaker(permission, attempt);
        if (refusals.note(attempt, clock.instant())) {
            LOG.warn(
                    "{} refuses us until a person acts. {}",
                    settings.name(),
                    refusals.words(clock.instant()).orElse(""));
        }
        land(lease, judge.judge(attempt, alone(attempt), clock.instant()));
    }

    /** How often in a row it met trouble by itself. Where we are refused, others being taken says nothing about the record. */
    private int alone(Attempt attempt) {
        long id = attempt.flight().transferId();
        if (attempt.outcome().isTrouble()) {
            return attempt.needsPerson() ? 0 : loners.met(id);
        }
        if (!attempt.exchanges().isEmpty()) {
            loners.over(id);
        }
        return 0;
    }

    private void tellBreaker(long permission, Attempt attempt) {
        Outcome outcome = attempt.outcome();
        if (outcome instanceof Outcome.Deferred deferred && deferred.trouble()) {
            breaker.trouble(permission, deferred.problem().message(), deferred.after());
        } else if (outcome instanceof Outcome.Unclear unclear && unclear.trouble()) {
            breaker.trouble(permission, unclear.problem().message());
        } else if (attempt.exchanges().isEmpty()) {
            breaker.release(permission);
        } else {
            breaker.answered(permission);
        }
    }

    private void land(Lease lease, Landing landing) {
        journal.land(landing).whenComplete((done, failure) -> {
            if (failure == null) {
                over(lease, landing.flight().transferId());
                landed.accept(landing);
            } else if (!isAway(failure)) {
                landPoorer(lease, landing, failure);
            } else if (running) {
                LOG.warn("A landing could not be written down, trying again: {}", failure.toString());
                CompletableFuture.delayedExecutor(AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> land(lease, landing));
            }
        });
    }

    /** The journal refuses this landing for what it is: what it cannot hold is left out, and the transfer is unclear. */
    private void landPoorer(Lease lease, Landing landing, Throwable failure) {
        long id = landing.flight().transferId();
        LOG.error("The landing of transfer {} was refused: {}", Ids.text(id), failure.toString());
        journal.land(judge.unwritable(landing)).whenComplete((done, again) -> over(lease, id));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof JournalUnavailable || failure.getCause() instanceof JournalUnavailable;
    }

    // The window last: closing waits for it, and what is acknowledged after that would reach a closed session.
    private void over(Lease lease, long transferId) {
        filler.gone(lease.bundle.lane(), transferId);
        lease.oneOver();
        window.release();
    }

    /** When the broker may forget a bundle: all of it has landed. */
    private static final class Lease {
        private final Bundle bundle;
        private final AtomicInteger left;

        Lease(Bundle bundle) {
            this.bundle = bundle;
            this.left = new AtomicInteger(bundle.transferIds().length);
        }

        void oneOver() {
            if (left.decrementAndGet() == 0) {
                bundle.done();
            }
        }
    }
}
