package vn.lienthong.hub.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a destination in trouble alone; comes back by itself with one real record. Thread-safe: asking and telling exclude each
 * other, so that a permission always belongs to the state in which it was given.
 */
final class Breaker {
    static final long DENIED = -1;

    private static final int LOOKS_BACK = 20;

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
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        }
    }

    /** @param after how long the destination asked to be left alone, or null; at most five minutes of it are kept */
    synchronized void trouble(long permission, Trouble why, @Nullable Duration after) {
        if (counts(permission)) {
            trouble = why;
            leaveAlone(after);
            breaker.onError(0, TimeUnit.MILLISECONDS, new IllegalStateException(why.words()));
        }
    }

    private void leaveAlone(@Nullable Duration after) {
        if (after != null) {
            Instant until = clock.instant().plus(after.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : after);
            quietUntil = until.isAfter(quietUntil) ? until : quietUntil;
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
