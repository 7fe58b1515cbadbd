package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Something that a caller asked the writer to do, and what came of it. Its result is told only after the commit. */
abstract sealed class Op<T> {
    final CompletableFuture<T> future = new CompletableFuture<>();
    final Instant asked;
    private @Nullable T result;
    private @Nullable RuntimeException refusal;

    Op(Instant asked) {
        this.asked = asked;
    }

    /** What a future of the writer gives; fails as the work failed. */
    static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Whether it waits for a database that is away, however long: what already happened outside must be written down. */
    boolean mustBeWritten() {
        return false;
    }

    void begin() {
        result = null;
        refusal = null;
    }

    void becomes(T outcome) {
        result = outcome;
    }

    void refuse(RuntimeException because) {
        refusal = because;
    }

    void fail(Throwable because) {
        future.completeExceptionally(because);
    }

    @SuppressWarnings("NullAway") // a future of Void is completed with null
    void complete() {
        if (refusal != null) {
            future.completeExceptionally(refusal);
        } else {
            future.complete(result);
        }
    }

    static final class Accepting extends Op<Acceptance> {
        final Entry entry;

        Accepting(Instant asked, Entry entry) {
            super(asked);
            this.entry = entry;
        }
    }

    static final class Refusing extends Op<Long> {
        final RefusedSubmission refused;

        Refusing(Instant asked, RefusedSubmission refused) {
            super(asked);
            this.refused = refused;
        }
    }

    static final class TakingOff extends Op<List<Flight>> {
        final String destination;
        final List<Long> ids;

        TakingOff(Instant asked, String destination, Collection<Long> ids) {
            super(asked);
            this.destination = destination;
            this.ids = List.copyOf(ids);
        }
    }

    static final class Landed extends Op<Void> {
        final Landing landing;

        Landed(Instant asked, Landing landing) {
            super(asked);
            this.landing = landing;
        }

        @Override
        boolean mustBeWritten() {
            return true;
        }
    }

    static final class PuttingBack extends Op<Void> {
        final List<Long> ids;

        PuttingBack(Instant asked, Collection<Long> ids) {
            super(asked);
            this.ids = List.copyOf(ids);
        }

        @Override
        boolean mustBeWritten() {
            return true;
        }
    }

    static final class FallingDue extends Op<List<Journal.Ready>> {
        final Instant now;
        final int limit;

        FallingDue(Instant asked, Instant now, int limit) {
            super(asked);
            this.now = now;
            this.limit = limit;
        }
    }

    /** A destination is back: what was put off for its trouble may go now. */
    static final class Waking extends Op<Integer> {
        final String destination;
        final int limit;

        Waking(Instant asked, String destination, int limit) {
            super(asked);
            this.destination = destination;
            this.limit = limit;
        }
    }

    /** A person's act on some transfers, whatever its filter says. */
    static final class Acting extends Op<List<Journal.ActResult>> {
        final Act act;
        final List<Long> ids;

        Acting(Instant asked, Act act, List<Long> ids) {
            super(asked);
            this.act = act;
            this.ids = List.copyOf(ids);
        }
    }

    /**
     * What nodes that have been silent for their lease had in flight; {@code quiet}: how long nobody asks about it; {@code may}: whether this
     * node may judge, asked each time it is tried: an outage in between changes that.
     */
    static final class TakingOver extends Op<Integer> {
        final Duration quiet;
        final BooleanSupplier may;

        TakingOver(Instant asked, Duration quiet, BooleanSupplier may) {
            super(asked);
            this.quiet = quiet;
            this.may = may;
        }
    }

    /**
     * Bodies leave the journal, those excepted that are wanted again by now: for an archive that is on the disk, another that was written down
     * before, or for good.
     */
    static final class Retiring extends Op<Retiring.Gone> {
        final List<Long> blocks;
        final ArchiveWriter.@Nullable Archived file;
        final @Nullable Long archive;

        /** What was written down: the archive, if there is one, and which blocks. */
        record Gone(@Nullable Long archive, List<Long> blocks) {}

        Retiring(Instant asked, List<Long> blocks, ArchiveWriter.@Nullable Archived file, @Nullable Long archive) {
            super(asked);
            this.blocks = List.copyOf(blocks);
            this.file = file;
            this.archive = archive;
        }
    }

    /** A person gives up a day of a source that is asked by days. */
    static final class ClosingDay extends Op<List<PullBook.OpenDay>> {
        final PullBook.Closing day;
        final Journal.By by;

        ClosingDay(Instant asked, PullBook.Closing day, Journal.By by) {
            super(asked);
            this.day = day;
            this.by = by;
        }
    }

    static final class Recovering extends Op<Integer> {
        Recovering(Instant asked) {
            super(asked);
        }
    }

    /** Something about holds; {@code alone}: while no other batch of any node is under way. */
    static final class Holding<T> extends Op<T> {
        final boolean alone;
        private final Work<T> work;

        Holding(Instant asked, boolean alone, Work<T> work) {
            super(asked);
            this.alone = alone;
            this.work = work;
        }

        void run(HoldStep step) throws SQLException {
            becomes(work.on(step));
        }

        /** What it does. */
        interface Work<T> {
            T on(HoldStep step) throws SQLException;
        }
    }

    /** Something about the switchover of a unit; {@code alone}: while no other batch of any node is under way. */
    static final class Switching<T> extends Op<T> {
        final boolean alone;
        private final Change<T> change;

        Switching(Instant asked, boolean alone, Change<T> change) {
            super(asked);
            this.alone = alone;
            this.change = change;
        }

        void run(SwitchoverStep step) throws SQLException {
            becomes(change.on(step));
        }

        /** What it does. */
        interface Change<T> {
            T on(SwitchoverStep step) throws SQLException;
        }
    }
}
