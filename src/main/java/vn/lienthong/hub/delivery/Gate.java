package vn.lienthong.hub.delivery;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.DestinationState.Standing;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Decides whether a destination may be spoken to now: sending hours, daily quota, the patience it asked for, its breaker and its rate. Always
 * opens again by itself. Thread-safe.
 */
final class Gate {
    /** However long a destination asks us to wait: it may have been a mistake, and it speaks for everybody. */
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Breaker breaker;
    private final SendingWindow hours;
    private final Quota quota;
    private final BooleanSupplier mayBegin;
    private final Clock clock;
    private final @Nullable RateLimiter rate;
    private volatile @Nullable Patience patience;

    /** How long a destination asked us to wait, and in which words. */
    private record Patience(Instant until, Instant since, String reason) {}

    /**
     * How an attempt ended, as far as the gate cares.
     *
     * @param spoke whether anything was said to the destination
     * @param trouble the destination's or the network's trouble, if that is how it ended: nothing that the record is to blame for
     * @param asked how long the destination asked to be left alone, if it did
     * @param everybody whether that concerns all records; a single operation that is refused to us does not
     */
    record End(boolean spoke, @Nullable Problem trouble, @Nullable Duration asked, boolean everybody) {}

    /** What the gate says. */
    sealed interface Word {
        /**
         * Go. The permission must be given back by exactly one of the methods of {@link Breaker}.
         *
         * @param probe whether this is the one real record that tries if a destination in trouble is back
         */
        record Go(long permission, boolean probe) implements Word {}

        /** Not now. */
        record Wait(Standing why, String reason, Instant since, Instant until) implements Word {}
    }

    Gate(DestinationSettings settings, Quota quota, BooleanSupplier mayBegin, Clock clock) {
        this.hours = settings.hours();
        this.quota = quota;
        this.mayBegin = mayBegin;
        this.clock = clock;
        this.breaker = new Breaker(settings.name(), settings.probeEvery(), clock);
        this.rate = settings.rate() == 0 ? null : limiter(settings);
    }

    /** Evenly spread: a burst after a pause would be what the destination limits. */
    private static RateLimiter limiter(DestinationSettings settings) {
        int perPeriod = Math.max(1, settings.rate() / 100);
        return RateLimiter.of(
                settings.name(),
                RateLimiterConfig.custom()
                        .limitForPeriod(perPeriod)
                        .limitRefreshPeriod(Duration.ofNanos(1_000_000_000L * perPeriod / settings.rate()))
                        .timeoutDuration(Duration.ofMinutes(1))
                        .build());
    }

    /** Whether one more may go now. */
    Word ask() {
        Optional<Word.Wait> closed = closed();
        if (closed.isPresent()) {
            return closed.get();
        }
        boolean probe = breaker.isOpen();
        long permission = breaker.mayTry();
        return permission == Breaker.DENIED ? broken() : new Word.Go(permission, probe);
    }

    /** Whether one more may go under the same permission. */
    boolean asFor(long permission) {
        Word word = ask();
        if (!(word instanceof Word.Go go)) {
            return false;
        }
        if (go.permission() == permission && !go.probe()) {
            return true;
        }
        release(go.permission());
        return false;
    }

    /** Why nothing may go, without asking for a permission; empty when something may. */
    Optional<Word.Wait> standing() {
        Optional<Word.Wait> closed = closed();
        return closed.isPresent() || !breaker.isOpen() ? closed : Optional.of(broken());
    }

    private Optional<Word.Wait> closed() {
        Instant now = clock.instant();
        if (!mayBegin.getAsBoolean()) {
            return wait(Standing.CUT_OFF, "the journal has not answered this node for a while", now, now);
        }
        Optional<Instant> opens = hours.closedUntil(now);
        if (opens.isPresent()) {
            return wait(Standing.OUTSIDE_HOURS, "outside its sending hours", now, opens.get());
        }
        Patience asked = patience;
        if (asked != null && asked.until().isAfter(now)) {
            return wait(Standing.ASKED_TO_WAIT, asked.reason(), asked.since(), asked.until());
        }
        return quota.usedUpUntil(now)
                .flatMap(until -> wait(Standing.QUOTA_USED_UP, "today's quota is used up", now, until));
    }

    private Word.Wait broken() {
        Instant now = clock.instant();
        Instant since = breaker.since();
        String reason = breaker.reason();
        return new Word.Wait(
                Standing.BREAKER_OPEN,
                reason == null ? "in trouble" : reason,
                since == null ? now : since,
                breaker.nextProbe());
    }

    private Optional<Word.Wait> wait(Standing why, String reason, Instant since, Instant until) {
        return Optional.of(new Word.Wait(
                why,
                reason,
                since,
                until.isAfter(since) ? until : clock.instant().plus(LOOK_AGAIN)));
    }

    boolean hasRate() {
        return rate != null;
    }

    /** How long to wait before the next one goes, so that the rate is kept; the place is taken. */
    Duration pace() {
        return rate == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, rate.reservePermission()));
    }

    /** How an attempt with a permission ended. */
    void ended(long permission, End end) {
        Problem trouble = end.trouble();
        if (trouble != null) {
            if (end.asked() != null && end.everybody()) {
                bePatient(end.asked(), trouble);
            }
            breaker.trouble(permission, trouble.message(), end.asked());
        } else if (end.spoke()) {
            breaker.answered(permission);
        } else {
            breaker.release(permission);
        }
        quota.used(end.spoke() ? 1 : 0);
    }

    private void bePatient(Duration wait, Problem problem) {
        Instant now = clock.instant();
        Patience before = patience;
        Instant until = now.plus(wait.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : wait);
        if (before == null || before.until().isBefore(until)) {
            Instant since = before != null && before.until().isAfter(now) ? before.since() : now;
            patience = new Patience(until, since, problem.message());
        }
    }

    /** A permission was not used. */
    void release(long permission) {
        breaker.release(permission);
    }

    /** Whether a permission still counts: the breaker has not opened since. */
    boolean counts(long permission) {
        return breaker.counts(permission);
    }
}
