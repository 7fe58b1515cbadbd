package vn.lienthong.hub.history;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A view of the city's database, prefix {@code hub.history.views.NAME.}; checks itself.
 *
 * @param url of its driver, such as {@code jdbc:postgresql://10.0.0.5:5432/onestop}; without the password
 * @param username a login that may read and nothing else
 * @param table name of the view or table; or
 * @param query a SELECT instead
 * @param key a column that is unique and never empty, by which the rows are read and gone on with; an index should have it
 * @param columns by field of the record: the column that holds it
 */
public record View(
        String name,
        String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String table,
        @Nullable String query,
        String key,
        Map<String, String> columns) {

    public View {
        columns = Map.copyOf(columns);
        require(name, url.startsWith("jdbc:"), "url", "must begin with jdbc:", url.isEmpty() ? "nothing" : url);
        require(
                name,
                !url.contains("password="),
                "url",
                "must not carry the password, it would show up in messages",
                "a url with password=");
        require(
                name,
                (table == null) != (query == null),
                "table",
                "or query must be given, and not both",
                table == null ? "neither" : "both");
        require(
                name,
                !key.isBlank() && !key.contains("\""),
                "key",
                "must name a column that is unique",
                key.isEmpty() ? "nothing" : key);
    }

    String setting(String last) {
        return "hub.history.views." + name + "." + last;
    }

    private static void require(String name, boolean isSo, String last, String must, String found) {
        if (!isSo) {
            throw new IllegalArgumentException(
                    "Setting hub.history.views." + name + "." + last + " " + must + ". Found: " + found
                            + ". Example: hub.history.views.city.url: jdbc:postgresql://10.0.0.5:5432/onestop, table: ho_so, key: id.");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return name;
    }
}
