package vn.lienthong.hub.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a destination in trouble alone; comes back by itself with one real record. Thread-safe: asking and telling exclude each
 * other, so that a permission always belongs to the state in which it was given.
 */
final class Breaker {
    static final long DENIED = -1;

    /** So many troubles and nothing else: it is away. */
    private static final int IN_A_ROW = 10;
    /** Otherwise it is in trouble when half of so many are. Of a few, half may be by chance at one that takes most of what it is sent. */
    private static final int LOOKS_BACK = 100;

    /** However long an answer asks to be left alone: it may have been a mistake, and it speaks for everybody. */
    private static final Duration LONGEST_QUIET = Duration.ofMinutes(5);

    private final CircuitBreaker breaker;
    private final Clock clock;
    private final Duration probeEvery;
    private final AtomicLong opened = new AtomicLong();
    private volatile @Nullable Trouble trouble;
    private volatile @Nullable Instant since;
    private volatile Instant lastOpened;
    private volatile Instant quietUntil;
    /** How long to wait, by the last troubles since one that went well. */
    private final Deque<Duration> inARow = new ArrayDeque<>();

    /**
     * @param probeEvery how long it stays open before one record tries
     * @param longestProbe after which a record that tries is taken for lost, and another one may
     */
    record Pace(Duration probeEvery, Duration longestProbe) {}

    Breaker(String destination, Pace pace, Clock clock) {
        this.clock = clock;
        this.probeEvery = pace.probeEvery();
        this.lastOpened = clock.instant();
        this.quietUntil = lastOpened;
        breaker = CircuitBreaker.of(
                destination,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(LOOKS_BACK)
                        .minimumNumberOfCalls(LOOKS_BACK / 2)
                        .failureRateThreshold(50)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(probeEvery)
                        .maxWaitDurationInHalfOpenState(pace.longestProbe())
                        .currentTimestampFunction(c -> clock.millis(), TimeUnit.MILLISECONDS)
                        .clock(clock)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition().getToState()) {
                case OPEN -> {
                    opened.incrementAndGet();
                    lastOpened = clock.instant();
                    since = since == null ? lastOpened : since;
                }
                case CLOSED -> {
                    since = null;
                    trouble = null;
                }
                default -> {}
            }
        });
    }

    /** A permission to try once, or {@link #DENIED}. Must be given back by exactly one of the methods below. */
    synchronized long mayTry() {
        if (isOpen() && clock.instant().isBefore(quietUntil)) {
            return DENIED;
        }
        // Which opening it belongs to is read after it was given: read before, it may name one that is over.
        return breaker.tryAcquirePermission() ? opened.get() : DENIED;
    }

    /** Whether a permission still counts: the breaker has not opened since. */
    boolean counts(long permission) {
        return permission == opened.get();
    }

    /** A permission was not used. */
    synchronized void release(long permission) {
        if (counts(permission)) {
            breaker.releasePermission();
        }
    }

    synchronized void answered(long permission) {
        if (counts(permission)) {
            inARow.clear();
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * @param after how long to wait, or null. When it is open, it stays so for the shortest that troubles in a row asked for, at most five
     *     minutes: what every answer asks for concerns them all, what one asks for is about its record
     */
    synchronized void trouble(long permission, Trouble why, @Nullable Duration after) {
        if (!counts(permission)) {
            return;
        }
        trouble = why;
        inARow.addLast(after == null ? Duration.ZERO : after);
        if (inARow.size() > IN_A_ROW) {
            inARow.removeFirst();
        }
        breaker.onError(0, TimeUnit.MILLISECONDS, new IllegalStateException(why.words()));
        if (counts(permission) && inARow.size() == IN_A_ROW) {
            breaker.transitionToOpenState();
        }
        if (!counts(permission) && inARow.size() == IN_A_ROW) {
            Duration wait = Collections.min(inARow);
            quietUntil = clock.instant().plus(wait.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : wait);
        }
    }

    boolean isOpen() {
        return breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    /** The last trouble that counted; null when there was none since it was closed. */
    @Nullable
    Trouble trouble() {
        return trouble;
    }

    @Nullable
    Instant since() {
        return since;
    }

    Instant nextProbe() {
        Instant opens = lastOpened.plus(probeEvery);
        Instant due = quietUntil.isAfter(opens) ? quietUntil : opens;
        return due.isBefore(clock.instant()) ? clock.instant() : due;
    }
}
