package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Times;

/** Blocks that retention took out, in words. */
final class Retired {
    private static final String SELECT =
            """
            SELECT r.block, r.at, a.file FROM retired_block r LEFT JOIN archive a ON a.id = r.archive WHERE r.block = ANY (?::int8[])
            """;

    private Retired() {}

    /** Is told of each of some blocks that was retired. */
    interface Telling {
        void retired(long block, String words, boolean archived);
    }

    static void tell(Session db, Collection<Long> blocks, Telling telling) throws SQLException {
        Rows ids = new Rows("int8");
        blocks.forEach(ids::add);
        db.ask(SELECT, row -> tell(row, telling), ids);
    }

    private static long tell(ResultSet row, Telling telling) throws SQLException {
        String day = Times.text(Objects.requireNonNull(Lines.instant(row, 2)));
        @Nullable String file = row.getString(3);
        telling.retired(
                row.getLong(1),
                file == null
                        ? "the body was dropped on " + day + " by retention"
                        : "the body was archived to " + file + " on " + day + " by retention",
                file != null);
        return row.getLong(1);
    }
}
