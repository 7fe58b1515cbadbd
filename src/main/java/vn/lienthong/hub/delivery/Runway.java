package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.delivery.Departures.Waiting;
import vn.lienthong.hub.delivery.DestinationState.Standing;
import vn.lienthong.hub.delivery.Flying.Taken;
import vn.lienthong.hub.delivery.Flying.Way;
import vn.lienthong.hub.delivery.Gate.Word;
import vn.lienthong.hub.delivery.Lanes.Bundle;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.Gathered;
import vn.lienthong.hub.journal.Journal.Ready;
import vn.lienthong.hub.journal.Landing;

/**
 * Takes what its lanes brought for one destination, as the gate allows, into flight. The window bounds what is between take-off and the
 * commit of the landing. While its gate is closed it holds nothing back from other nodes.
 */
final class Runway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runway.class);
    private static final Duration AGAIN = Duration.ofMillis(500);
    /** Closed so long, everybody is late as after an outage. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final long LOOK_MILLIS = 200;
    private static final long SHORTEST_LOOK_MILLIS = 20;
    private static final int WOKEN_AT_ONCE = 2_000;

    private final DestinationSettings settings;
    private final Tower tower;
    private final Journal journal;
    private final Clock clock;
    private final Flying flying;
    private final Gate gate;
    private final Departures departures = new Departures();
    private final Semaphore window;
    private final Thread pump;
    private volatile boolean running = true;
    private volatile long restUntil = System.nanoTime();
    private boolean shut;
    private long shutSince;
    /** Whether it was closed for a breaker, or for long: then the law decides who goes first, not the turn. */
    private boolean outage;

    /** What the runways of all destinations share. */
    record Tower(
            Journal journal,
            Lanes lanes,
            LaneFiller filler,
            Clock clock,
            RandomGenerator random,
            Consumer<Landing> landed) {}

    Runway(DestinationSettings settings, Delivery.Flow flow, Tower tower) {
        this.settings = settings;
        this.tower = tower;
        this.journal = tower.journal();
        this.clock = tower.clock();
        Quota quota = new Quota(settings.perDay(), day -> journal.attempts(settings.name(), day));
        this.gate = new Gate(settings, quota, journal::mayBegin, clock);
        this.window = new Semaphore(settings.window());
        this.flying = new Flying(settings, flow, tower, gate, this::over);
        this.pump = new Thread(this::pump, "runway-" + settings.name());
        pump.setDaemon(true);
        // What waited for the hub itself is late as after an outage.
        this.shut = true;
        this.outage = true;
        this.shutSince = System.nanoTime();
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
                flying.refused().orElse(null),
                wait.map(Word.Wait::trouble).orElse(null),
                gate.isPacing());
    }

    /** Takes nothing more; what is being said is said to its end. */
    void stop() {
        running = false;
        pump.interrupt();
        flying.stop();
    }

    /** Stops, and waits until what was in flight has landed or is put back. */
    @Override
    public void close() {
        stop();
        try {
            flying.close();
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
                turn();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The runway of {} stumbled and goes on: {}", settings.name(), e.toString());
                LOG.debug("How the runway of {} stumbled", settings.name(), e);
                rest();
            }
        }
    }

    /** Asks the gate once and does what it says. Fails when the journal cannot be read; then the next turn begins from the same place. */
    void turn() throws InterruptedException {
        long rest = restUntil - System.nanoTime();
        if (rest > 0) {
            TimeUnit.NANOSECONDS.sleep(rest);
        }
        Word word = gate.ask();
        if (word instanceof Word.Wait wait) {
            shut(wait);
            return;
        }
        Word.Go go = (Word.Go) word;
        boolean used = false;
        try {
            used = go.probe() ? probe(go.permission()) : takeOff(go.permission());
        } finally {
            // Whatever happened: a half-open breaker has only this one to give, and nobody else would bring it back.
            if (!used) {
                gate.release(go.permission());
            }
        }
        if (!used && go.probe()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void rest() {
        restUntil = System.nanoTime() + AGAIN.toNanos();
    }

    /** Gives back what waits: another node may send it, and when the gate opens, the journal tells anew what is nearest. */
    private void shut(Word.Wait wait) throws InterruptedException {
        // At the start it is shut, and its lanes are not.
        if (!shut || !tower.lanes().isPaused(settings.name())) {
            LOG.info("Nothing is sent to {} until {}: {}", settings.name(), wait.until(), wait.reason());
            shut = true;
            shutSince = System.nanoTime();
            // First of all: what is given back with its session goes to another node, what is called over is gone.
            tower.lanes().pause(settings.name());
        }
        outage |= wait.why() == Standing.BREAKER_OPEN || System.nanoTime() - shutSince > LONG.toNanos();
        departures.clear();
        Instant now = clock.instant();
        // Compared before they are subtracted: an opening may be as far away as an instant can be.
        boolean far = wait.until().isAfter(now.plusMillis(LOOK_MILLIS));
        long millis = far ? LOOK_MILLIS : Duration.between(now, wait.until()).toMillis();
        TimeUnit.MILLISECONDS.sleep(Math.max(SHORTEST_LOOK_MILLIS, millis));
    }

    /** Everything that may fail comes before anything is changed: a runway that stumbles here is still shut, and opens next time. */
    private void reopen() {
        if (!shut) {
            return;
        }
        while (journal.wake(settings.name(), WOKEN_AT_ONCE).join() == WOKEN_AT_ONCE) {
            LOG.debug("More was put off for the trouble of {}", settings.name());
        }
        if (outage) {
            Gathered gathered = journal.gathered(settings.name());
            departures.nearestFirst(gathered.latestId(), nearest());
            LOG.info("{} is sent to; {} have gathered", settings.name(), gathered.count());
        } else {
            LOG.info("{} is sent to", settings.name());
        }
        tower.lanes().resume(settings.name());
        tower.filler().reopen(settings.name());
        outage = false;
        shut = false;
    }

    /** Of all lanes, as many as go at once; of one lane no more than surely comes before any of them goes. */
    private List<Long> nearest() {
        int ofLane = Math.min(settings.window(), Math.max(1, settings.laneWindow() / 2));
        return journal.lanesWithBacklog().stream()
                .filter(lane -> lane.destination().equals(settings.name()))
                .flatMap(lane -> journal.backlog(settings.name(), lane.unit(), null, ofLane).stream())
                .sorted(LaneFill.ORDER)
                .limit(settings.window())
                .map(Ready::transferId)
                .toList();
    }

    /**
     * One real record, the nearest there is, tries if the destination is back; where all were put off for its trouble, one of these. Tells
     * whether there was one.
     */
    private boolean probe(long permission) {
        Optional<Ready> nearest = journal.nearest(settings.name());
        if (nearest.isEmpty() && journal.wake(settings.name(), 1).join() > 0) {
            nearest = journal.nearest(settings.name());
        }
        if (nearest.isEmpty() || !window.tryAcquire()) {
            return false;
        }
        takeOff(List.of(new Way(nearest.get().transferId(), permission, null)));
        // The gate says wait until this one has ended, so there is nobody to overtake it.
        return true;
    }

    /** Takes off as many as wait and as window, gate and rate allow, at least one if any. Tells whether there was one. */
    private boolean takeOff(long permission) throws InterruptedException {
        reopen();
        if (!departures.await(LOOK_MILLIS) || !window.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            return false;
        }
        int more = 0;
        List<Waiting> next = List.of();
        try {
            if (gate.hasRate()) {
                TimeUnit.NANOSECONDS.sleep(gate.pace().toNanos());
            } else {
                more = more(permission, departures.waiting() - 1);
            }
            next = departures.take(1 + more);
        } finally {
            // The first permission is given back by whoever asked for it.
            for (int unused = next.size(); unused <= more; unused++) {
                window.release();
                if (unused > 0) {
                    gate.release(permission);
                }
            }
        }
        takeOff(next.stream()
                .map(waiting -> new Way(waiting.ready().transferId(), permission, waiting))
                .toList());
        return !next.isEmpty();
    }

    private int more(long permission, int wanted) {
        int more = 0;
        while (more < wanted && window.tryAcquire()) {
            if (!goesToo(permission)) {
                window.release();
                break;
            }
            more++;
        }
        return more;
    }

    /** Those that have a place go, whatever becomes of the question for the next one. */
    private boolean goesToo(long permission) {
        try {
            return gate.asFor(permission);
        } catch (RuntimeException e) {
            LOG.debug("The gate of {} could not tell about one more: {}", settings.name(), e.toString());
            return false;
        }
    }

    private void takeOff(List<Way> ways) {
        if (!ways.isEmpty()) {
            int life = journal.lives();
            CompletableFuture<List<Flight>> taken;
            try {
                taken = journal.takeOff(
                        settings.name(), ways.stream().map(Way::transferId).toList());
            } catch (RuntimeException e) {
                taken = CompletableFuture.failedFuture(e);
            }
            taken.whenComplete((flights, failure) -> tookOff(ways, flights, life, failure));
        }
    }

    private void tookOff(List<Way> ways, List<Flight> flights, int life, Throwable failure) {
        if (failure != null) {
            if (System.nanoTime() - restUntil > 0) {
                // Once for all that were asked for at the same time.
                LOG.warn("Nothing could be taken off to {}, trying again: {}", settings.name(), failure.toString());
            }
            rest();
            ways.forEach(this::waitsAgain);
            return;
        }
        Map<Long, Flight> granted = new HashMap<>();
        for (Flight flight : flights) {
            granted.put(flight.transferId(), flight);
        }
        for (Way way : ways) {
            Flight flight = granted.remove(way.transferId());
            if (flight == null) {
                gate.release(way.permission());
                over(way);
            } else {
                flying.begin(way, new Taken(flight, life));
            }
        }
    }

    /** The journal said nothing about it, so the hint is still news. */
    private void waitsAgain(Way way) {
        gate.release(way.permission());
        Waiting waiting = way.waiting();
        if (waiting != null) {
            departures.putBack(waiting);
        }
        window.release();
    }

    // The window last: closing waits for it, and what is acknowledged after that would reach a closed session.
    private void over(Way way) {
        Waiting waiting = way.waiting();
        if (waiting != null) {
            departures.over(way.transferId());
            waiting.lease().oneOver();
        }
        window.release();
    }
}
