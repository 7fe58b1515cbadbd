package vn.lienthong.hub.history;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A view or a table of the city's database, read in the order of a key that is unique: read-only, a page at a time, in one statement. After a break it goes on behind
 * the key that came last.
 */
final class ViewRows implements RowSource {
    private static final int PAGE = 1000;

    private final View view;
    private final Connection connection;
    private final ResultSet found;
    private final Cells cells;
    private final int key;
    private final int[] types;
    private long rows;
    private String place;

    ViewRows(View view, Columns columns, Mark mark) throws IOException {
        this.view = view;
        this.rows = mark.rows();
        this.place = mark.place();
        try {
            this.connection = connection(view);
            try {
                this.found = ask(mark.place());
                ResultSetMetaData heads = found.getMetaData();
                List<String> names = names(heads);
                this.types = types(heads);
                this.key = found.findColumn(view.key());
                this.cells = new Cells(Head.of(names, columns));
            } catch (SQLException | IOException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static Connection connection(View view) throws SQLException {
        Properties login = new Properties();
        if (view.username() != null) {
            login.setProperty("user", view.username());
        }
        if (view.password() != null) {
            login.setProperty("password", view.password());
        }
        Connection connection = DriverManager.getConnection(view.url(), login);
        connection.setReadOnly(true);
        // Without a transaction PostgreSQL's driver would read all rows into memory.
        connection.setAutoCommit(false);
        return connection;
    }

    private ResultSet ask(String after) throws SQLException {
        String key = connection.getMetaData().getIdentifierQuoteString().strip()
                + view.key()
                + connection.getMetaData().getIdentifierQuoteString().strip();
        String from = view.query() == null ? view.table() : "(" + view.query() + ")";
        PreparedStatement statement = connection.prepareStatement("SELECT h.* FROM " + from + " h"
                + (after.isEmpty() ? "" : " WHERE h." + key + " > ?") + " ORDER BY h." + key);
        statement.setFetchSize(PAGE);
        if (!after.isEmpty()) {
            bind(statement, after);
        }
        return statement.executeQuery();
    }

    /** A key is kept as a letter for its kind and its text. */
    private static void bind(PreparedStatement statement, String kept) throws SQLException {
        String value = kept.substring(1);
        switch (kept.charAt(0)) {
            case 'n' -> statement.setBigDecimal(1, new BigDecimal(value));
            case 't' -> statement.setObject(1, LocalDateTime.parse(value));
            case 's' -> statement.setString(1, value);
            default -> statement.setObject(1, value, Types.OTHER);
        }
    }

    private static List<String> names(ResultSetMetaData heads) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= heads.getColumnCount(); i++) {
            names.add(heads.getColumnLabel(i));
        }
        return names;
    }

    private static int[] types(ResultSetMetaData heads) throws SQLException {
        int[] types = new int[heads.getColumnCount()];
        for (int i = 0; i < types.length; i++) {
            boolean zoned = heads.getColumnTypeName(i + 1)
                    .toLowerCase(Locale.ROOT)
                    .matches("timestamptz|timestamp with time zone");
            types[i] = zoned ? Types.TIMESTAMP_WITH_TIMEZONE : heads.getColumnType(i + 1);
        }
        return types;
    }

    @Override
    public @Nullable Row next() throws IOException {
        try {
            if (!found.next()) {
                return null;
            }
            List<@Nullable Object> row = new ArrayList<>(types.length);
            for (int i = 0; i < types.length; i++) {
                row.add(value(i));
            }
            advance();
            return cells.row(++rows, row);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private @Nullable Object value(int column) throws SQLException {
        int number = column + 1;
        switch (types[column]) {
            case Types.TIMESTAMP_WITH_TIMEZONE:
                OffsetDateTime zoned = found.getObject(number, OffsetDateTime.class);
                return zoned == null ? null : zoned.toInstant();
            case Types.TIMESTAMP:
                return found.getObject(number, LocalDateTime.class);
            default:
                return found.getString(number);
        }
    }

    /** A key that stands twice would lose a row after a break, so it is no key. */
    private void advance() throws SQLException, Unreadable {
        String next = kept();
        if (next.equals(place)) {
            throw new Unreadable(
                    "key-not-unique",
                    "The key of the view is not unique.",
                    "two rows with the same " + view.key() + ", around row " + rows,
                    "Set " + view.setting("key") + " to a column that differs in every row.");
        }
        place = next;
    }

    private String kept() throws SQLException, Unreadable {
        int type = types[key - 1];
        Object value = type == Types.TIMESTAMP ? found.getObject(key, LocalDateTime.class) : found.getString(key);
        if (value == null) {
            throw new Unreadable(
                    "key-empty",
                    "The key of the view is empty.",
                    "no " + view.key() + " behind row " + rows,
                    "Set " + view.setting("key") + " to a column that is never empty.");
        }
        return switch (type) {
            case Types.INTEGER, Types.BIGINT, Types.SMALLINT, Types.NUMERIC, Types.DECIMAL -> "n" + value;
            case Types.TIMESTAMP -> "t" + value;
            case Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR, Types.NVARCHAR, Types.NCHAR -> "s" + value;
            default -> "o" + value;
        };
    }

    private Unreadable failed(SQLException e) {
        return new Unreadable(
                "view-away",
                "The view " + view.name() + " cannot be read.",
                String.valueOf(e.getMessage()).lines().findFirst().orElse("SQLState " + e.getSQLState()),
                "Check " + view.setting("url")
                        + ", the login and the names; then history resume goes on where it was.");
    }

    @Override
    public Mark mark() {
        return new Mark(rows, place);
    }

    @Override
    public double share() {
        return -1;
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
