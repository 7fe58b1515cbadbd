package vn.lienthong.hub.app;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.Snapshots;
import vn.lienthong.hub.intake.Snapshots.Snapshot;
import vn.lienthong.hub.intake.Snapshots.Taken;
import vn.lienthong.hub.intake.Source;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Times;
import vn.lienthong.hub.wardbook.BookReport;
import vn.lienthong.hub.wardbook.BookReport.Finding;
import vn.lienthong.hub.wardbook.BookReport.Row;
import vn.lienthong.hub.wardbook.WardBook;
import vn.lienthong.hub.wardbook.WardBooks;

/** Takes books in, one at a time: each is held in memory while it is judged. Sound rows are in the journal when it answers. */
final class WardBookDesk {
    /** Records that go to the journal before the first of them is waited for. */
    private static final int PAGE = 500;

    private static final long PATIENCE_SECONDS = 60;

    private final WardBooks books;
    private final BookJudge judge;
    private final Snapshots snapshots;
    private final Source source;
    private final Clock clock;
    private final ReentrantLock one = new ReentrantLock(true);

    WardBookDesk(WardBooks books, BookJudge judge, Snapshots snapshots, Source source, Clock clock) {
        this.books = books;
        this.judge = judge;
        this.snapshots = snapshots;
        this.source = source;
        this.clock = clock;
    }

    /**
     * What became of a book.
     *
     * @param report with what the intake had against rows
     * @param accepted rows that are new in the journal
     * @param repeated rows that the journal had, and those that stand twice
     */
    record Result(WardBook book, BookReport report, int accepted, int repeated) {}

    /** Judges a book and takes nothing. */
    Result check(byte[] bytes, @Nullable String unit) {
        return alone(() -> {
            WardBook book = books.read(bytes, unit, LocalDate.ofInstant(clock.instant(), Times.ZONE));
            return new Result(book, book.report().readable() ? judge.judge(book) : book.report(), 0, 0);
        });
    }

    /** Takes the sound rows of a book. The same book again, or a corrected one, takes only what is new. */
    Result take(byte[] bytes, @Nullable String unit) {
        return alone(() -> {
            WardBook book = books.read(bytes, unit, LocalDate.ofInstant(clock.instant(), Times.ZONE));
            return take(book);
        });
    }

    private Result take(WardBook book) {
        List<Row> rows = book.report().taken();
        List<Finding> against = new ArrayList<>();
        List<Finding> notes = new ArrayList<>();
        int accepted = 0;
        int repeated = 0;
        for (int from = 0; from < rows.size(); from += PAGE) {
            List<Row> page = rows.subList(from, Math.min(rows.size(), from + PAGE));
            List<Taken> taken = snapshots.take(
                    source, page.stream().map(WardBookDesk::snapshot).toList());
            for (int i = 0; i < page.size(); i++) {
                notes.addAll(BookJudge.notes(book, page.get(i), taken.get(i).notes()));
                switch (taken.get(i).fate()) {
                    case ACCEPTED -> accepted++;
                    case REPEATED -> repeated++;
                    case OLDER -> against.add(book.older(page.get(i)));
                    case REFUSED ->
                        against.addAll(BookJudge.findings(
                                book, page.get(i), taken.get(i).errors()));
                }
            }
        }
        return new Result(book, book.report().with(against).told(notes), accepted, repeated);
    }

    private static Snapshot snapshot(Row row) {
        return new Snapshot(Objects.requireNonNull(row.record()), row.checked());
    }

    private Result alone(java.util.function.Supplier<Result> work) {
        try {
            if (!one.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            one.unlock();
        }
    }

    private static ApiFailure busy() {
        return new ApiFailure(
                503,
                new Problem(
                        "ward-book-busy",
                        "The hub reads another book.",
                        "waited for " + PATIENCE_SECONDS + " s",
                        "Send the same again after the time in Retry-After."),
                "later");
    }
}
