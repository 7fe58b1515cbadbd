package vn.lienthong.hub.reconciliation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A list in CSV, its first line the names of its columns. */
final class CsvList {
    private static final int LONGEST_HEAD = 32 << 10;

    private final Map<String, Column> names;
    private final RowMaker maker;
    private final ListFile.LineFaults faults;

    CsvList(Map<String, Column> names, RowMaker maker, ListFile.LineFaults faults) {
        this.names = names;
        this.maker = maker;
        this.faults = faults;
    }

    long read(InputStream in, Consumer<Row> told) throws IOException {
        CharsetDecoder strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        BufferedReader text = new BufferedReader(new InputStreamReader(in, strict), 1 << 16);
        CSVFormat format =
                CSVFormat.DEFAULT.builder().setDelimiter(separator(text)).get();
        long rows = 0;
        try (CSVParser parser =
                CSVParser.builder().setReader(text).setFormat(format).get()) {
            @Nullable Column[] columns = null;
            for (CSVRecord record : parser) {
                faults.at(parser.getCurrentLineNumber());
                if (columns == null) {
                    columns = head(record);
                } else if (record.size() > 1 || !record.get(0).isBlank()) {
                    rows++;
                    row(record, columns, told);
                }
            }
            if (columns == null) {
                throw faults.only(
                        "A list is empty.", "no line of names in it", "Export it again, with the line of names.");
            }
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof CSVException)) {
                throw e.getCause();
            }
            throw faults.only(
                    "A list is not CSV.",
                    "a quotation mark that does not end, or text behind one, after line " + faults.line(),
                    "Double each quotation mark within a cell, or export it again.");
        }
        return rows;
    }

    private void row(CSVRecord record, @Nullable Column[] columns, Consumer<Row> told) {
        maker.begin();
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            if (column != null) {
                maker.take(column, i < record.size() ? record.get(i) : null);
            }
        }
        Row row = maker.end();
        if (record.size() > columns.length) {
            faults.add(new vn.lienthong.hub.vocabulary.Problem(
                    "bad-list",
                    "A row has more cells than there are columns.",
                    record.size() + " cells, " + columns.length + " columns",
                    "Put cells that hold the separator into quotation marks."));
        } else if (row == null) {
            faults.add(maker.wrong());
        } else {
            told.accept(row);
        }
    }

    private @Nullable Column[] head(CSVRecord record) {
        @Nullable Column[] columns = new Column[record.size()];
        Set<Column> found = EnumSet.noneOf(Column.class);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            seen.add(record.get(i));
            Column column = names.get(Column.folded(record.get(i)));
            if (column != null && !found.add(column)) {
                throw faults.only(
                        "Two columns of a list mean the same.",
                        "'" + record.get(i) + "' and another as " + column.word(),
                        "Say which one counts: --city-column " + column.word() + "=NAME, or --province-column.");
            }
            columns[i] = column;
        }
        if (!found.contains(Column.CODE)) {
            String known = String.join(", ", seen);
            throw faults.only(
                    "A list has no column with the code of the dossier.",
                    known.substring(0, Math.min(known.length(), 200)),
                    "Say which one it is: --city-column dossier-code=NAME, or --province-column.");
        }
        return columns;
    }

    /** The one of the three that the line of names has most often. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEAD + 1);
        char[] head = new char[LONGEST_HEAD];
        int length = Math.max(0, text.read(head, 0, LONGEST_HEAD));
        text.reset();
        int[] counts = new int[3];
        for (int i = 0; i < length && head[i] != '\n'; i++) {
            int at = ",;\t".indexOf(head[i]);
            if (at >= 0) {
                counts[at]++;
            }
        }
        int best = counts[1] > counts[0] ? 1 : 0;
        return ",;\t".charAt(counts[2] > counts[best] ? 2 : best);
    }
}
