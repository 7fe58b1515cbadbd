package vn.lienthong.hub.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first part of a load: its rows are read, in any order, and written into sorted runs. What was noted is not read again. */
final class Reading {
    private static final long RUN = 16 << 20;

    private final Load load;
    private final Book book;
    private final Exports exports;
    private volatile double share = -1;
    private volatile long rows;

    Reading(Load load, Book book, Exports exports) {
        this.load = load;
        this.book = book;
        this.exports = exports;
    }

    double share() {
        return share;
    }

    /** Rows that were read, those of the run under way among them. */
    long rows() {
        return rows;
    }

    /** Reads to the end, or until it is wanted no more. */
    void run(Runs runs, Gist.Reader gists) throws IOException {
        sameFile();
        runs.keep(book.runs);
        rows = book.readRows;
        try (RowSource source = exports.open(book.order, new RowSource.Mark(book.readRows, book.readPlace))) {
            boolean more = true;
            while (more && load.will().goes()) {
                more = one(source, runs, gists);
            }
            if (!more) {
                load.change(() -> book.stage = Book.Stage.OPEN);
            }
        }
    }

    /** One run; false when it was the last. */
    private boolean one(RowSource source, Runs runs, Gist.Reader gists) throws IOException {
        List<Sorted> run = new ArrayList<>();
        Tally counts = new Tally();
        long weight = 0;
        boolean more = true;
        long before = book.readRows;
        while (more && weight < RUN && load.will().goes()) {
            Row row = source.next();
            more = row != null;
            if (row != null) {
                counts.read++;
                rows = before + counts.read;
                Sorted sorted = sorted(row, gists, counts);
                if (sorted != null) {
                    run.add(sorted);
                    weight += sorted.weight();
                }
            }
        }
        share = source.share();
        load.throttle().before(0);
        if (!run.isEmpty()) {
            runs.write(book.runs + 1, run);
        }
        RowSource.Mark mark = source.mark();
        load.change(() -> {
            book.runs += run.isEmpty() ? 0 : 1;
            book.readRows = mark.rows();
            book.readPlace = mark.place();
            book.rows.add(counts);
        });
        return more;
    }

    private @Nullable Sorted sorted(Row row, Gist.Reader gists, Tally counts) {
        Gist gist = row.flaw() == null ? gists.read(row.body()) : Gist.NONE;
        String only = book.order.unit();
        if (only != null && gist.unit() != null && !only.equals(gist.unit())) {
            counts.otherUnit++;
            return null;
        }
        return Sorted.of(gist, row);
    }

    /** Rows are counted in the file that they were counted in before. */
    private void sameFile() throws IOException {
        String named = book.order.file();
        if (named == null) {
            return;
        }
        Path file = exports.file(named);
        String sum = Exports.sum(file, load.will());
        if (!load.will().goes()) {
            return;
        }
        if (book.sum.isEmpty()) {
            long size = Files.size(file);
            load.change(() -> {
                book.sum = sum;
                book.size = size;
            });
        } else if (!book.sum.equals(sum)) {
            throw new Unreadable(
                    "export-changed",
                    "The file is not the one that the load began with.",
                    named + " with SHA-256 " + sum.substring(0, 12) + "…, before " + book.sum.substring(0, 12) + "…",
                    "Put the first one back and resume; or cancel this load and begin another.");
        }
    }
}
