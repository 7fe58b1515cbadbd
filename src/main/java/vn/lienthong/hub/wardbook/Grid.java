package vn.lienthong.hub.wardbook;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.SheetDays;

/** A book as a table of cells, whatever file it came in. */
record Grid(String form, List<Sheet> sheets) {

    /** One sheet; lines that hold nothing are left out. */
    record Sheet(String name, List<Line> lines, SheetDays days) {}

    /**
     * One row of a sheet.
     *
     * @param number as the spreadsheet numbers it, from 1
     * @param hidden whether its reader does not see it
     */
    record Line(int number, boolean hidden, List<Cell> cells) {
        Cell at(int column) {
            return column < cells.size() ? cells.get(column) : Cell.NOTHING;
        }

        boolean isEmpty() {
            return cells.stream().allMatch(Cell::isEmpty);
        }
    }

    /** What sort of value a cell holds. */
    enum Kind {
        EMPTY,
        TEXT,
        NUMBER,
        DATE,
        ERROR,
        /** A formula without a result. */
        FORMULA
    }

    /**
     * One cell.
     *
     * @param text what a person would read, as far as it is certain
     * @param zeros digits that its number format shows at least, 0 for any other format
     * @param merged whether the value is that of a merged block which begins elsewhere
     */
    record Cell(
            Kind kind,
            String text,
            @Nullable BigDecimal number,
            @Nullable LocalDateTime date,
            int zeros,
            boolean merged) {
        static final Cell NOTHING = new Cell(Kind.EMPTY, "");

        Cell(Kind kind, String text) {
            this(kind, text, null, null, 0, false);
        }

        static Cell text(String text) {
            return text.isBlank() ? NOTHING : new Cell(Kind.TEXT, text);
        }

        Cell partOfMerged() {
            return new Cell(kind, text, number, date, zeros, true);
        }

        boolean isEmpty() {
            return kind == Kind.EMPTY;
        }
    }

    /** The address of a cell as spreadsheets write it: C17. */
    static String address(int column, int line) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.append(line).toString();
    }
}
