package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** What a node must know of a journal before it writes. */
final class NodeNumber {
    private static final String LAST_ID =
            """
            SELECT greatest((SELECT max(id) FROM submission), (SELECT max(id) FROM open_transfer), (SELECT max(id) FROM ended_transfer),
                            (SELECT max(id) FROM refused), (SELECT max(id) FROM payload_block), (SELECT max(id) FROM dossier),
                            (SELECT max(id) FROM hold), (SELECT max(id) FROM event), (SELECT max(id) FROM archive),
                            (SELECT max(id) FROM retired_block), (SELECT max(id) FROM switchover_step), 0)
            """;

    private NodeNumber() {}

    /** The number of a node's name, given once and kept. */
    static int of(DataSource database, String name) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Session db = new Session(connection);
            db.putOff("INSERT INTO node (number, name) SELECT count(*), ? FROM node ON CONFLICT DO NOTHING", name);
            List<Integer> numbers = db.ask("SELECT number FROM node WHERE name = ?", row -> row.getInt(1), name);
            if (numbers.isEmpty()) {
                throw new SQLException("there are 64 nodes already, or another took the same number just now", "40001");
            }
            return numbers.get(0);
        }
    }

    /** The greatest id that was ever given. */
    static long lastId(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new Session(connection).ask(LAST_ID, row -> row.getLong(1)).get(0);
        }
    }
}
