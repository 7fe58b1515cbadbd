package vn.lienthong.hub.app;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.BalanceRow;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.Units;
import vn.lienthong.hub.replay.PlaySummary;
import vn.lienthong.hub.vocabulary.TransferState;

/** What the demo tells at the end: the balance per ward and department, what was refused or parked and why. */
final class DemoReport {
    private final Journal journal;
    private final Units units;
    private final LocalDate day;

    DemoReport(Journal journal, Units units, LocalDate day) {
        this.journal = journal;
        this.units = units;
        this.day = day;
    }

    String balance(Balance balance) {
        Table table = new Table(
                2, "unit", "", "accepted", "delivered", "waiting", "parked", "cancelled", "superseded", "difference");
        for (BalanceRow row : balance.rows()) {
            add(table, row.unit(), name(row.unit()), row);
        }
        add(table, "all", balance.rows().size() + " units", balance.total());
        return table
                + (balance.closes()
                        ? "The balance closes: accepted = delivered + waiting + parked + cancelled + superseded.\n"
                        : "The balance does NOT close; see the last column.\n");
    }

    String refused(PlaySummary played) {
        if (played.refusedInAll() == 0) {
            return "Nothing was refused.\n";
        }
        Table table = new Table(1, "refused at intake, kept, and why", "submissions");
        played.refused().forEach(table::row);
        return table.toString();
    }

    String parked() {
        Map<String, Integer> reasons = new TreeMap<>();
        Map<String, TransferView> examples = new LinkedHashMap<>();
        new Drain(journal).each(EnumSet.of(TransferState.PARKED), view -> {
            String reason = reason(view);
            reasons.merge(reason, 1, Integer::sum);
            examples.putIfAbsent(reason, view);
        });
        if (reasons.isEmpty()) {
            return "Nothing is parked.\n";
        }
        Table table = new Table(2, "parked for a person, and why", "for example", "transfers");
        reasons.forEach((reason, count) -> {
            TransferView example = examples.get(reason);
            table.row(reason, example == null ? "" : example.dossierCode(), count);
        });
        return table.toString();
    }

    private static String reason(TransferView view) {
        if (view.unmappedCode() != null) {
            return "no counterpart for " + view.unmappedCode();
        }
        String problem = view.problem();
        if (problem == null) {
            return String.valueOf(view.row());
        }
        // The first of the three parts; the others differ from record to record.
        int found = problem.indexOf(" Found: ");
        return found < 0 ? problem : problem.substring(0, found);
    }

    private String name(String unit) {
        Optional<Unit> known = units.unitOn(unit, day);
        return known.map(Unit::name).orElse("");
    }

    private static void add(Table table, String code, String name, BalanceRow row) {
        table.row(
                code,
                name,
                row.accepted(),
                row.delivered(),
                row.waiting(),
                row.parked(),
                row.cancelled(),
                row.superseded(),
                row.difference());
    }
}
