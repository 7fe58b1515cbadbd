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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its prepared statements. Parameters: numbers, texts, booleans, bytes, and {@link Rows}, which take one per column.
 *
 * <p>A journey to the database costs more than most statements do: those that are {@linkplain #putOff put off} go there together, in
 * their order, when somebody needs a result or commits.
 */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final List<Question<?>> putOff = new ArrayList<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A statement on its way; without a reader when nobody wants to know more than that it worked. */
    private record Question<T>(String sql, @Nullable Reader<T> reader, List<T> found, @Nullable Object[] parameters) {
        void read(ResultSet rows) throws SQLException {
            while (reader != null && rows.next()) {
                found.add(reader.read(rows));
            }
        }
    }

    /** Does this on the next journey. */
    void putOff(String sql, @Nullable Object... parameters) {
        putOff.add(new Question<>(sql, null, new ArrayList<>(), parameters));
    }

    /** Asks this on the next journey, which fills the list. */
    <T> List<T> putOff(String sql, Reader<T> reader, @Nullable Object... parameters) {
        Question<T> question = new Question<>(sql, reader, new ArrayList<>(), parameters);
        putOff.add(question);
        return question.found();
    }

    /** Asks now, after all that was put off. */
    <T> List<T> ask(String sql, Reader<T> reader, @Nullable Object... parameters) throws SQLException {
        List<T> found = putOff(sql, reader, parameters);
        travel();
        return found;
    }

    /** Does what was put off, if anything was: one journey. */
    void travel() throws SQLException {
        if (putOff.isEmpty()) {
            return;
        }
        List<Question<?>> questions = List.copyOf(putOff);
        putOff.clear();
        PreparedStatement statement = bound(questions);
        boolean rows = statement.execute();
        for (Question<?> question : questions) {
            if (rows) {
                try (ResultSet result = statement.getResultSet()) {
                    question.read(result);
                }
            }
            rows = statement.getMoreResults();
        }
    }

    /** Does what was put off and commits, in one journey. */
    void commit() throws SQLException {
        putOff("COMMIT");
        travel();
    }

    void rollback() throws SQLException {
        putOff.clear();
        connection.rollback();
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Statements that travel together are one to the driver, parted by semicolons; their parameters are numbered through. */
    private PreparedStatement bound(List<Question<?>> questions) throws SQLException {
        String sql = questions.size() == 1
                ? questions.get(0).sql()
                : questions.stream().map(Question::sql).collect(Collectors.joining(";"));
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        int at = 1;
        for (Question<?> question : questions) {
            at = bindAll(statement, at, question.parameters());
        }
        return statement;
    }

    /** Binds parameters from a number on; gives the number after the last. */
    static int bindAll(PreparedStatement statement, int from, @Nullable Object... parameters) throws SQLException {
        int at = from;
        for (Object parameter : parameters) {
            at = bind(statement, at, parameter);
        }
        return at;
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
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(at, bytes);
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
