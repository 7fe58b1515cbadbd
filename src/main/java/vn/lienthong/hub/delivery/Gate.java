package vn.lienthong.hub.delivery;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.SteadyClock;
import vn.lienthong.hub.delivery.DestinationState.Standing;

/**
 * Decides whether a destination may be spoken to now: sending hours, daily quota, the patience it asked for, its breaker and its rate. Always
 * opens again by itself. Thread-safe.
 */
final class Gate {
    /** However long a destination asks us to wait: it may have been a mistake, and it speaks for everybody. */
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private static final int MOST_MESSAGES = 40;
    private static final Duration SHORTEST_SAFETY = Duration.ofMinutes(10);

    private final Breaker breaker;
    private final SendingWindow hours;
    private final Quota quota;
    private final BooleanSupplier mayBegin;
    private final Clock clock;
    private final @Nullable RateLimiter rate;
    private final SteadyClock steady;
    private volatile @Nullable Patience patience;
    private volatile @Nullable Closed closedFor;

    /** Since when it is closed for a reason that has no beginning of its own. */
    private record Closed(Standing why, Instant since) {}

    /** How long a destination asked us to wait, and in which words. */
    private record Patience(Instant until, Instant since, Trouble trouble) {}

    /**
     * How an attempt ended, as far as the gate cares.
     *
     * @param spoke whether anything was said to the destination
     * @param trouble the destination's or the network's trouble, if that is how it ended: nothing that the record is to blame for
     * @param asked how long to wait, if the answer or its row said so
     * @param everybody whether the destination itself asked for it, for all records; else they wait only if the breaker opens
     */
    record End(boolean spoke, @Nullable Trouble trouble, @Nullable Duration asked, boolean everybody) {}

    /** What the gate says. */
    sealed interface Word {
        /**
         * Go. The permission must be given back by exactly one of the methods of {@link Breaker}.
         *
         * @param probe whether this is the one real record that tries if a destination in trouble is back
         */
        record Go(long permission, boolean probe) implements Word {}

        /**
         * Not now.
         *
         * @param trouble what is wrong, when something is
         */
        record Wait(Standing why, String reason, Instant since, Instant until, @Nullable Trouble trouble)
                implements Word {}
    }

    Gate(DestinationSettings settings, Quota quota, BooleanSupplier mayBegin, Clock clock) {
        this.hours = settings.hours();
        this.quota = quota;
        this.mayBegin = mayBegin;
        this.clock = clock;
        this.steady = new SteadyClock(clock);
        this.breaker = new Breaker(
                settings.name(), new Breaker.Pace(settings.probeEvery(), longest(settings.longestMessage())), steady);
        this.rate = settings.rate() == 0 ? null : limiter(settings);
    }

    /** Longer than any attempt with all its messages, its enquiry and its log-ins. */
    private static Duration longest(Duration message) {
        Duration longest = message.multipliedBy(MOST_MESSAGES);
        return longest.compareTo(SHORTEST_SAFETY) > 0 ? longest : SHORTEST_SAFETY;
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

    /** Whether one more may go now. What fails here, such as the reading of the quota, leaves nothing taken. */
    Word ask() {
        Instant now = clock.instant();
        Optional<Word.Wait> closed = closed(now);
        if (closed.isPresent()) {
            return closed.get();
        }
        if (!quota.reserve(now)) {
            return usedUp(now);
        }
        boolean probe = breaker.isOpen();
        long permission = breaker.mayTry();
        if (permission == Breaker.DENIED) {
            quota.giveBack();
            return broken();
        }
        closedFor = null;
        return new Word.Go(permission, probe);
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
        Instant now = clock.instant();
        Optional<Word.Wait> closed = closed(now);
        if (closed.isPresent()) {
            return closed;
        }
        if (quota.isUsedUp(now)) {
            return Optional.of(usedUp(now));
        }
        if (breaker.isOpen()) {
            return Optional.of(broken());
        }
        closedFor = null;
        return Optional.empty();
    }

    /** What closes it to everybody alike, but for the quota, in which each has its place. */
    private Optional<Word.Wait> closed(Instant now) {
        if (!mayBegin.getAsBoolean()) {
            return Optional.of(wait(Standing.CUT_OFF, "the journal has not answered this node for a while", now));
        }
        Optional<Instant> opens = hours.closedUntil(now);
        if (opens.isPresent()) {
            return Optional.of(wait(Standing.OUTSIDE_HOURS, "outside its sending hours", opens.get()));
        }
        Patience asked = patience;
        if (asked != null && asked.until().isAfter(steady.instant())) {
            return Optional.of(new Word.Wait(
                    Standing.ASKED_TO_WAIT,
                    asked.trouble().words(),
                    steady.shown(asked.since()),
                    steady.shown(asked.until()),
                    asked.trouble()));
        }
        return Optional.empty();
    }

    private Word.Wait usedUp(Instant now) {
        return wait(Standing.QUOTA_USED_UP, "today's quota is used up", Quota.nextDay(now));
    }

    private Word.Wait broken() {
        Instant since = breaker.since();
        Trouble trouble = breaker.trouble();
        return new Word.Wait(
                Standing.BREAKER_OPEN,
                trouble == null ? "in trouble" : trouble.words(),
                steady.shown(since == null ? steady.instant() : since),
                steady.shown(breaker.nextProbe()),
                trouble);
    }

    /** The beginning is kept as long as the reason stays the same. */
    private Word.Wait wait(Standing why, String reason, Instant until) {
        Instant now = clock.instant();
        Closed before = closedFor;
        Instant since = before != null && before.why() == why ? before.since() : now;
        closedFor = new Closed(why, since);
        return new Word.Wait(why, reason, since, until.isAfter(now) ? until : now.plus(LOOK_AGAIN), null);
    }

    boolean hasRate() {
        return rate != null;
    }

    /** Whether the rate holds back what could go otherwise. */
    boolean isPacing() {
        return rate != null && rate.getMetrics().getAvailablePermissions() <= 0;
    }

    /** How long to wait before the next one goes, so that the rate is kept; the place is taken. */
    Duration pace() {
        return rate == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, rate.reservePermission()));
    }

    /** How an attempt with a permission ended. Its place in the quota is kept until it {@linkplain #landed landed}. */
    void ended(long permission, End end) {
        Trouble trouble = end.trouble();
        if (trouble != null) {
            if (end.asked() != null && end.everybody()) {
                bePatient(end.asked(), trouble);
            }
            breaker.trouble(permission, trouble, end.asked());
        } else if (end.spoke()) {
            breaker.answered(permission);
        } else {
            breaker.release(permission);
        }
    }

    /** An attempt that has ended is written down: what was spoken is counted there from now on. */
    void landed(boolean spoke) {
        if (spoke) {
            quota.used();
        } else {
            quota.giveBack();
        }
    }

    private void bePatient(Duration wait, Trouble trouble) {
        Instant now = steady.instant();
        Patience before = patience;
        Instant until = now.plus(wait.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : wait);
        if (before == null || before.until().isBefore(until)) {
            Instant since = before != null && before.until().isAfter(now) ? before.since() : now;
            patience = new Patience(until, since, trouble);
        }
    }

    /** A permission was not used. */
    void release(long permission) {
        breaker.release(permission);
        quota.giveBack();
    }

    /** Whether what was permitted may still begin: the breaker has not opened since, and nothing else closed the gate to everybody. */
    boolean stillGoes(long permission) {
        return breaker.counts(permission) && closed(clock.instant()).isEmpty();
    }
}
