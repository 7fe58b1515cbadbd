package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienthong.hub.journal.Journal.BalanceRow;

/** The balance as shown: rows per unit and destination, sums per destination, the total. Sums are of the rows, not counted apart. */
record Balance(List<BalanceRow> rows, List<BalanceRow> sums, BalanceRow total) {
    private static final String ALL = "*";

    static Balance of(List<BalanceRow> counted) {
        List<BalanceRow> rows = new ArrayList<>(counted);
        rows.sort(Comparator.comparing(BalanceRow::destination).thenComparing(BalanceRow::unit));
        Map<String, BalanceRow> sums = new TreeMap<>();
        BalanceRow total = new BalanceRow(ALL, ALL, 0, 0, 0, 0, 0, 0);
        for (BalanceRow row : rows) {
            BalanceRow before =
                    sums.getOrDefault(row.destination(), new BalanceRow(row.destination(), ALL, 0, 0, 0, 0, 0, 0));
            sums.put(row.destination(), plus(before, row));
            total = plus(total, row);
        }
        return new Balance(List.copyOf(rows), List.copyOf(sums.values()), total);
    }

    /** Closes only when every row closes: differences of opposite sign in two units do not make up for each other. */
    boolean closes() {
        return rows.stream().allMatch(BalanceRow::closes);
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        node.put("closes", closes());
        node.set("total", row(total, false));
        node.set("sums", list(sums, false));
        node.set("rows", list(rows, true));
        return node;
    }

    private static ArrayNode list(List<BalanceRow> rows, boolean unit) {
        ArrayNode list = Json.array();
        rows.forEach(row -> list.add(row(row, unit)));
        return list;
    }

    private static ObjectNode row(BalanceRow row, boolean unit) {
        ObjectNode node = Json.object();
        if (!row.destination().equals(ALL)) {
            node.put("destination", row.destination());
        }
        if (unit) {
            node.put("unit", row.unit());
        }
        node.put("accepted", row.accepted());
        node.put("delivered", row.delivered());
        node.put("waiting", row.waiting());
        node.put("parked", row.parked());
        node.put("cancelled", row.cancelled());
        node.put("superseded", row.superseded());
        node.put("owedLater", row.later());
        node.put("difference", row.difference());
        return node;
    }

    private static BalanceRow plus(BalanceRow a, BalanceRow b) {
        return new BalanceRow(
                a.destination(),
                a.unit(),
                a.accepted() + b.accepted(),
                a.delivered() + b.delivered(),
                a.waiting() + b.waiting(),
                a.parked() + b.parked(),
                a.cancelled() + b.cancelled(),
                a.superseded() + b.superseded(),
                a.later() + b.later());
    }
}
