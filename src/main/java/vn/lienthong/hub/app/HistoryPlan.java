package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import vn.lienthong.hub.history.HistorySettings;
import vn.lienthong.hub.history.View;

/**
 * Where the dossiers are read from that existed before the hub knew them, and how fast.
 *
 * @param folder where exports must lie; default: {@code history/exports} in {@code hub.data}
 * @param rate most rows a second
 * @param liveBudget pushed records that may wait for their commit before history waits for them
 * @param leastFree what must be free on the disk of {@code hub.data}
 * @param views views of the city's database, by name
 */
public record HistoryPlan(
        @Nullable String folder,
        @DefaultValue("5000") int rate,
        @DefaultValue("100") int liveBudget,
        @DefaultValue("1GB") DataSize leastFree,
        @DefaultValue Map<String, ViewPlace> views) {

    /**
     * A view; see {@link View}.
     *
     * @param columns by field of the record: its column
     */
    public record ViewPlace(
            @DefaultValue("") String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String table,
            @Nullable String query,
            @DefaultValue("") String key,
            @DefaultValue Map<String, String> columns) {

        View view(String name) {
            return new View(name, url, username, password, table, query, key, columns);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "view";
        }
    }

    HistorySettings settings(Path data, int recordLimit) {
        Path history = data.resolve("history");
        Map<String, View> known = new TreeMap<>();
        views.forEach((name, place) -> known.put(name, place.view(name)));
        return new HistorySettings(
                folder == null
                        ? history.resolve("exports")
                        : Path.of(folder).toAbsolutePath().normalize(),
                history.resolve("loads"),
                recordLimit,
                rate,
                liveBudget,
                leastFree.toBytes(),
                known);
    }
}
