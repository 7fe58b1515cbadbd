package vn.lienthong.hub.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds in PostgreSQL. Placing or ending one is a row, and in force with its commit; the transfers are marked or freed afterwards, in steps,
 * so that very many hold up nobody. What is left of such a pass, after a crash or when it takes long, {@link #sweep} finishes.
 */
final class PostgresHolds implements Holds {
    private static final int STEP = 500;
    private static final int PAGE = 4 * STEP;
    /** So long the caller of an act waits for all its transfers; the rest follows. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Clock clock;
    private final Writer writer;
    private final HoldReads reads;
    /** One pass at a time at this node: two would do the same work. */
    private final ReentrantLock passing = new ReentrantLock();

    PostgresHolds(Clock clock, Writer writer, HoldReads reads) {
        this.clock = clock;
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public Placed place(Wanted wanted, Journal.By by) {
        if (wanted.scope().isAnything() || wanted.name().isBlank()) {
            throw new IllegalArgumentException("A hold has a name and says what it covers. Found: \"" + wanted.name()
                    + "\", " + wanted.scope() + ". Give a destination, unit, dossier, procedure or unmapped code.");
        }
        named(by);
        long id = does(true, step -> step.place(wanted, by));
        if (id < 0) {
            return new Placed(reads.hold(-id), true);
        }
        mark(id, wanted.scope(), System.nanoTime() + PATIENCE.toNanos());
        return new Placed(reads.hold(id), false);
    }

    @Override
    public Optional<Lifted> lift(String name, Journal.By by) {
        named(by);
        List<Long> ended = does(true, step -> step.end(name, by));
        return ended.stream().findFirst().map(id -> {
            Freed freed = free(id, System.nanoTime() + PATIENCE.toNanos());
            return new Lifted(reads.hold(id), freed.released, freed.stillHeld, freed.all);
        });
    }

    @Override
    public Optional<Hold> active(String name) {
        return reads.active(name).stream().findFirst();
    }

    @Override
    public List<Hold> active() {
        return reads.active();
    }

    @Override
    public List<Hold> history(int limit) {
        return reads.history(limit);
    }

    @Override
    public Counts wouldHold(Scope scope) {
        return reads.wouldHold(scope);
    }

    @Override
    public Lifted wouldLift(Hold hold) {
        return reads.wouldLift(hold);
    }

    @Override
    public List<String> names() {
        return reads.names();
    }

    @Override
    public List<HeldCount> counts() {
        return reads.held();
    }

    @Override
    public boolean sweep(Instant now) {
        HoldReads.ToDo toDo = reads.toDo(now);
        if (!toDo.over() && !toDo.unsettled()) {
            return false;
        }
        if (toDo.over()) {
            does(true, step -> step.expire(now));
        }
        for (Hold hold : reads.unsettled()) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            if (hold.ended() == null) {
                mark(hold.id(), hold.scope(), end);
            } else {
                free(hold.id(), end);
            }
        }
        return true;
    }

    /** Marks what a new hold covers. Whatever becomes ready meanwhile is seen to by the batch that makes it so. */
    private void mark(long id, Scope scope, long end) {
        if (!mayPass(end)) {
            return;
        }
        try {
            long after = 0;
            List<Long> page;
            do {
                page = reads.candidates(scope, after, PAGE);
                for (int from = 0; from < page.size(); from += STEP) {
                    List<Long> some = List.copyOf(page.subList(from, Math.min(page.size(), from + STEP)));
                    does(false, step -> step.settle(some));
                }
                after = page.isEmpty() ? after : page.get(page.size() - 1);
            } while (page.size() == PAGE && System.nanoTime() < end);
            if (page.size() < PAGE) {
                does(false, step -> step.settled(id, false));
            }
        } finally {
            passing.unlock();
        }
    }

    /** What came of a pass over what an ended hold had marked. */
    private record Freed(long released, long stillHeld, boolean all) {}

    private Freed free(long id, long end) {
        if (!mayPass(end)) {
            return new Freed(0, 0, false);
        }
        try {
            long released = 0;
            long stillHeld = 0;
            Journal.Ready after = null;
            List<Journal.Ready> page;
            do {
                page = reads.marked(id, after, STEP);
                List<Long> ids = page.stream().map(Journal.Ready::transferId).toList();
                if (!ids.isEmpty()) {
                    HoldStep.Settled settled = does(false, step -> step.settle(ids));
                    released += settled.freed();
                    stillHeld += settled.held();
                    after = page.get(page.size() - 1);
                }
            } while (page.size() == STEP && System.nanoTime() < end);
            // One that another transaction held just now was passed over: the next sweep comes back to it.
            boolean all = page.size() < STEP && reads.marked(id, null, 1).isEmpty();
            if (all) {
                does(false, step -> step.settled(id, true));
            }
            return new Freed(released, stillHeld, all);
        } finally {
            passing.unlock();
        }
    }

    /** Waits for the pass that is under way, but not for ever: the sweep comes to this one too. */
    private boolean mayPass(long end) {
        try {
            return passing.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> T does(boolean alone, Op.Holding.Work<T> work) {
        return writer.done(new Op.Holding<>(clock.instant(), alone, work));
    }

    private static void named(Journal.@Nullable By by) {
        if (by == null || by.who().isBlank() || by.why().isBlank()) {
            throw new IllegalArgumentException(
                    "A hold needs a name and a reason. Found: " + by + ". Give who decides, and why.");
        }
    }
}
