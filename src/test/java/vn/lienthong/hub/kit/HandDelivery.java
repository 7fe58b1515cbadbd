package vn.lienthong.hub.kit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import vn.lienthong.hub.delivery.Delivery;
import vn.lienthong.hub.delivery.DestinationState;
import vn.lienthong.hub.delivery.DestinationState.Standing;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.Ready;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Delivery that goes by hand: between two calls nothing leaves the hub, whatever the clock says. An attempt is the hub's own: lane, breaker,
 * mapping, connector, retry plan and journal are those of every day.
 *
 * <p>Which one goes is certain: of all that may go by the clock, the one whose deadline is nearest, then the one that was accepted first. For
 * one thread.
 */
public final class HandDelivery {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 20;
    private static final int MOST_STEPS = 100_000;
    private static final int SHOWN = 20;
    private static final Comparator<Ready> ORDER = Comparator.comparing(
                    (Ready ready) -> ready.deadline() == null ? Instant.MAX : ready.deadline())
            .thenComparing(Ready::transferId);

    private final Journal journal;
    private final HandJournal hand;
    private final Delivery delivery;
    private final SettableClock clock;
    /** Destinations that were not sent to when last looked at: what was put off for their trouble goes when they are back, and not before. */
    private final Set<String> closed = new HashSet<>();

    private final BlockingQueue<Long> landed = new LinkedBlockingQueue<>();

    HandDelivery(Journal journal, HandJournal hand, Delivery delivery, SettableClock clock) {
        this.journal = journal;
        this.hand = hand;
        this.delivery = delivery;
        this.clock = clock;
        delivery.onLanded(landing -> landed.add(landing.flight().transferId()));
    }

    /**
     * Lets one attempt go, if one may go by the clock, and waits until it is written down.
     *
     * @return how the transfer stands then; empty when none may go now: {@link #standing} says why
     * @throws AssertionError when the attempt has not ended within two minutes of the machine's time
     */
    public Optional<TransferView> step() {
        Set<Ready> passedOver = new HashSet<>();
        while (true) {
            Optional<Ready> next = mayGo().stream()
                    .filter(ready -> !passedOver.contains(ready))
                    .min(ORDER);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Optional<TransferView> ended = attempt(next.get());
            if (ended.isPresent()) {
                return ended;
            }
            passedOver.add(next.get());
        }
    }

    /**
     * Steps until none may go by the clock as it stands.
     *
     * @return what became of each attempt, in order: a transfer that went twice stands there twice
     */
    public List<TransferView> runUntilQuiet() {
        List<TransferView> all = new ArrayList<>();
        for (Optional<TransferView> one = step(); one.isPresent(); one = step()) {
            all.add(one.get());
            if (all.size() == MOST_STEPS) {
                throw new AssertionError("It does not become quiet. Found: " + MOST_STEPS + " attempts, the last "
                        + words(one.get()) + ". Look at the retry plan of the destination.");
            }
        }
        return List.copyOf(all);
    }

    /** Where every transfer that has not ended stands, and every destination that is not sent to: for the message of a test that fails. */
    public String standing() {
        List<String> lines = new ArrayList<>();
        lines.add("At " + clock.local() + ":");
        journal.transfers(TransferFilter.ANY, null, 1_000).stream()
                .filter(one -> !one.state().isFinal())
                .limit(SHOWN)
                .forEach(one -> lines.add(words(one)));
        delivery.destinations().stream()
                .filter(DestinationState::isClosed)
                .forEach(state -> lines.add("nothing is sent to " + state.name() + " (" + state.standing() + "): "
                        + state.reason() + (state.until() == null ? "" : ", until " + clock.local(state.until()))));
        return lines.stream().collect(Collectors.joining("\n"));
    }

    private String words(TransferView one) {
        return "transfer " + one.id() + ", dossier " + one.dossierCode() + " revision " + one.revision() + " to "
                + one.destination() + ": " + one.state()
                + (one.row() == null ? "" : " by " + one.row())
                + (one.due() == null ? "" : ", due " + clock.local(one.due()))
                + (one.hold() == null ? "" : ", held: " + one.hold().name())
                + (one.problem() == null ? "" : ", " + one.problem());
    }

    private List<Ready> mayGo() {
        Instant now = clock.instant();
        List<DestinationState> states = delivery.destinations();
        Set<String> shut = states.stream()
                .filter(state -> shut(state, now))
                .map(DestinationState::name)
                .collect(Collectors.toSet());
        List<String> tried = states.stream()
                .filter(state -> state.standing() == Standing.BREAKER_OPEN)
                .map(DestinationState::name)
                .filter(name -> !shut.contains(name))
                .toList();
        List<String> back = states.stream()
                .filter(state -> !state.isClosed())
                .map(DestinationState::name)
                .filter(closed::remove)
                .toList();
        states.stream()
                .filter(DestinationState::isClosed)
                .map(DestinationState::name)
                .forEach(closed::add);
        return hand.ready(now, back, tried).stream()
                .filter(ready -> !shut.contains(ready.destination()))
                .toList();
    }

    private static boolean shut(DestinationState state, Instant now) {
        Instant until = state.until();
        return state.isClosed() && (until == null || until.isAfter(now));
    }

    /** One attempt; empty when its destination was closed before it began, or while it went. */
    private Optional<TransferView> attempt(Ready ready) {
        landed.clear();
        CompletableFuture<Boolean> taken = hand.letGo(ready);
        long began = System.nanoTime();
        while (System.nanoTime() - began < LONGEST.toNanos()) {
            hand.announce();
            if (hasLanded(ready.transferId())) {
                return journal.transfer(ready.transferId());
            }
            if (!taken.isDone()) {
                if (isShut(ready.destination()) && hand.keep()) {
                    return Optional.empty();
                }
            } else if (!taken.join() || isPutBack(ready)) {
                return Optional.empty();
            }
        }
        throw new AssertionError("An attempt did not end. Found: " + standing()
                + ". Does its other side answer? A time limit of the destination ends it sooner.");
    }

    private boolean isShut(String destination) {
        return delivery.destination(destination)
                .filter(state -> shut(state, clock.instant()))
                .isPresent();
    }

    /** Its destination was closed while it went, and nothing was said: it may go again at once, also one that has to be asked for. */
    private boolean isPutBack(Ready ready) {
        return journal.transfer(ready.transferId())
                .filter(one ->
                        one.state() == TransferState.READY || one.state() == TransferState.UNCLEAR && one.due() == null)
                .isPresent();
    }

    private boolean hasLanded(long id) {
        try {
            Long one = landed.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            while (one != null && one != id) {
                one = landed.poll();
            }
            return one != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted while an attempt went", e);
        }
    }
}
