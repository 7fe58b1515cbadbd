package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import vn.lienthong.hub.journal.Holds.HeldCount;

/** What is held, put into a balance beside what waits, of which it is a part. Counted a moment later, so it is no part of what must close. */
final class HeldSums {
    private HeldSums() {}

    static ObjectNode into(ObjectNode balance, List<HeldCount> counts) {
        put(balance.path("total"), counts);
        balance.path("sums").forEach(sum -> put(sum, counts));
        balance.path("rows").forEach(row -> put(row, counts));
        return balance;
    }

    private static void put(JsonNode row, List<HeldCount> counts) {
        if (row instanceof ObjectNode object) {
            object.put(
                    "held",
                    counts.stream()
                            .filter(one -> fits(object, "destination", one.destination())
                                    && fits(object, "unit", one.unit()))
                            .mapToLong(HeldCount::count)
                            .sum());
        }
    }

    private static boolean fits(ObjectNode row, String name, String value) {
        return !row.has(name) || row.path(name).asText().equals(value);
    }
}
