package vn.lienthong.hub.wardbook;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.wardbook.DateReading.At;
import vn.lienthong.hub.wardbook.DateReading.Doubtful;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Kind;
import vn.lienthong.hub.wardbook.Grid.Line;

/** A column of dates, read in the light of all of them. */
final class DateColumn {
    private static final Pattern NUMBERS = Pattern.compile("\\b(\\d{1,2}) ?[-/.] ?(\\d{1,2}) ?[-/.] ?\\d{2,4}\\b");
    private final BookDates dates;
    private final boolean turned;

    private DateColumn(BookDates dates, boolean turned) {
        this.dates = dates;
        this.turned = turned;
    }

    /**
     * Two traps. Texts such as 05/27/2025 say that who wrote the column puts the month first. And a spreadsheet that is set up for the
     * month first takes 05/03/2025 for 3 May and leaves 27/05/2025 a text: then all dates that it keeps as such have days up to 12, and all
     * texts days above.
     */
    static DateColumn of(List<Line> lines, int column, boolean birth, LocalDate today) {
        int monthFirst = 0;
        int high = 0;
        int low = 0;
        int kept = 0;
        int keptHigh = 0;
        for (Line line : lines) {
            Cell cell = line.at(column);
            if (cell.date() != null) {
                kept++;
                keptHigh += cell.date().getDayOfMonth() > 12 ? 1 : 0;
            } else if (cell.kind() == Kind.TEXT) {
                Matcher numbers = NUMBERS.matcher(BookDates.plain(cell.text()));
                if (numbers.find()) {
                    boolean highFirst = Integer.parseInt(numbers.group(1)) > 12;
                    boolean highSecond = Integer.parseInt(numbers.group(2)) > 12;
                    monthFirst += highSecond && !highFirst ? 1 : 0;
                    high += highFirst ? 1 : 0;
                    low += highFirst || highSecond ? 0 : 1;
                }
            }
        }
        boolean turned = kept > 0 && keptHigh == 0 && high > 0 && low == 0;
        return new DateColumn(new BookDates(birth, today, monthFirst > 0), turned);
    }

    DateReading read(Cell cell) {
        if (cell.date() == null) {
            return dates.read(cell.text());
        }
        DateReading reading = dates.of(cell.date(), cell.kind() != Kind.DATE);
        LocalDate other = turned && reading instanceof At at ? BookDates.turned(at.day()) : null;
        LocalTime time = reading instanceof At at ? at.time() : null;
        return other == null ? reading : new Doubtful(List.of(((At) reading).day(), other), time);
    }
}
