package vn.lienthong.hub.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.Finding;

/**
 * The rows of one dossier, in order; or one row of which nobody can tell whose it is.
 *
 * @param beyond rows that it has too many of
 */
record Dossier(String code, List<Sorted> rows, List<Sorted> beyond) {
    /** As many as a record may have steps. */
    static final int MOST_ROWS = 1000;

    private static final long MOST_BYTES = 16 << 20;

    /** Takes the next one; null at the end. */
    static @Nullable Dossier next(Merge merge) {
        Sorted first = merge.peek();
        if (first == null) {
            return null;
        }
        List<Sorted> rows = new ArrayList<>();
        List<Sorted> beyond = new ArrayList<>();
        long bytes = 0;
        for (Sorted row = first; row != null && row.code().equals(first.code()); row = merge.peek()) {
            merge.next();
            bytes += row.weight();
            if (rows.size() < MOST_ROWS && bytes <= MOST_BYTES || rows.isEmpty()) {
                rows.add(row);
            } else {
                beyond.add(new Sorted(
                        row.code(),
                        row.revision(),
                        row.ended(),
                        row.order(),
                        Row.flawed(row.row().number(), new byte[0], tooMany())));
            }
            if (row.code().isEmpty()) {
                break;
            }
        }
        return new Dossier(first.code(), rows, beyond);
    }

    private static Finding tooMany() {
        return new Finding(
                "too-many-rows",
                "",
                "The dossier has more rows than one dossier may have.",
                "more than " + MOST_ROWS + " rows, or 16 MiB of them",
                "Check whether these rows are of one dossier; if so, export its latest " + MOST_ROWS + ".");
    }

    int size() {
        return rows.size() + beyond.size();
    }

    /** By its latest row: whether nothing follows. */
    boolean ended() {
        return rows.get(rows.size() - 1).ended();
    }

    /** When that was, in milliseconds; 0 if its rows do not say. */
    long at() {
        return rows.get(rows.size() - 1).order();
    }
}
