package vn.lienthong.hub.wardbook;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.SheetWords;
import vn.lienthong.hub.wardbook.Grid.Cell;
import vn.lienthong.hub.wardbook.Grid.Line;
import vn.lienthong.hub.wardbook.Grid.Sheet;

/**
 * Where the headings of a sheet are, and what its columns are.
 *
 * @param first line of the headings
 * @param last line of the headings: the same, or the one below where there are two rows of them
 */
record Header(
        int first,
        int last,
        Map<Field, Integer> columns,
        List<Integer> unknown,
        List<Integer> twice,
        Map<Integer, String> texts) {
    /** Titles, seals and addresses above the headings are seldom more. */
    private static final int TRIED = 40;

    private static final int FEWEST = 3;

    /** The row, or two rows, in which most headings are known; null when there are too few. */
    static @Nullable Header find(Sheet sheet, SheetWords words) {
        Header best = null;
        List<Line> lines = sheet.lines();
        for (int i = 0; i < Math.min(TRIED, lines.size()); i++) {
            Header one = of(lines.get(i), null, words);
            best = better(best, one);
            if (i + 1 < lines.size()) {
                best = better(best, of(lines.get(i), lines.get(i + 1), words));
            }
        }
        if (best == null || best.known() < FEWEST) {
            return null;
        }
        boolean ofDossiers =
                best.has(Field.DOSSIER_CODE) || best.has(Field.RECEIVED_AT) || best.has(Field.APPLICANT_NAME);
        return ofDossiers ? best : null;
    }

    private static Header better(@Nullable Header best, Header other) {
        boolean plainer =
                best != null && other.known() == best.known() && other.first == other.last && best.first != best.last;
        return best == null || plainer || other.known() > best.known() ? other : best;
    }

    private int known() {
        return columns.size();
    }

    boolean has(Field field) {
        return columns.containsKey(field);
    }

    private static Header of(Line upper, @Nullable Line lower, SheetWords words) {
        Header header = new Header(
                upper.number(),
                lower == null ? upper.number() : lower.number(),
                new EnumMap<>(Field.class),
                new ArrayList<>(),
                new ArrayList<>(),
                new java.util.TreeMap<>());
        int width =
                Math.max(upper.cells().size(), lower == null ? 0 : lower.cells().size());
        String above = "";
        for (int column = 0; column < width; column++) {
            String top = text(upper.at(column));
            String below = lower == null ? "" : text(lower.at(column));
            // A merged heading of a file that does not tell of merging stands over the first of its columns only.
            above = top.isEmpty() && !below.isEmpty() ? above : top;
            header.add(column, meaning(above, top, below, words), (top + " " + below).strip());
        }
        return header;
    }

    private static @Nullable Field meaning(String above, String top, String below, SheetWords words) {
        String together = below.isEmpty() || top.equals(below) ? top : above + " " + below;
        return words.meaning("column", together)
                .or(() -> below.isEmpty() ? words.meaning("column", top) : words.meaning("column", below))
                .map(Field::valueOf)
                .orElse(null);
    }

    private void add(int column, @Nullable Field field, String text) {
        if (!text.isEmpty()) {
            texts.put(column, text);
        }
        if (field == null) {
            if (!text.isEmpty()) {
                unknown.add(column);
            }
        } else if (columns.putIfAbsent(field, column) != null) {
            twice.add(column);
        }
    }

    /** Line breaks within a heading, and what stands behind it in brackets, say nothing. */
    private static String text(Cell cell) {
        return cell.text()
                .replaceAll("\\([^)]*\\)|\\*", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Whether a row repeats the headings, as printed pages do. */
    boolean isRepeatedIn(Line line) {
        long same = columns.entrySet().stream()
                .filter(entry -> SheetWords.folded(line.at(entry.getValue()).text())
                        .equals(SheetWords.folded(texts.getOrDefault(entry.getValue(), ""))))
                .count();
        return same >= FEWEST && same >= columns.size() - 2;
    }
}
