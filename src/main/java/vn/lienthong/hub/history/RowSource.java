package vn.lienthong.hub.history;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of an export, one after the other, none of them twice in memory. Not thread-safe. */
interface RowSource extends AutoCloseable {

    /**
     * The next row, or null at the end.
     *
     * @throws IOException when nothing more can be read; what came before holds
     */
    @Nullable
    Row next() throws IOException;

    /** Where it stands: opened again with this, it goes on behind the row that came last. */
    Mark mark();

    /** How much of it was read, 0 to 1; negative when nobody knows. */
    double share();

    @Override
    void close() throws IOException;

    /**
     * A place between two rows.
     *
     * @param rows rows before it
     * @param place in the source's own words; empty: count the rows
     */
    record Mark(long rows, String place) {
        static final Mark BEGIN = new Mark(0, "");
    }
}
