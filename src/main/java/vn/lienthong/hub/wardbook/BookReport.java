package vn.lienthong.hub.wardbook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a book. Immutable but for the trees of its records, which are not to be changed.
 *
 * @param form XLSX or CSV; empty when it is neither
 * @param readable whether it could be read at all; if not, the one finding says why
 * @param sheets those that hold dossiers
 * @param rows the dossiers, in the order of the book
 * @param findings everything that a person should know; what only tells is listed a few times per column and then counted
 * @param tallies how often each was found, with those that are not listed
 */
public record BookReport(
        String form,
        boolean readable,
        List<SheetFound> sheets,
        List<Row> rows,
        List<Finding> findings,
        List<Tally> tallies) {

    public BookReport {
        sheets = List.copyOf(sheets);
        rows = List.copyOf(rows);
        List<String> order = sheets.stream().map(SheetFound::name).toList();
        findings = findings.stream()
                .sorted(Comparator.comparingInt((Finding one) -> one.sheet().isEmpty()
                                ? -1
                                : Math.floorMod(order.indexOf(one.sheet()), Integer.MAX_VALUE))
                        .thenComparingInt(Finding::line)
                        .thenComparingInt(one -> one.cell().length())
                        .thenComparing(Finding::cell))
                .toList();
        tallies = List.copyOf(tallies);
    }

    /** How much a finding matters. */
    public enum Kind {
        /** The row is not taken. */
        WRONG,
        /** Not sure, so nothing was changed and the row is not taken until a person has looked. */
        DOUBTFUL,
        /** Changed, because it was sure. */
        CONVERTED,
        /** Only told. */
        NOTE
    }

    /** A sheet with dossiers, and the lines of its headings. */
    public record SheetFound(String name, int firstHeading, int lastHeading, List<String> columns) {}

    /**
     * A row that is a dossier.
     *
     * @param line as the spreadsheet numbers it
     * @param record as the intake takes it, but for the revision; null when something needed is missing
     * @param sound whether the record may be taken: nothing is wrong or in doubt
     * @param checked whether a person said of the row that it is right as it stands
     * @param repeats whether it is the same as a row before it
     */
    public record Row(
            int sheet, int line, @Nullable ObjectNode record, boolean sound, boolean checked, boolean repeats) {}

    /**
     * One thing that a person should know.
     *
     * @param sheet name of the sheet; empty for the whole book
     * @param line 0 for the whole sheet
     * @param cell address such as {@code C17}; empty for the whole row
     */
    public record Finding(
            Kind kind, String code, String sheet, int line, String cell, Words what, Words found, Words cure) {

        /** Whether the row cannot be taken. */
        public boolean isAgainst() {
            return kind == Kind.WRONG || kind == Kind.DOUBTFUL;
        }
    }

    /** How often something was found in a column. */
    public record Tally(Kind kind, String code, String sheet, String column, int times) {}

    /** Whether every row may be taken. */
    public boolean isSound() {
        return findings.stream().noneMatch(Finding::isAgainst);
    }

    /** The rows that may be taken, each once. */
    public List<Row> taken() {
        return rows.stream().filter(row -> row.sound() && !row.repeats()).toList();
    }

    /** The rows that may not. */
    public List<Row> returned() {
        return rows.stream().filter(row -> !row.sound()).toList();
    }

    /** The same with more findings against rows, which are not sound any more. */
    public BookReport with(List<Finding> more) {
        Set<String> against = more.stream()
                .filter(Finding::isAgainst)
                .map(finding -> finding.sheet() + "\n" + finding.line())
                .collect(Collectors.toSet());
        List<Row> judged = rows.stream()
                .map(row -> against.contains(sheets.get(row.sheet()).name() + "\n" + row.line())
                        ? new Row(row.sheet(), row.line(), row.record(), false, row.checked(), row.repeats())
                        : row)
                .toList();
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new BookReport(form, readable, sheets, judged, all, tallies);
    }

    /** The same with what is only told of rows: a few times per column, and then counted. */
    public BookReport told(List<Finding> notes) {
        Map<List<String>, Tally> counted = new LinkedHashMap<>();
        List<Finding> all = new ArrayList<>(findings);
        for (Finding note : notes) {
            String column = note.cell().replaceAll("\\d", "");
            Tally tally = counted.merge(
                    List.of(note.code(), note.sheet(), column),
                    new Tally(note.kind(), note.code(), note.sheet(), column, 1),
                    (before, one) -> new Tally(one.kind(), one.code(), one.sheet(), column, before.times() + 1));
            if (tally.times() <= Limits.LISTED) {
                all.add(note);
            }
        }
        List<Tally> sums = new ArrayList<>(tallies);
        sums.addAll(counted.values());
        return new BookReport(form, readable, sheets, rows, all, sums);
    }
}
