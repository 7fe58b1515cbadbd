package vn.lienthong.hub.drift;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A row of a catalogue in {@code src/test/resources/drift}: one change, and how it is to be judged.
 *
 * @param before edits of the folder's contract, for what it does not have
 * @param now edits of what they publish, beside those
 * @param told level, endpoint, place, what and why, as far as the row has them
 */
record Row(String name, Map<String, String> before, Map<String, String> now, Map<?, ?> told) {

    static List<Row> of(String catalogue) {
        try (var in = Objects.requireNonNull(Row.class.getResourceAsStream("/drift/" + catalogue + ".yaml"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<?> rows = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(text);
            return rows.stream().map(row -> of((Map<?, ?>) row)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Row of(Map<?, ?> row) {
        return new Row(String.valueOf(row.get("name")), edits(row.get("before")), edits(row.get("now")), row);
    }

    @SuppressWarnings("unchecked") // texts on both sides, as the files have them
    private static Map<String, String> edits(@Nullable Object written) {
        return written == null ? Map.of() : (Map<String, String>) written;
    }

    String told(String key) {
        Object value = told.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    Level level() {
        return Level.valueOf(told("level"));
    }

    /** Whether a change that was found is the one that the row tells. */
    boolean is(Change change) {
        return change.endpoint().equals(told("endpoint"))
                && change.place().equals(told("place"))
                && change.what().contains(told("what"))
                && change.why().contains(told("why"))
                && change.level() == level();
    }

    @Override
    public String toString() {
        return name;
    }
}
