package vn.lienthong.hub.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The provinces by code, and by the prefix that identity numbers registered there begin with. Prefixes outlive mergers:
 * 052 was Binh Dinh, and people born there keep it. Source: {@code provinces.csv}. Immutable.
 */
public final class Provinces {
    private final Map<String, String> nameByPrefix;

    private Provinces(Map<String, String> nameByPrefix) {
        this.nameByPrefix = nameByPrefix;
    }

    /** The name of the province whose identity numbers begin with three digits; empty when the list has none. */
    public Optional<String> nameOfPrefix(String prefix) {
        return Optional.ofNullable(nameByPrefix.get(prefix));
    }

    static Provinces read(Tables tables) {
        Map<String, String> names = new HashMap<>();
        List<Row> rows = tables.rows("provinces.csv", "code", "prefix", "name", "confidence");
        for (Row row : rows) {
            tables.attempt(() -> {
                row.shaped("code", "\\d{2}", "Write two digits.");
                row.text("confidence");
                if (names.put(row.shaped("prefix", "\\d{3}", "Write three digits."), row.text("name")) != null) {
                    throw row.bad("prefix", "has two rows.", row.text("prefix"), "Remove one.");
                }
            });
        }
        return new Provinces(names);
    }
}
