package vn.lienthong.hub.wardbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.LegacyText;
import vn.lienthong.hub.reference.LegacyText.Converted;
import vn.lienthong.hub.reference.LegacyText.Doubtful;
import vn.lienthong.hub.reference.LegacyText.Encoding;
import vn.lienthong.hub.reference.LegacyText.Plain;
import vn.lienthong.hub.reference.LegacyText.Reading;
import vn.lienthong.hub.reference.Text;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Kind;
import vn.lienthong.hub.wardbook.Grid.Line;
import vn.lienthong.hub.wardbook.Grid.Sheet;

/** A sheet whose texts are Unicode where that is sure: all of its cells are read in the light of each other. */
record LegacySheet(Sheet sheet, Map<Long, Reading> readings) {

    static LegacySheet of(Sheet sheet, LegacyText legacy) {
        List<String> texts = new ArrayList<>();
        sheet.lines()
                .forEach(line ->
                        line.cells().stream().filter(LegacySheet::isRead).forEach(cell -> texts.add(cell.text())));
        List<Reading> all = legacy.readAll(texts);
        Map<Long, Reading> readings = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        int at = 0;
        for (Line line : sheet.lines()) {
            List<Cell> cells = new ArrayList<>(line.cells());
            for (int column = 0; column < cells.size(); column++) {
                Cell cell = cells.get(column);
                if (isRead(cell)) {
                    Reading reading = all.get(at++);
                    cells.set(column, withText(cell, reading.text()));
                    if (!(reading instanceof Plain)) {
                        readings.put(key(line.number(), column), reading);
                    }
                }
            }
            lines.add(new Line(line.number(), line.hidden(), cells));
        }
        return new LegacySheet(new Sheet(sheet.name(), lines, sheet.days()), readings);
    }

    private static boolean isRead(Cell cell) {
        return cell.kind() == Kind.TEXT;
    }

    private static Cell withText(Cell cell, String text) {
        String bare = Text.trimmed(text);
        // What the hub itself put before a text that a spreadsheet might take for a formula.
        String own = bare.matches("'[=+@-].*") ? bare.substring(1) : bare;
        Cell made = Cell.text(own);
        return cell.merged() ? made.partOfMerged() : made;
    }

    @Nullable
    Reading at(int line, int column) {
        return readings.get(key(line, column));
    }

    /** Says how a text was written; whether it is sure. Letters and marks apart are no old encoding, and not worth a word. */
    boolean tell(Findings.Place place, boolean checked, Findings findings) {
        Reading reading = at(place.line(), place.column());
        if (reading instanceof Converted converted && converted.from() != Encoding.NFD) {
            Words from = Words.same(converted.from().name());
            findings.add(converted.caseLost() ? Remark.CAPITALS_LOST : Remark.TEXT_CONVERTED, place, from);
        }
        if (reading instanceof Doubtful doubtful && !checked) {
            String ways = String.join(
                    ", ",
                    doubtful.candidates().stream()
                            .map(one -> one.encoding().name())
                            .distinct()
                            .toList());
            findings.add(
                    Remark.TEXT_DOUBTFUL,
                    place,
                    ways.isEmpty()
                            ? new Words("letters are lost", "mất chữ")
                            : new Words("it may be " + ways, "có thể là " + ways));
            return false;
        }
        return true;
    }

    private static long key(int line, int column) {
        return (long) line << 16 | column;
    }
}
