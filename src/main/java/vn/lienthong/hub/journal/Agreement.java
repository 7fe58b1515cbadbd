package vn.lienthong.hub.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import vn.lienthong.hub.vocabulary.Sha256;

/** What each node goes by where all must go by the same: the sum of each value. */
final class Agreement {
    private static final String SAY =
            """
            INSERT INTO agreement (node, matter, sum) VALUES (?, ?, ?)
            ON CONFLICT (node, matter) DO UPDATE SET sum = excluded.sum WHERE agreement.sum <> excluded.sum
            """;
    private static final String FORGET = "DELETE FROM agreement WHERE node = ? AND NOT matter = ANY (?)";
    private static final String DIFFERING =
            """
            SELECT mine.matter, node.name
            FROM agreement mine
            JOIN agreement theirs ON theirs.matter = mine.matter AND theirs.node <> mine.node AND theirs.sum <> mine.sum
            JOIN node ON node.number = theirs.node AND node.seen_at > clock_timestamp() - node.lease
            WHERE mine.node = ?
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
            matters.forEach((matter, value) -> db.putOff(SAY, node, matter, sum(value)));
            db.putOff(FORGET, node, matters.keySet());
            List<Journal.Difference> found =
                    db.putOff(DIFFERING, row -> new Journal.Difference(row.getString(1), row.getString(2)), node);
            db.commit();
            return found;
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    "The journal's database is away. Found: " + e.getMessage() + ". Ask again later.", e);
        }
    }

    /** Tells values apart and gives none away. */
    private static long sum(String value) {
        return ByteBuffer.wrap(Sha256.of(value.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
