package vn.lienthong.hub.wardbook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.wardbook.BookReport.Row;
import vn.lienthong.hub.wardbook.Findings.Place;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Line;

/** Goes through the rows below the headings of a sheet and tells dossiers from all else that stands there. */
final class SheetReader {
    /** As many cells has a line of names and seals at the end; a dossier has more. */
    private static final int FEW = 2;

    private static final Set<Field> KEYS = Set.of(
            Field.DOSSIER_CODE, Field.RECEIVED_AT, Field.APPLICANT_NAME, Field.PROCEDURE_CODE, Field.PROCEDURE_NAME);

    private final BookRules rules;
    private final Findings findings;
    private final @Nullable String unit;

    /** What the rows of a sheet have in common. */
    record Columns(LegacySheet sheet, Header header, Map<Field, DateColumn> dates) {
        Cell cell(Line line, Field field) {
            Integer column = header.columns().get(field);
            return column == null ? Cell.NOTHING : line.at(column);
        }

        Place place(Line line, Field field) {
            return new Place(
                    sheet.sheet().name(), line.number(), header.columns().getOrDefault(field, -1));
        }

        String name() {
            return sheet.sheet().name();
        }
    }

    SheetReader(BookRules rules, Findings findings, @Nullable String unit) {
        this.rules = rules;
        this.findings = findings;
        this.unit = unit;
    }

    List<Row> read(int index, LegacySheet sheet, Header header) {
        Map<Field, DateColumn> dates = new EnumMap<>(Field.class);
        List<Line> below = sheet.sheet().lines().stream()
                .filter(line -> line.number() > header.last())
                .toList();
        header.columns().forEach((field, column) -> {
            if (field.isDate()) {
                boolean birth = field == Field.BORN_ON || field == Field.IDENTITY_DATE;
                dates.put(field, DateColumn.of(below, column, birth, rules.today()));
            }
        });
        Columns columns = new Columns(sheet, header, dates);
        List<Row> rows = new ArrayList<>();
        for (Line line : below) {
            Row row = isDossier(columns, line) ? row(index, columns, line) : null;
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Row row(int index, Columns columns, Line line) {
        if (line.hidden()) {
            findings.add(
                    Remark.ROW_HIDDEN, Place.row(columns.name(), line.number()), Words.same("row " + line.number()));
        }
        boolean checked = rules.words()
                .meaning("checked", columns.cell(line, Field.CHECKED).text())
                .isPresent();
        ObjectNode record = new RowReader(rules, findings, columns, line, checked).read(unit);
        boolean sound = !findings.isAgainst(columns.name(), line.number())
                && !findings.isAgainst(columns.name(), columns.header().last());
        return new Row(index, line.number(), sound ? record : null, sound, checked, false);
    }

    private boolean isDossier(Columns columns, Line line) {
        Place place = Place.row(columns.name(), line.number());
        String first = line.cells().stream()
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .orElse(Cell.NOTHING)
                .text();
        String code = columns.cell(line, Field.DOSSIER_CODE).text();
        if (rules.isExample(code)) {
            findings.add(Remark.ROW_EXAMPLE, place, Words.same("row " + line.number()));
            return false;
        }
        boolean total =
                rules.words().meaning("total", code.isEmpty() ? first : code).isPresent();
        boolean empty =
                KEYS.stream().allMatch(field -> columns.cell(line, field).isEmpty());
        boolean nothing = columns.header().columns().entrySet().stream()
                .filter(entry -> entry.getKey() != Field.SERIAL && entry.getKey() != Field.REMARKS)
                .allMatch(entry -> line.at(entry.getValue()).isEmpty());
        boolean signature = code.isEmpty()
                && line.cells().stream().filter(cell -> !cell.isEmpty()).count() <= FEW;
        if (total || empty || signature || columns.header().isRepeatedIn(line) || isNumbering(line)) {
            // A row of which only the running number stands there is an empty one.
            if (!nothing) {
                findings.add(Remark.ROW_LEFT_OUT, place, Words.shape(first));
            }
            return false;
        }
        return true;
    }

    /** (1) (2) (3) below the headings. */
    private static boolean isNumbering(Line line) {
        int before = -1;
        int seen = 0;
        for (Cell cell : line.cells()) {
            if (!cell.isEmpty()) {
                String text = cell.text().strip();
                if (!text.matches("\\(?\\d{1,2}\\)?")) {
                    return false;
                }
                int number = Integer.parseInt(text.replaceAll("[()]", ""));
                if (before >= 0 && number != before + 1) {
                    return false;
                }
                before = number;
                seen++;
            }
        }
        return seen >= 3;
    }
}
