package vn.lienthong.hub.reference;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a table, read cell by cell; a cell that cannot be read ends the row with a fault that names file, line and column. */
final class Row {
    private final String file;
    private final int line;
    private final Map<String, Integer> columns;
    private final List<String> cells;

    Row(String file, int line, Map<String, Integer> columns, List<String> cells) {
        this.file = file;
        this.line = line;
        this.columns = columns;
        this.cells = cells;
    }

    String where() {
        return file + ":" + line;
    }

    /** The cell, which must not be empty. NFC, without blanks around it. */
    String text(String column) {
        String cell = cell(column);
        if (cell.isEmpty()) {
            throw bad(column, "must not be empty.", "nothing", "Fill it in.");
        }
        return cell;
    }

    /** The cell, or null when it is empty. */
    @Nullable
    String textOrNull(String column) {
        String cell = cell(column);
        return cell.isEmpty() ? null : cell;
    }

    @Nullable
    LocalDate dateOrNull(String column) {
        return cell(column).isEmpty() ? null : date(column);
    }

    LocalDate date(String column) {
        String cell = text(column);
        try {
            return LocalDate.parse(cell);
        } catch (DateTimeParseException e) {
            throw bad(column, "must be a day.", cell, "Write it as 2024-12-01.");
        }
    }

    int whole(String column) {
        String cell = text(column);
        try {
            return Integer.parseInt(cell);
        } catch (NumberFormatException e) {
            throw bad(column, "must be a whole number.", cell, "Write digits only.");
        }
    }

    boolean yes(String column) {
        String cell = text(column);
        if (!cell.equals("yes") && !cell.equals("no")) {
            throw bad(column, "must be yes or no.", cell, "Write yes or no.");
        }
        return cell.equals("yes");
    }

    /** The constant that the cell names, as written in the table. */
    <E extends Enum<E>> E choice(String column, Class<E> choices) {
        String cell = text(column);
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equals(cell))
                .findFirst()
                .orElseThrow(() -> bad(
                        column,
                        "must be one of the known words.",
                        cell,
                        "Choose one of " + Arrays.toString(choices.getEnumConstants()) + "."));
    }

    /** The cell, which must have the given shape as a whole. */
    String shaped(String column, String pattern, String cure) {
        String cell = text(column);
        if (!cell.matches(pattern)) {
            throw bad(column, "has not the expected shape.", cell, cure);
        }
        return cell;
    }

    BadRow bad(String column, String what, String found, String cure) {
        return new BadRow(new TableFault(where(), "Column " + column + " " + what, found, cure));
    }

    private String cell(String column) {
        Integer index = columns.get(column);
        if (index == null) {
            throw new IllegalArgumentException(
                    "The code asks for column " + column + " which " + file + " does not declare.");
        }
        return Text.nfc(cells.get(index).strip());
    }
}
