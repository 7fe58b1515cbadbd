package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;

/** The balance as a person reads it. */
final class BalanceText {
    private BalanceText() {}

    static String of(JsonNode balance) {
        Table table = new Table(
                2,
                "destination",
                "unit",
                "accepted",
                "delivered",
                "waiting",
                "parked",
                "cancelled",
                "superseded",
                "difference");
        balance.path("rows").forEach(row -> add(table, row, row.path("unit").asText()));
        balance.path("sums").forEach(row -> add(table, row, "all units"));
        String verdict = balance.path("closes").asBoolean()
                ? "The balance closes.\n"
                : "The balance does NOT close: see the last column. Every accepted transfer must stand in one of the others.\n";
        long held = balance.at("/total/held").asLong();
        String part = held > 0 ? "Held, within waiting: " + held + "; holds says by what.\n" : "";
        return balance.path("rows").isEmpty()
                ? "Nothing was accepted yet; the balance closes.\n"
                : table + part + verdict;
    }

    private static void add(Table table, JsonNode row, String unit) {
        table.row(
                row.path("destination").asText(),
                unit,
                row.path("accepted").asLong(),
                row.path("delivered").asLong(),
                row.path("waiting").asLong(),
                row.path("parked").asLong(),
                row.path("cancelled").asLong(),
                row.path("superseded").asLong(),
                row.path("difference").asLong());
    }
}
