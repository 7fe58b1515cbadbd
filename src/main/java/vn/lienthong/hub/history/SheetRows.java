package vn.lienthong.hub.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.SheetDays;

/** A sheet of an XLSX file, streamed: only its shared texts are in memory. Dates are read as dates, long numbers as they are, not as 4.2E10. */
final class SheetRows implements RowSource {
    private static final Pattern DATE = Pattern.compile("[dmyhs]");
    private static final Pattern NO_FORM = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^]]*]");

    private final ReadableWorkbook book;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> records;
    private final Cells cells;
    private final SheetDays days;
    private long rows;

    SheetRows(Path path, Columns columns, Mark mark) throws IOException {
        this.book = book(path);
        try {
            this.days = SheetDays.of(path);
            this.stream = sheet(columns.text("sheet")).openStream();
            this.records = stream.iterator();
            this.cells = new Cells(Head.of(header(columns.headerRow()), columns));
            while (rows < mark.rows() && next() != null) {
                // What was read before this mark is read past.
            }
        } catch (IOException e) {
            book.close();
            throw e;
        } catch (RuntimeException e) {
            book.close();
            throw broken(e);
        }
    }

    private static ReadableWorkbook book(Path path) throws IOException {
        try {
            return new ReadableWorkbook(path.toFile(), new ReadingOptions(true, true));
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        }
    }

    private static Unreadable broken(Exception e) {
        return new Unreadable(
                "broken-workbook",
                "The workbook cannot be read.",
                e.getClass().getSimpleName() + ": "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                "Open it in a spreadsheet program and save it again as .xlsx; .xls of the old kind is saved as .xlsx too.");
    }

    private Sheet sheet(@Nullable String name) throws Unreadable {
        Optional<Sheet> found = name == null ? book.getSheets().findFirst() : book.findSheet(name);
        return found.orElseThrow(() -> new Unreadable(
                "no-sheet",
                "The workbook has no such sheet.",
                String.valueOf(name),
                "It has: " + book.getSheets().map(Sheet::getName).collect(Collectors.joining(", ")) + "."));
    }

    private List<String> header(int number) {
        while (records.hasNext()) {
            org.dhatim.fastexcel.reader.Row row = records.next();
            if (row.getRowNum() >= number) {
                return values(row).stream()
                        .map(cell -> cell == null ? "" : cell.toString())
                        .toList();
            }
        }
        return List.of();
    }

    @Override
    public @Nullable Row next() throws IOException {
        try {
            while (records.hasNext()) {
                List<@Nullable Object> found = values(records.next());
                if (!Cells.isEmpty(found)) {
                    return cells.row(++rows, found);
                }
            }
            return null;
        } catch (ExcelReaderException | UncheckedIOException | IllegalStateException e) {
            throw broken(e);
        }
    }

    private List<@Nullable Object> values(org.dhatim.fastexcel.reader.Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < row.getCellCount(); i++) {
            values.add(row.getOptionalCell(i).map(this::value).orElse(null));
        }
        return values;
    }

    private @Nullable Object value(Cell cell) {
        if (cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA && isNumber(cell)) {
            BigDecimal number = new BigDecimal(cell.getRawValue());
            LocalDateTime date = isDate(cell.getDataFormatString()) ? days.at(number) : null;
            return date == null ? number.stripTrailingZeros().toPlainString() : date;
        }
        return cell.getType() == CellType.ERROR ? cell.getRawValue() : cell.getText();
    }

    private static boolean isNumber(Cell cell) {
        return cell.getValue() instanceof BigDecimal;
    }

    private static boolean isDate(@Nullable String form) {
        return form != null
                && DATE.matcher(NO_FORM.matcher(form.toLowerCase(Locale.ROOT)).replaceAll(""))
                        .find();
    }

    @Override
    public Mark mark() {
        return new Mark(rows, "");
    }

    /** What a sheet holds in all, its file does not say. */
    @Override
    public double share() {
        return -1;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        book.close();
    }
}
