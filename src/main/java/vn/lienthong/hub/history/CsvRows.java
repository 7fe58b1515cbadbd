package vn.lienthong.hub.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.Finding;

/**
 * CSV as machines write it: quoted by RFC 4180, parted by comma, semicolon or tab as its header is. A quotation mark that nothing closes spoils the line it stands
 * in and no other.
 */
final class CsvRows implements RowSource {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    private final Path path;
    private final Charset charset;
    private final CSVFormat format;
    private final int limit;
    private final Cells cells;
    private final int columns;
    private CsvReader reader;
    private CSVParser parser;
    private Iterator<CSVRecord> records;
    /** Lines before those that the parser reads. */
    private long skipped;

    private long rows;

    CsvRows(Path path, Columns columns, int limit, Mark mark) throws IOException {
        this.path = path;
        this.limit = limit;
        this.charset = charset(columns.text("charset"));
        this.skipped = columns.headerRow() - 1L;
        this.reader = new CsvReader(path, charset, skipped, limit);
        this.format = format(columns.text("separator"));
        this.parser = CSVParser.parse(reader, format);
        this.records = parser.iterator();
        List<String> header = header();
        this.cells = new Cells(Head.of(header, columns));
        this.columns = header.size();
        while (rows < mark.rows() && next() != null) {
            // What was read before this mark is read past.
        }
    }

    private static Charset charset(@Nullable String name) throws Unreadable {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw Field.wrong("charset", name == null ? "none" : name, "Examples: UTF-8, UTF-16, windows-1258.");
        }
    }

    private CSVFormat format(@Nullable String separator) throws IOException {
        char by = separator == null || separator.isEmpty() ? separator() : separator.charAt(0);
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(by)
                .setIgnoreEmptyLines(true)
                .setTrailingData(true)
                .get();
    }

    /** The one that its header has most of, outside of quotation marks. */
    private char separator() throws IOException {
        try (BufferedReader first = new BufferedReader(new CsvReader(path, charset, skipped, limit))) {
            String line = String.valueOf(first.readLine()).replaceAll("\"[^\"]*\"", "");
            char best = SEPARATORS[0];
            for (char one : SEPARATORS) {
                best = count(line, one) > count(line, best) ? one : best;
            }
            return best;
        }
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }

    private List<String> header() throws IOException {
        try {
            return records.hasNext() ? records.next().toList() : List.of();
        } catch (UncheckedIOException e) {
            throw new Unreadable(
                    "bad-header",
                    "The header of the table cannot be read.",
                    "a quotation mark without its other half, or a line without end",
                    "Correct the header, or say with --columns in which row it is (header-row).");
        }
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            long line = skipped + parser.getCurrentLineNumber();
            try {
                if (!records.hasNext()) {
                    return null;
                }
                List<@Nullable Object> found = new ArrayList<>(records.next().toList());
                reader.rowEnds();
                if (!Cells.isEmpty(found.subList(Math.min(columns, found.size()), found.size()))) {
                    return Row.flawed(++rows, new byte[0], tooMany(found.size()));
                }
                if (!Cells.isEmpty(found)) {
                    return cells.row(++rows, found);
                }
            } catch (UncheckedIOException e) {
                goOnBehind(line);
                return Row.flawed(++rows, new byte[0], broken(line + 1));
            }
        }
    }

    /** Leaves the line out that could not be read, and reads on from the next. */
    private void goOnBehind(long line) throws IOException {
        parser.close();
        skipped = line + 1;
        reader = new CsvReader(path, charset, skipped, limit);
        parser = CSVParser.parse(reader, format);
        records = parser.iterator();
    }

    private static Finding broken(long line) {
        return new Finding(
                "broken-row",
                "",
                "The row cannot be told from the next one.",
                "a quotation mark without its other half, in line " + line,
                "Correct the quotation marks of this line; one inside a text is written twice.");
    }

    /** Which cell has moved, nobody can say. */
    private Finding tooMany(int found) {
        return new Finding(
                "too-many-cells",
                "",
                "A row has more cells than there are columns.",
                found + " cells, " + columns + " columns",
                "Put cells that hold the separator into quotation marks.");
    }

    @Override
    public Mark mark() {
        return new Mark(rows, "");
    }

    @Override
    public double share() {
        return reader.share();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
