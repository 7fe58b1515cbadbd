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
         * @param renewAt from when one sender asks for the next while the others go on with this
         * @param until from when nobody uses it any more; far away when nobody said how long it lives
         */
        record Open(long generation, String value, Instant since, Instant renewAt, Instant until) implements State {

            Open renewedNotBefore(Instant later) {
                return new Open(generation, value, since, later, until);
            }

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
        /**
         * There is one.
         *
         * @param lifetime how long it may be used, or null when nobody said
         */
        record Granted(String session, @Nullable Duration lifetime) implements Login {

            Granted(String session) {
                this(session, null);
            }

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

    /** What lives shorter is not believed: it would be asked for with each message, and an answer says when it is over. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(10);
    /** What lives longer is renewed all the same: once a day costs nothing. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);
    /** So long before its end it is renewed, if it lives long enough: our clock and theirs, and the way there. */
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(1);

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
            return isDue(now) && lock.tryLock() ? renewedByOne(login) : now;
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
        if (now == null) {
            return null;
        }
        Instant until = now instanceof State.Closed closed ? closed.until() : ((State.Open) now).until();
        return clock.instant().isBefore(until) ? now : null;
    }

    private boolean isDue(State now) {
        return now instanceof State.Open open && !clock.instant().isBefore(open.renewAt());
    }

    /** The lock is held. A renewal that fails takes nothing away: what is in use goes on to its end, and the next try waits as after a login. */
    private State renewedByOne(Supplier<Login> login) {
        try {
            State now = usable();
            if (now == null) {
                return logIn(login);
            }
            if (!isDue(now)) {
                return now;
            }
            Instant asked = clock.instant();
            Login result = login.get();
            if (result instanceof Login.Granted granted) {
                return opened(granted, asked);
            }
            Login.Denied denied = (Login.Denied) result;
            failures++;
            State.Open still = ((State.Open) now).renewedNotBefore(asked.plus(pause(denied)));
            state = still;
            return still;
        } finally {
            lock.unlock();
        }
    }

    private State.Open opened(Login.Granted granted, Instant asked) {
        failures = 0;
        generation++;
        Instant renewAt = Instant.MAX;
        Instant until = Instant.MAX;
        Duration said = granted.lifetime();
        if (said != null) {
            Duration life = said.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : said;
            life = life.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : life;
            Duration spare = life.dividedBy(5);
            spare = spare.compareTo(BEFORE_ITS_END) > 0 ? BEFORE_ITS_END : spare;
            until = asked.plus(life);
            renewAt = until.minus(spare);
        }
        State.Open open = new State.Open(generation, granted.session(), asked, renewAt, until);
        state = open;
        return open;
    }

    private State waitedInVain() {
        Answer.Failed why = new Answer.Failed(
                Answer.Failure.LOGIN_UNREACHABLE, "another sender is logging in and has not come back in time");
        return new State.Closed(why, clock.instant());
    }

    private State logIn(Supplier<Login> login) {
        Instant asked = clock.instant();
        Login result = login.get();
        if (result instanceof Login.Granted granted) {
            return opened(granted, asked);
        }
        Login.Denied denied = (Login.Denied) result;
        failures++;
        State next = closed(denied.why(), pause(denied));
        state = next;
        return next;
    }

    private Duration pause(Login.Denied denied) {
        Duration pause = Pause.after(denied.why()).number(failures);
        Duration asked = denied.asked();
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }

    private State.Closed closed(Answer.Failed why, Duration pause) {
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
                    Pause.USELESS.number(failures));
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
