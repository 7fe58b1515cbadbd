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

/** Leaves a destination in trouble alone; comes back by itself with one real record. Thread-safe. */
final class Breaker {
    static final long DENIED = -1;

    private static final int LOOKS_BACK = 20;

    private final CircuitBreaker breaker;
    private final Clock clock;
    private final Duration probeEvery;
    private final AtomicLong opened = new AtomicLong();
    private volatile @Nullable String reason;
    private volatile @Nullable Instant since;
    private volatile Instant lastOpened;

    Breaker(String destination, Duration probeEvery, Clock clock) {
        this.clock = clock;
        this.probeEvery = probeEvery;
        this.lastOpened = clock.instant();
        breaker = CircuitBreaker.of(
                destination,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(LOOKS_BACK)
                        .minimumNumberOfCalls(LOOKS_BACK / 2)
                        .failureRateThreshold(50)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(probeEvery)
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
                    reason = null;
                }
                default -> {}
            }
        });
    }

    /** A permission to try once, or {@link #DENIED}. Must be given back by exactly one of the three methods below. */
    long mayTry() {
        long now = opened.get();
        return breaker.tryAcquirePermission() ? now : DENIED;
    }

    /** Whether a permission still counts: the breaker has not opened since. */
    boolean counts(long permission) {
        return permission == opened.get();
    }

    /** A permission was not used. */
    void release(long permission) {
        if (counts(permission)) {
            breaker.releasePermission();
        }
    }

    void answered(long permission) {
        if (counts(permission)) {
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        }
    }

    void trouble(long permission, String why) {
        if (counts(permission)) {
            reason = why;
            breaker.onError(0, TimeUnit.MILLISECONDS, new IllegalStateException(why));
        }
    }

    boolean isOpen() {
        return breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    Instant since() {
        return since;
    }

    Instant nextProbe() {
        Instant due = lastOpened.plus(probeEvery);
        return due.isBefore(clock.instant()) ? clock.instant() : due;
    }
}
