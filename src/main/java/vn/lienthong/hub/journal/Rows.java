package vn.lienthong.hub.journal;

import java.lang.reflect.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that travel as one array per column, for {@code unnest}: one statement, however many rows. */
final class Rows {
    private final String[] types;
    private final List<List<@Nullable Object>> columns = new ArrayList<>();

    /**
     * @param types {@code int8}, {@code int4}, {@code text}, {@code bool} or {@code bytea} for each column
     */
    Rows(String... types) {
        this.types = types;
        for (int i = 0; i < types.length; i++) {
            columns.add(new ArrayList<>());
        }
    }

    void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            columns.get(i).add(values[i]);
        }
    }

    int size() {
        return columns.get(0).size();
    }

    boolean isEmpty() {
        return columns.get(0).isEmpty();
    }

    /** Binds the columns from a parameter on; gives the parameter after the last. */
    int bind(PreparedStatement statement, int from) throws SQLException {
        for (int i = 0; i < types.length; i++) {
            Object[] values = columns.get(i).toArray(empty(types[i], size()));
            statement.setArray(from + i, statement.getConnection().createArrayOf(types[i], values));
        }
        return from + types.length;
    }

    private static Object[] empty(String type, int size) {
        Class<?> element =
                switch (type) {
                    case "int8" -> Long.class;
                    case "int4" -> Integer.class;
                    case "text" -> String.class;
                    case "bool" -> Boolean.class;
                    case "bytea" -> byte[].class;
                    default -> throw new IllegalArgumentException(type);
                };
        return (Object[]) Array.newInstance(element, size);
    }
}
