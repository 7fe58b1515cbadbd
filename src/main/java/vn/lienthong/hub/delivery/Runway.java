package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.delivery.Departures.Waiting;
import vn.lienthong.hub.delivery.DestinationState.Standing;
import vn.lienthong.hub.delivery.Gate.Word;
import vn.lienthong.hub.delivery.Lanes.Bundle;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.Ready;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.vocabulary.Ids;

/**
 * Takes what its lanes brought for one destination, runs each transfer through the flow and writes down how it ended. The window bounds
 * what is between take-off and the commit of the landing. While its gate is closed it holds nothing back from other nodes.
 */
final class Runway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runway.class);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);
    private static final long LOOK_MILLIS = 200;
    private static final int WOKEN_AT_ONCE = 2_000;

    private final DestinationSettings settings;
    private final Tower tower;
    private final Journal journal;
    private final Clock clock;
    private final Delivery.Flow flow;
    private final Aftermath aftermath;
    private final Gate gate;
    private final Departures departures = new Departures();
    private final Semaphore window;
    private final ExecutorService senders;
    private final Thread pump;
    private volatile boolean running = true;
    private boolean shut;

    /** What the runways of all destinations share. */
    record Tower(
            Journal journal,
            Lanes lanes,
            LaneFiller filler,
            Clock clock,
            RandomGenerator random,
            Consumer<Landing> landed) {}

    /** A transfer on its way, with what must be given back when it is over. */
    private record Way(long transferId, long permission, @Nullable Lease lease) {}

    Runway(DestinationSettings settings, Delivery.Flow flow, Tower tower) {
        this.settings = settings;
        this.flow = flow;
        this.tower = tower;
        this.journal = tower.journal();
        this.clock = tower.clock();
        this.aftermath = new Aftermath(settings.name(), new Judge(settings.retry(), tower.random()), clock);
        Quota quota = new Quota(settings.perDay(), day -> journal.attempts(settings.name(), day));
        this.gate = new Gate(settings, quota, journal::mayBegin, clock);
        this.window = new Semaphore(settings.window());
        AtomicInteger number = new AtomicInteger();
        this.senders = Executors.newFixedThreadPool(settings.concurrency(), task -> {
            Thread thread = new Thread(task, "send-" + settings.name() + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.pump = new Thread(this::pump, "runway-" + settings.name());
        pump.setDaemon(true);
        // What waited for the hub itself is late as after an outage.
        this.shut = true;
    }

    void start() {
        pump.start();
    }

    void offer(Bundle bundle) {
        departures.add(bundle);
    }

    DestinationState state() {
        Optional<Word.Wait> wait = gate.standing();
        return new DestinationState(
                settings.name(),
                wait.map(Word.Wait::why).orElse(Standing.FLOWING),
                wait.map(Word.Wait::reason).orElse(null),
                wait.map(Word.Wait::since).orElse(null),
                wait.map(Word.Wait::until).orElse(null),
                settings.window() - window.availablePermits(),
                aftermath.refused().orElse(null));
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

    private void pump() {
        while (running) {
            try {
                Word word = gate.ask();
                if (word instanceof Word.Wait wait) {
                    shut(wait);
                } else if (word instanceof Word.Go go && go.probe()) {
                    probe(go.permission());
                } else if (word instanceof Word.Go go) {
                    reopen();
                    takeOff(go.permission());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The runway of {} stumbled and goes on: {}", settings.name(), e.toString());
                LOG.debug("How the runway of {} stumbled", settings.name(), e);
            }
        }
    }

    /** Gives back what waits: another node may send it, and when the gate opens, the journal tells anew what is nearest. */
    private void shut(Word.Wait wait) throws InterruptedException {
        if (!shut) {
            LOG.info("Nothing is sent to {} until {}: {}", settings.name(), wait.until(), wait.reason());
            shut = true;
            dropWaiting();
            tower.lanes().pause(settings.name());
        }
        dropWaiting();
        long millis = Duration.between(clock.instant(), wait.until()).toMillis();
        TimeUnit.MILLISECONDS.sleep(Math.max(1, Math.min(LOOK_MILLIS, millis)));
    }

    private void dropWaiting() {
        departures.clear().forEach(waiting -> waiting.lease().oneOver());
    }

    private void reopen() {
        if (shut) {
            while (journal.wake(settings.name(), WOKEN_AT_ONCE).join() == WOKEN_AT_ONCE) {
                LOG.debug("More was put off for the trouble of {}", settings.name());
            }
            long gathered = journal.ready(settings.name());
            LOG.info("{} is sent to; {} have gathered", settings.name(), gathered);
            shut = false;
            departures.nearestFirst(
                    gathered,
                    journal.lanesWithBacklog().stream()
                            .filter(lane -> lane.destination().equals(settings.name()))
                            .toList());
            tower.lanes().resume(settings.name());
            tower.filler().reopen(settings.name());
        }
    }

    /** One real record, the nearest there is, tries if the destination is back. */
    private void probe(long permission) throws InterruptedException {
        Optional<Ready> nearest = journal.nearest(settings.name());
        if (nearest.isEmpty() || !window.tryAcquire()) {
            gate.release(permission);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            return;
        }
        takeOff(List.of(new Way(nearest.get().transferId(), permission, null)));
        // The gate says wait until this one has ended, so there is nobody to overtake it.
    }

    /** Takes off as many as wait and as window, gate and rate allow, at least one. */
    private void takeOff(long permission) throws InterruptedException {
        if (!departures.await(LOOK_MILLIS) || !window.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            gate.release(permission);
            return;
        }
        int more = 0;
        try {
            if (gate.hasRate()) {
                TimeUnit.NANOSECONDS.sleep(gate.pace().toNanos());
            } else {
                more = more(permission, departures.waiting() - 1);
            }
        } catch (InterruptedException e) {
            gate.release(permission);
            window.release();
            throw e;
        }
        List<Way> ways = new ArrayList<>();
        for (Waiting waiting : departures.take(1 + more)) {
            ways.add(new Way(waiting.ready().transferId(), permission, waiting.lease()));
        }
        for (int unused = ways.size(); unused <= more; unused++) {
            gate.release(permission);
            window.release();
        }
        takeOff(ways);
    }

    private int more(long permission, int wanted) {
        int more = 0;
        while (more < wanted && window.tryAcquire()) {
            if (!gate.asFor(permission)) {
                window.release();
                break;
            }
            more++;
        }
        return more;
    }

    private void takeOff(List<Way> ways) {
        if (ways.isEmpty()) {
            return;
        }
        journal.takeOff(settings.name(), ways.stream().map(Way::transferId).toList())
                .whenComplete((flights, failure) -> tookOff(ways, flights, failure));
    }

    private void tookOff(List<Way> ways, List<Flight> flights, Throwable failure) {
        if (failure != null) {
            LOG.warn("Nothing could be taken off to {}: {}", settings.name(), failure.toString());
        }
        Map<Long, Flight> granted = new HashMap<>();
        for (Flight flight : failure == null ? flights : List.<Flight>of()) {
            granted.put(flight.transferId(), flight);
        }
        for (Way way : ways) {
            Flight flight = granted.get(way.transferId());
            if (flight == null) {
                gate.release(way.permission());
                over(way);
            } else {
                begin(way, flight);
            }
        }
    }

    private void begin(Way way, Flight flight) {
        try {
            senders.execute(() -> send(way, flight));
        } catch (RejectedExecutionException e) {
            putBack(way);
        }
    }

    private void putBack(Way way) {
        gate.release(way.permission());
        journal.putBack(List.of(way.transferId())).whenComplete((done, failure) -> over(way));
    }

    private void send(Way way, Flight flight) {
        if (!running || !gate.counts(way.permission())) {
            putBack(way);
            return;
        }
        Attempt attempt = new Attempt(flight, settings.forMapping(), journal::mayBegin, clock);
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
        gate.ended(way.permission(), attempt.forGate());
        land(way, aftermath.of(attempt));
    }

    private void land(Way way, Landing landing) {
        journal.land(landing).whenComplete((done, failure) -> {
            if (failure == null) {
                over(way);
                tower.landed().accept(landing);
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
        journal.land(aftermath.unwritable(landing)).whenComplete((done, again) -> over(way));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof JournalUnavailable || failure.getCause() instanceof JournalUnavailable;
    }

    // The window last: closing waits for it, and what is acknowledged after that would reach a closed session.
    private void over(Way way) {
        departures.over(way.transferId());
        if (way.lease() != null) {
            way.lease().oneOver();
        }
        window.release();
    }
}
