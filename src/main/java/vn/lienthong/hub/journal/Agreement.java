package vn.lienthong.hub.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** What each node goes by where all must go by the same: the sum of each value, in rows of {@code counter} beside the cursor. */
final class Agreement {
    private static final String SAY =
            """
            INSERT INTO counter VALUES ('node:' || ? || ':' || ?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE counter.value <> excluded.value
            """;
    private static final String FORGET =
            "DELETE FROM counter WHERE name LIKE 'node:' || ? || ':%' AND NOT name = ANY (?)";
    private static final String DIFFERING =
            """
            SELECT DISTINCT substr(mine.name, length('node:' || ? || ':') + 1) AS matter, node.name
            FROM counter mine
            JOIN node ON node.number <> ? AND node.seen_at > clock_timestamp() - node.lease
            JOIN counter theirs ON theirs.name = 'node:' || node.number || substr(mine.name, length('node:' || ?) + 1)
            WHERE mine.name LIKE 'node:' || ? || ':%' AND mine.value <> theirs.value
            ORDER BY 1, 2
            """;

    private final DataSource database;
    private final int node;

    Agreement(DataSource database, int node) {
        this.database = database;
        this.node = node;
    }

    /** Says what this node goes by, and asks who goes by something else. */
    List<Journal.Difference> compare(Map<String, String> matters) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Session db = new Session(connection);
            String number = Integer.toString(node);
            Set<String> names = new HashSet<>();
            matters.forEach((matter, value) -> {
                names.add("node:" + node + ":" + matter);
                db.putOff(SAY, number, matter, sum(value));
            });
            db.putOff(FORGET, number, names);
            List<Journal.Difference> found = db.putOff(
                    DIFFERING,
                    row -> new Journal.Difference(row.getString(1), row.getString(2)),
                    number,
                    node,
                    number,
                    number);
            db.commit();
            return found;
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    "The journal's database is away. Found: " + e.getMessage() + ". Ask again later.", e);
        }
    }

    /** Tells values apart and gives none away. */
    private static long sum(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
