package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection with its prepared statements. Parameters: numbers, texts, booleans, bytes, and {@link Rows}, which take one per column. */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    int run(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = bound(sql, parameters);
        return statement.executeUpdate();
    }

    <T> List<T> ask(String sql, Reader<T> reader, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = bound(sql, parameters);
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        bindAll(statement, parameters);
        return statement;
    }

    static void bindAll(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        int at = 1;
        for (Object parameter : parameters) {
            at = bind(statement, at, parameter);
        }
    }

    private static int bind(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        if (value instanceof Rows rows) {
            return rows.bind(statement, at);
        }
        if (value instanceof Long number) {
            statement.setLong(at, number);
        } else if (value instanceof Integer number) {
            statement.setInt(at, number);
        } else if (value instanceof Boolean bool) {
            statement.setBoolean(at, bool);
        } else if (value instanceof String text) {
            statement.setString(at, text);
        } else if (value instanceof Set<?> texts) {
            statement.setArray(at, statement.getConnection().createArrayOf("text", texts.toArray(new String[0])));
        } else if (value == null) {
            statement.setNull(at, Types.NULL);
        } else {
            throw new IllegalArgumentException(value.getClass().getName());
        }
        return at + 1;
    }
}
