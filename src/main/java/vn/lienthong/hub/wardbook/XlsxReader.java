package vn.lienthong.hub.wardbook;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.SheetDays;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Kind;
import vn.lienthong.hub.wardbook.Grid.Line;
import vn.lienthong.hub.wardbook.Grid.Sheet;
import vn.lienthong.hub.wardbook.XlsxParts.Marks;

/** The cells of an XLSX, row by row. */
final class XlsxReader {
    /** As many digits as a spreadsheet shows of a number; those behind are noise of its binary form. */
    private static final MathContext SHOWN = new MathContext(15);

    private static final Pattern NOT_FORMAT = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.");
    private static final Pattern ERROR = Pattern.compile("#(N/A|REF!|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!|SPILL!)");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");

    private final SheetDays days;
    private int cells;
    private long letters;

    private XlsxReader(SheetDays days) {
        this.days = days;
    }

    static Grid read(Path file, XlsxParts parts) throws Unreadable {
        List<Sheet> sheets = new ArrayList<>();
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true))) {
            XlsxReader reader = new XlsxReader(SheetDays.of(file));
            for (org.dhatim.fastexcel.reader.Sheet sheet : book.getSheets().toList()) {
                if (sheets.size() == Limits.SHEETS) {
                    throw new Unreadable(Remark.BOOK_TOO_LARGE, "> " + Limits.SHEETS + " sheets");
                }
                sheets.add(reader.sheet(sheet, parts.of(sheet.getName())));
            }
        } catch (IOException | RuntimeException e) {
            // The library throws its own unchecked ones for whatever it did not expect.
            throw new Unreadable(Remark.BOOK_DAMAGED, e.getClass().getSimpleName());
        }
        return new Grid("XLSX", sheets);
    }

    private Sheet sheet(org.dhatim.fastexcel.reader.Sheet sheet, Marks marks) throws IOException, Unreadable {
        List<Line> lines = new ArrayList<>();
        try (Stream<org.dhatim.fastexcel.reader.Row> rows = sheet.openStream()) {
            for (org.dhatim.fastexcel.reader.Row row : (Iterable<org.dhatim.fastexcel.reader.Row>) rows::iterator) {
                Line line = line(row, marks);
                if (!line.isEmpty()) {
                    lines.add(line);
                }
                if (lines.size() > Limits.ROWS) {
                    throw new Unreadable(
                            Remark.BOOK_TOO_LARGE, Words.shown(sheet.getName() + ": > " + Limits.ROWS + " rows"));
                }
            }
        }
        return new Sheet(sheet.getName(), Merged.filled(lines, marks.merged()), days);
    }

    private Line line(org.dhatim.fastexcel.reader.Row row, Marks marks) throws Unreadable {
        List<Cell> line = new ArrayList<>();
        int width = Math.min(row.getCellCount(), Limits.COLUMNS);
        for (int column = 0; column < width; column++) {
            org.dhatim.fastexcel.reader.Cell cell = row.getOptionalCell(column).orElse(null);
            Cell read = cell == null ? Cell.NOTHING : cell(cell);
            line.add(read);
            cells += read.isEmpty() ? 0 : 1;
            letters += read.text().length();
        }
        if (cells > Limits.CELLS || letters > Limits.TEXT) {
            throw new Unreadable(Remark.BOOK_TOO_LARGE, cells + " cells, " + letters + " characters");
        }
        return new Line(row.getRowNum(), marks.hidden().get(row.getRowNum()), line);
    }

    private Cell cell(org.dhatim.fastexcel.reader.Cell cell) {
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.EMPTY || raw == null && cell.getType() != CellType.FORMULA) {
            return Cell.NOTHING;
        }
        if (raw == null) {
            return new Cell(Kind.FORMULA, "=" + cell.getFormula());
        }
        if (cell.getType() == CellType.ERROR || ERROR.matcher(raw).matches()) {
            return new Cell(Kind.ERROR, raw);
        }
        if (cell.getType() == CellType.BOOLEAN) {
            return Cell.text(raw.equals("1") ? "TRUE" : "FALSE");
        }
        boolean number = cell.getType() == CellType.NUMBER
                || cell.getType() == CellType.FORMULA && DECIMAL.matcher(raw).matches();
        return number ? number(cell, raw) : Cell.text(raw.length() > Limits.CELL ? raw.substring(0, Limits.CELL) : raw);
    }

    private Cell number(org.dhatim.fastexcel.reader.Cell cell, String raw) {
        BigDecimal number = new BigDecimal(raw).round(SHOWN);
        String format = cell.getDataFormatString();
        if (isDate(cell.getDataFormatId(), format) && number.signum() > 0 && number.compareTo(BigDecimal.ONE) >= 0) {
            LocalDateTime date = BookDates.ofSerial(number, days);
            if (date != null) {
                return new Cell(Kind.DATE, plain(number), number, date, 0, false);
            }
        }
        boolean zeros = format != null && format.matches("0{2,20}");
        return new Cell(Kind.NUMBER, plain(number), number, null, zeros ? format.length() : 0, false);
    }

    private static String plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return bare.precision() - bare.scale() > 30 || bare.scale() > 30 ? bare.toString() : bare.toPlainString();
    }

    private static boolean isDate(@Nullable Integer id, @Nullable String format) {
        if (format == null) {
            return id != null && id >= 14 && id <= 22;
        }
        String bare = NOT_FORMAT.matcher(format.toLowerCase(Locale.ROOT)).replaceAll("");
        return !bare.contains("general") && (bare.contains("d") || bare.contains("y"));
    }
}
