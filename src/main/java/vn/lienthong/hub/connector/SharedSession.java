package vn.lienthong.hub.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One login shared by all senders of a connector. However many of them find it expired, one logs in and the others wait for
 * it. A login that failed is remembered for a pause that doubles each time, so that a wrong password is asked for a few
 * times an hour and not a few hundred times a second; a clock that is set back makes no pause longer. Thread-safe.
 */
final class SharedSession {

    /** A session in use, or why there is none. */
    sealed interface State {
        /**
         * A session in use.
         *
         * @param generation counts up with each login of this connector, from 1
         */
        record Open(long generation, String value, Instant since) implements State {
            @Override
            public String toString() {
                return "Open[generation=" + generation + ", since=" + since + "]";
            }
        }

        /** Nobody tries again before {@code until}. */
        record Closed(Answer.Failed why, Instant until) implements State {}
    }

    /** What a login brought. */
    sealed interface Login {
        record Granted(String session) implements Login {
            @Override
            public String toString() {
                return "Granted[]";
            }
        }

        /**
         * There is none.
         *
         * @param asked how long the destination asked us to wait, or null
         */
        record Denied(Answer.Failed why, @Nullable Duration asked) implements Login {}
    }

    /** Pauses before the next login; each is twice the one before. */
    private record Pause(Duration first, Duration longest) {

        private static final Pause REFUSED = new Pause(Duration.ofSeconds(30), Duration.ofMinutes(15));
        private static final Pause TROUBLE = new Pause(Duration.ofSeconds(1), Duration.ofSeconds(30));
        private static final Pause USELESS = new Pause(Duration.ofSeconds(1), Duration.ofMinutes(5));

        static Pause after(Answer.Failed why) {
            return why.failure() == Answer.Failure.LOGIN_REFUSED ? REFUSED : TROUBLE;
        }

        Duration number(int failures) {
            Duration pause = first.multipliedBy(1L << Math.min(failures - 1, 10));
            return pause.compareTo(longest) > 0 ? longest : pause;
        }
    }

    /** This many sessions in a row under which no message was ever heard are trouble and not expiry. */
    private static final int USELESS = 3;

    private final SteadyClock clock;
    private final ZoneId zone;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable State state;
    private long generation;
    private int failures;
    private int useless;
    /** The newest generation under which a message was heard; an older one that is heard late takes nothing back. */
    private final AtomicLong proven = new AtomicLong();

    /** @param zone in which people are told when the next login may be */
    SharedSession(Clock clock, ZoneId zone) {
        this.clock = new SteadyClock(clock);
        this.zone = zone;
    }

    /**
     * The open session, after logging in if there is none.
     *
     * @param patience how long to wait for another sender who is logging in
     */
    State open(Supplier<Login> login, Duration patience) {
        State now = usable();
        if (now != null) {
            return now;
        }
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return waitedInVain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return waitedInVain();
        }
        try {
            now = usable();
            return now != null ? now : logIn(login);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable State usable() {
        State now = state;
        if (now instanceof State.Closed closed && !clock.instant().isBefore(closed.until())) {
            return null;
        }
        return now;
    }

    private State waitedInVain() {
        Answer.Failed why = new Answer.Failed(
                Answer.Failure.LOGIN_UNREACHABLE, "another sender is logging in and has not come back in time");
        return new State.Closed(why, clock.instant());
    }

    private State logIn(Supplier<Login> login) {
        Login result = login.get();
        State next;
        if (result instanceof Login.Granted granted) {
            failures = 0;
            generation++;
            next = new State.Open(generation, granted.session(), clock.instant());
        } else {
            Login.Denied denied = (Login.Denied) result;
            failures++;
            next = closed(denied.why(), denied.asked(), Pause.after(denied.why()));
        }
        state = next;
        return next;
    }

    private State.Closed closed(Answer.Failed why, @Nullable Duration asked, Pause growing) {
        Duration pause = growing.number(failures);
        if (asked != null && asked.compareTo(pause) > 0) {
            pause = asked;
        }
        Instant until = clock.instant().plus(pause);
        Answer.Failed told = new Answer.Failed(
                why.failure(),
                why.detail() + "; no new login before "
                        + clock.shown(until)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .atZone(zone)
                                .toOffsetDateTime(),
                why.beneath());
        return new State.Closed(told, until);
    }

    /** Drops the session if it is still the one of this generation; every later call with the same generation is too late. */
    void forget(long expired) {
        if (!isCurrent(expired)) {
            return;
        }
        lock.lock();
        try {
            if (!(state instanceof State.Open open) || open.generation() != expired) {
                return;
            }
            useless = proven.get() >= expired ? 0 : useless + 1;
            if (useless < USELESS) {
                state = null;
                return;
            }
            failures = useless - USELESS + 1;
            state = closed(
                    new Answer.Failed(
                            Answer.Failure.LOGIN_UNREACHABLE,
                            useless + " sessions in a row were granted and then not accepted",
                            Answer.Failed.SESSIONS_USELESS),
                    null,
                    Pause.USELESS);
        } finally {
            lock.unlock();
        }
    }

    private boolean isCurrent(long asked) {
        return state instanceof State.Open open && open.generation() == asked;
    }

    /** Whether nobody knows yet that this session, the current one, works. */
    boolean unproven(long generation) {
        return proven.get() < generation;
    }

    /** A message was heard under this session. */
    void proved(long generation) {
        proven.accumulateAndGet(generation, Math::max);
    }
}
