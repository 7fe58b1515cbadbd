package vn.lienthong.hub.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.connector.PullSide;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.vocabulary.Problem;

/** A source that is pulled from: how it goes with it, and when it is asked again. One round at a time. */
final class PullSource {
    private static final Logger LOG = LoggerFactory.getLogger(PullSource.class);
    /** A wait that a source asks for is believed up to here. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private final PullSide side;
    private final PullSettings settings;
    private final PullRound.Desk desk;
    private final RandomGenerator random;
    private final PullRound.Earlier earlier;
    private @Nullable PullFlow flow;
    private Duration every = Duration.ofMinutes(1);
    private int failures;
    private volatile PullState state;

    PullSource(PullSide side, PullSettings settings, PullRound.Desk desk, RandomGenerator random) {
        this.side = side;
        this.settings = settings;
        this.desk = desk;
        this.random = random;
        this.earlier = new PullRound.Earlier(
                new Unfetched(),
                new PullFiles(side, desk.clock()),
                new PullControl(
                        side,
                        desk.journal().pulls(),
                        desk.clock(),
                        settings.days().fetchAgain()),
                new Standing());
        this.state = new PullState(side.name(), false, null, null, null, false, PullState.Counts.NONE);
    }

    String name() {
        return side.name();
    }

    boolean hasFlow() {
        return flow != null;
    }

    void flow(Duration usual, PullFlow wanted) {
        Duration set = settings.every();
        every = set == null ? usual : set;
        flow = wanted;
    }

    PullState state(boolean leads) {
        PullState now = state;
        return new PullState(
                now.name(), leads, now.lastGood(), now.next(), now.trouble(), now.needsPerson(), now.counts());
    }

    void next(@Nullable Instant at) {
        PullState now = state;
        state = new PullState(
                now.name(), now.leads(), now.lastGood(), at, now.trouble(), now.needsPerson(), now.counts());
    }

    /** Does a round; gives the wait before the next. */
    synchronized Duration round() {
        PullFlow known = flow;
        if (known == null) {
            throw new IllegalStateException("No flow pulls from " + name());
        }
        next(null);
        PullRound.Result result;
        try {
            result = new PullRound(side, settings, known, desk, earlier).run();
        } catch (JournalUnavailable e) {
            result = new PullRound.Result(PullState.Counts.NONE, away());
        } catch (RuntimeException e) {
            LOG.error("A pull from {} failed by a fault of the hub", name(), e);
            result = new PullRound.Result(PullState.Counts.NONE, fault());
        }
        PullTrouble trouble = result.trouble();
        tell(trouble);
        Instant good = trouble == null ? desk.clock().instant() : state.lastGood();
        failures = trouble == null || trouble.aside() ? 0 : failures + 1;
        state = new PullState(
                name(),
                true,
                good,
                null,
                trouble == null ? null : trouble.problem(),
                trouble != null && trouble.needsPerson(),
                state.counts().plus(result.counts()));
        return trouble == null || trouble.aside() ? every : pause(trouble);
    }

    private static PullTrouble away() {
        return new PullTrouble(
                new Problem(
                        "journal-unavailable",
                        "The hub cannot write its journal now, so nothing is pulled.",
                        "see /actuator/health",
                        "Nothing to do for the pull: what was not acknowledged comes again."),
                false,
                null,
                false);
    }

    private static PullTrouble fault() {
        return new PullTrouble(
                new Problem(
                        "hub-fault",
                        "A round failed by a fault of the hub.",
                        "see the log of the hub at this time",
                        "Look whether the flow names a mapping that is there; else have the hub's log sent to its"
                                + " makers. Nothing was acknowledged."),
                true,
                null,
                false);
    }

    private void tell(@Nullable PullTrouble trouble) {
        Problem before = state.trouble();
        if (trouble != null
                && (before == null || !before.code().equals(trouble.problem().code()))) {
            LOG.warn(
                    "The pull from {} is in trouble. {}",
                    name(),
                    trouble.problem().message());
        } else if (trouble == null && before != null) {
            LOG.info("The pull from {} goes well again", name());
        }
    }

    /** Twice as long with each trouble in a row, and never all nodes or sources at the same moment; not sooner than the source asks. */
    private Duration pause(PullTrouble trouble) {
        long longest = Math.max(every.toMillis(), settings.longestWait().toMillis());
        long bound = Math.min(longest, every.toMillis() << Math.min(failures, 16));
        Duration drawn = Duration.ofMillis(Math.max(1, (long) (bound * (0.5 + random.nextDouble() / 2))));
        Duration asked = trouble.after();
        if (asked == null || asked.compareTo(drawn) <= 0) {
            return drawn;
        }
        return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    }
}
