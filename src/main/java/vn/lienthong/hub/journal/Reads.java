package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;

/** Reading from the journal, each time on a connection of the pool and in one snapshot. */
final class Reads {
    private static final int TRIES = 8;

    private final DataSource database;

    Reads(DataSource database) {
        this.database = database;
    }

    /** Something to ask. */
    interface Question<T> {
        T ask(Session db) throws SQLException;
    }

    /**
     * Asks once more when a connection turns out to be cut, since after the database was away the pool may hold several such; and when it was the
     * one to give way in a deadlock, such as with the dropping of an old month.
     */
    <T> T read(Question<T> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(question);
            } catch (SQLException e) {
                Faults fault = Faults.of(e);
                if (fault == Faults.WORK || fault == Faults.AGAIN && attempt == TRIES) {
                    throw new IllegalStateException(e);
                }
                if (attempt == TRIES || e instanceof SQLTransientConnectionException) {
                    throw new JournalUnavailable(
                            "The journal's database is away. Found: " + e.getMessage() + ". Ask again later.", e);
                }
            }
        }
    }

    /** Something that is told while it is read. */
    interface Walk {
        void through(Session db) throws SQLException;
    }

    /** Walks once: what was told already cannot be told again. */
    void walk(Walk walk) {
        try {
            once(db -> {
                walk.through(db);
                return true;
            });
        } catch (SQLException e) {
            if (Faults.of(e) == Faults.WORK) {
                throw new IllegalStateException(e);
            }
            throw new JournalUnavailable(
                    "The journal's database is away. Found: " + e.getMessage() + ". Ask again later.", e);
        }
    }

    private <T> T once(Question<T> question) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return question.ask(new Session(connection));
            } finally {
                connection.rollback();
            }
        }
    }
}
