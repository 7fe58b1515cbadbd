package vn.lienthong.hub.wardbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import vn.lienthong.hub.reference.LegacyText;
import vn.lienthong.hub.reference.SheetDays;
import vn.lienthong.hub.reference.SheetWords;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Line;
import vn.lienthong.hub.wardbook.Grid.Sheet;

/** The cells of a CSV, whatever separates them and however they are encoded. */
final class CsvReader {
    private static final char[] SEPARATORS = {';', ',', '\t', '|'};
    /** Lines among which headings are looked for. */
    private static final int TRIED = 40;

    private CsvReader() {}

    static Grid read(byte[] bytes, SheetWords words) throws Unreadable {
        if (looksBinary(bytes)) {
            throw new Unreadable(Remark.BOOK_OTHER_FORM, "bytes 00");
        }
        String text = text(bytes);
        String first = text.lines().findFirst().orElse("");
        boolean told = first.matches("sep=.");
        String rest =
                told ? text.substring(text.indexOf(first) + first.length()).replaceFirst("^\\R", "") : text;
        char separator = told ? first.charAt(4) : separator(rest, words);
        List<Line> lines = new ArrayList<>();
        int cells = 0;
        for (CSVRecord record : records(rest, separator, Integer.MAX_VALUE)) {
            Line line = line(record, told ? 1 : 0);
            cells += line.cells().size();
            if (!line.isEmpty()) {
                lines.add(line);
            }
            if (lines.size() > Limits.ROWS || cells > 4 * Limits.CELLS) {
                throw new Unreadable(Remark.BOOK_TOO_LARGE, "> " + Limits.ROWS + " rows or " + Limits.CELLS + " cells");
            }
        }
        return new Grid("CSV", List.of(new Sheet("CSV", lines, SheetDays.FROM_1900)));
    }

    private static Line line(CSVRecord record, int before) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(record.size(), Limits.COLUMNS); i++) {
            cells.add(Cell.text(record.get(i)));
        }
        return new Line(Math.toIntExact(record.getRecordNumber()) + before, false, cells);
    }

    /** The one that splits headings off; where none does, the one that splits most. */
    private static char separator(String text, SheetWords words) {
        char best = SEPARATORS[0];
        long most = -1;
        for (char separator : SEPARATORS) {
            long score = 0;
            try {
                for (CSVRecord record : records(text, separator, TRIED)) {
                    long known = record.stream()
                            .filter(cell -> words.meaning("column", cell).isPresent())
                            .count();
                    score += 1_000 * known * known + record.size() - 1;
                }
            } catch (Unreadable e) {
                score = 0;
            }
            if (score > most) {
                best = separator;
                most = score;
            }
        }
        return best;
    }

    /** A quote that is never closed would swallow all lines behind it, so it is no CSV. */
    private static List<CSVRecord> records(String text, char separator, int limit) throws Unreadable {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .get();
        List<CSVRecord> records = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            for (CSVRecord record : parser) {
                if (records.size() == limit) {
                    break;
                }
                records.add(record);
            }
            return records;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new Unreadable(
                    Remark.BOOK_DAMAGED,
                    new Words(
                            "a quote that is never closed, behind row " + records.size(),
                            "dấu nháy kép không đóng, sau hàng " + records.size()));
        }
    }

    /** Unicode as a whole where it is; else each line by itself, for old files have lines of several encodings. */
    static String text(byte[] bytes) {
        Charset wide = wide(bytes);
        if (wide != null) {
            String text = new String(bytes, wide);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return byLine(bytes);
        }
    }

    private static String byLine(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int from = 0;
        for (int at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '\n') {
                text.append(LegacyText.cell(Arrays.copyOfRange(bytes, from, at)));
                text.append(at == bytes.length ? "" : "\n");
                from = at + 1;
            }
        }
        return text.toString();
    }

    /** UTF-16, told by its mark or by the zero bytes beside ASCII letters; null when it is none. */
    private static @org.jspecify.annotations.Nullable Charset wide(byte[] bytes) {
        if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        int seen = Math.min(bytes.length, 2_000) & ~1;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < seen; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        if (even == 0 && odd > seen / 8) {
            return StandardCharsets.UTF_16LE;
        }
        return odd == 0 && even > seen / 8 ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean looksBinary(byte[] bytes) {
        if (wide(bytes) != null) {
            return false;
        }
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
