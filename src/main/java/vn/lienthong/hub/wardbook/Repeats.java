package vn.lienthong.hub.wardbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.wardbook.BookReport.Row;
import vn.lienthong.hub.wardbook.Findings.Place;

/** What stands twice in a book: the same is taken once, and of what differs nobody knows which holds. */
final class Repeats {
    private final Findings findings;
    private final Map<String, List<Row>> byCode = new HashMap<>();

    /** A sheet by its name, and where the code of a dossier stands in each of its lines. */
    record Codes(String sheet, Map<Integer, Place> places) {
        Place of(int line) {
            return places.getOrDefault(line, Place.row(sheet, line));
        }
    }

    Repeats(Findings findings) {
        this.findings = findings;
    }

    /** The rows as they are after that. */
    List<Row> judge(List<Row> rows, List<Codes> sheets) {
        rows.forEach(row -> {
            String code = code(row);
            if (code != null) {
                byCode.computeIfAbsent(code, key -> new ArrayList<>()).add(row);
            }
        });
        return rows.stream().map(row -> judge(row, sheets)).toList();
    }

    private Row judge(Row row, List<Codes> sheets) {
        String code = code(row);
        List<Row> same = code == null ? List.of(row) : byCode.getOrDefault(code, List.of(row));
        boolean against =
                same.stream().anyMatch(other -> !String.valueOf(other.record()).equals(String.valueOf(row.record())));
        boolean first = same.get(0).equals(row);
        boolean repeats = !against && !first;
        if (!against && !repeats) {
            return row;
        }
        Row other = first ? same.get(1) : same.get(0);
        String at = sheets.get(other.sheet()).sheet() + " " + other.line();
        findings.add(
                against ? Remark.DOSSIER_TWICE : Remark.ROW_TWICE,
                sheets.get(row.sheet()).of(row.line()),
                new Words(code + ", also in row " + at, code + ", cũng ở hàng " + at));
        return new Row(row.sheet(), row.line(), against ? null : row.record(), !against, row.checked(), repeats);
    }

    private static @Nullable String code(Row row) {
        return row.record() == null ? null : row.record().path("dossierCode").asText();
    }
}
