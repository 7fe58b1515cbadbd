package vn.lienthong.hub.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.vocabulary.Problem;

/** One load, at work or not. One thread at a time runs it; everything else may be asked from any. */
final class Load {
    private static final Logger LOG = LoggerFactory.getLogger(Load.class);

    private final Book book;
    private final Desk desk;
    private final Will will = new Will();
    private final Throttle throttle;
    private final Reading reading;
    private final Progress progress;

    /**
     * What all loads use.
     *
     * @param doors where the rows of an order go
     * @param live how many live records wait for their commit now
     */
    record Desk(
            HistorySettings settings,
            Function<LoadOrder, Door> doors,
            Supplier<Reference> reference,
            LongSupplier live,
            Clock clock) {}

    Load(Book book, Desk desk) {
        this.book = book;
        this.desk = desk;
        this.will.want(book.wanted);
        this.throttle = new Throttle(desk.settings(), desk.live(), will);
        this.reading = new Reading(this, book, new Exports(desk.settings()));
        this.progress = new Progress();
    }

    /** A change of what is noted. */
    interface Change {
        void make();
    }

    Will will() {
        return will;
    }

    Throttle throttle() {
        return throttle;
    }

    /** Changes what is noted, and has it on disk. */
    void change(Change change) throws IOException {
        synchronized (book) {
            change.make();
            book.save();
            progress.saw(book.rows.done());
        }
    }

    /** Works until it is done, or wanted no more, or cannot go on. */
    void run() {
        try {
            if (will.goes()) {
                change(() -> book.word = Book.Word.RUNNING);
                progress.begin();
                work();
            }
            end();
        } catch (Unreadable e) {
            stopped(e.problem());
        } catch (IOException | UncheckedIOException e) {
            stopped(new Problem(
                    "load-broken",
                    "The load cannot go on.",
                    e.toString(),
                    "See to the disk of the hub's data folder, then resume."));
        } catch (RuntimeException e) {
            LOG.error("Load {} met something unexpected and stops", book.id(), e);
            stopped(new Problem(
                    "hub-fault",
                    "The load met a fault of the hub.",
                    e.getClass().getName(),
                    "See the log of the hub, then resume."));
        }
    }

    private void work() throws IOException {
        Runs runs = new Runs(sorted());
        if (book.stage == Book.Stage.READING) {
            reading.run(runs, new Gist.Reader(desk.reference().get().statuses()));
        }
        if (book.stage == Book.Stage.READING) {
            return;
        }
        Exports exports = new Exports(desk.settings());
        Taking taking = new Taking(
                this,
                book,
                desk.doors().apply(book.order),
                exports.columns(book.order).areSteps(),
                closedFrom());
        try (RefusedRows refused = new RefusedRows(refusedRows(), book.refusedBytes)) {
            if (book.stage == Book.Stage.OPEN && taking.run(Book.Stage.OPEN, runs, refused)) {
                change(() -> {
                    book.stage = Book.Stage.CLOSED;
                    book.dossiers = 0;
                });
            }
            if (book.stage == Book.Stage.CLOSED && taking.run(Book.Stage.CLOSED, runs, refused)) {
                change(() -> {
                    book.word = Book.Word.DONE;
                    book.ended = desk.clock().millis();
                });
            }
        }
    }

    private void end() throws IOException {
        Will.Wanted wanted = will.wanted();
        if (book.word != Book.Word.DONE && wanted == Will.Wanted.PAUSE) {
            change(() -> book.word = Book.Word.PAUSED);
        } else if (book.word != Book.Word.DONE && wanted == Will.Wanted.CANCEL) {
            change(() -> {
                book.word = Book.Word.CANCELLED;
                book.ended = desk.clock().millis();
            });
        }
        if (book.isOver()) {
            PrivateFiles.delete(sorted());
            LOG.info("History load {} of {} is {}", book.id(), book.order.name(), book.word);
        }
    }

    private void stopped(Problem problem) {
        LOG.warn(
                "History load {} of {} stops: {} Found: {}. {}",
                book.id(),
                book.order.name(),
                problem.what(),
                problem.found(),
                problem.cure());
        try {
            change(() -> {
                book.word = Book.Word.STOPPED;
                book.problem = problem;
            });
        } catch (IOException e) {
            LOG.error("What stopped load {} cannot be noted: {}", book.id(), e.toString());
        }
    }

    private long closedFrom() {
        Integer years = book.order.years();
        if (book.order.openOnly()) {
            return Long.MAX_VALUE;
        }
        Instant now = Instant.ofEpochMilli(book.began);
        return years == null
                ? 0
                : now.atOffset(ZoneOffset.UTC).minusYears(years).toInstant().toEpochMilli();
    }

    /** Of a load that is over: takes away what was sorted, if the hub ended before it was gone. */
    void clear() {
        try {
            PrivateFiles.delete(sorted());
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("What was sorted for load {} cannot be taken away. Found: {}", book.id(), e.toString());
        }
    }

    private Path sorted() {
        return book.folder().resolve("sorted");
    }

    private Path refusedRows() {
        return RefusedRows.in(book.folder(), book.order.name());
    }

    boolean isOver() {
        synchronized (book) {
            return book.isOver();
        }
    }

    Book.Word word() {
        synchronized (book) {
            return book.word;
        }
    }

    Book book() {
        return book;
    }

    /** As it is shown. */
    ObjectNode json() {
        synchronized (book) {
            return LoadJson.of(
                    book,
                    refusedRows(),
                    new LoadJson.Now(reading.share(), reading.rows(), throttle.waitsFor(), progress.perSecond()),
                    desk.clock().instant());
        }
    }
}
