package vn.lienthong.hub.wardbook;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.lienthong.hub.reference.SheetDays;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Line;
import vn.lienthong.hub.wardbook.Grid.Sheet;

/**
 * Numbers of days in columns of dates that no format shows as dates, in a book that counts from 1904: they get their dates at once, for
 * such a number means another day as soon as it stands in another book, the one that goes back to the clerk too.
 */
final class SerialDates {
    private SerialDates() {}

    static Sheet known(Sheet sheet, Header header) {
        if (sheet.days() == SheetDays.FROM_1900) {
            return sheet;
        }
        Set<Integer> columns = header.columns().entrySet().stream()
                .filter(column -> column.getKey().isDate())
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        List<Line> lines = sheet.lines().stream()
                .map(line -> line.number() <= header.last() ? line : known(line, columns, sheet.days()))
                .toList();
        return new Sheet(sheet.name(), lines, sheet.days());
    }

    private static Line known(Line line, Set<Integer> columns, SheetDays days) {
        List<Cell> cells = IntStream.range(0, line.cells().size())
                .mapToObj(column -> columns.contains(column) ? known(line.at(column), days) : line.at(column))
                .toList();
        return new Line(line.number(), line.hidden(), cells);
    }

    private static Cell known(Cell cell, SheetDays days) {
        String plain = BookDates.plain(cell.text());
        if (cell.date() != null || !BookDates.SERIAL.matcher(plain).matches()) {
            return cell;
        }
        BigDecimal number = new BigDecimal(plain.replace(',', '.'));
        return new Cell(
                cell.kind(), cell.text(), number, BookDates.ofSerial(number, days), cell.zeros(), cell.merged());
    }
}
