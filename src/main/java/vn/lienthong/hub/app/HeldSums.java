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

    /** Where something is held, no end can be said: that is up to whoever ends the hold. */
    static void intoForecast(ObjectNode row, List<HeldCount> counts) {
        put(row, counts);
        long held = row.path("held").asLong();
        if (held == 0) {
            row.remove("held");
            return;
        }
        // How many, not which: any source may ask for the forecast, and the names of holds are for operators.
        long holds = counts.stream()
                .filter(one -> fits(row, "destination", one.destination()) && fits(row, "unit", one.unit()))
                .map(HeldCount::hold)
                .distinct()
                .count();
        row.remove("emptyAt");
        row.set(
                "words",
                new Words(
                                held + " are held by " + holds + (holds == 1 ? " hold" : " holds")
                                        + ": they go on when that ends.",
                                held + " đang tạm dừng (bởi " + holds
                                        + " lệnh tạm dừng): sẽ đi tiếp khi tạm dừng kết thúc.")
                        .json());
    }

    private static void put(JsonNode row, List<HeldCount> counts) {
        if (row instanceof ObjectNode object) {
            object.put(
                    "held",
                    counts.stream()
                            .filter(one ->
                                    fits(object, "destination", one.destination()) && fits(object, "unit", one.unit()))
                            .mapToLong(HeldCount::count)
                            .sum());
        }
    }

    private static boolean fits(ObjectNode row, String name, String value) {
        return !row.has(name) || row.path(name).asText().equals(value);
    }
}
