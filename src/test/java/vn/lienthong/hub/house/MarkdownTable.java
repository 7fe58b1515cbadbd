package vn.lienthong.hub.house;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in a document, found by its heading row. Cells lose their white space and back-ticks. */
record MarkdownTable(List<String> columns, List<List<String>> rows) {

    /** The table in a document whose first column has this heading. */
    static MarkdownTable find(String document, String firstColumn) {
        List<String> lines = document.lines().toList();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (isRow(lines.get(i)) && isRule(lines.get(i + 1))) {
                List<String> columns = cells(lines.get(i));
                if (columns.get(0).equals(firstColumn)) {
                    return new MarkdownTable(columns, rowsAfter(lines, i + 2));
                }
            }
        }
        throw new AssertionError("No table whose first column is '" + firstColumn + "'.");
    }

    /** One column, top to bottom. */
    List<String> column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new AssertionError("No column '" + name + "'. Found: " + columns + ".");
        }
        return rows.stream().map(row -> row.get(index)).toList();
    }

    private static List<List<String>> rowsAfter(List<String> lines, int first) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = first; i < lines.size() && isRow(lines.get(i)); i++) {
            rows.add(cells(lines.get(i)));
        }
        return rows;
    }

    private static boolean isRow(String line) {
        return line.startsWith("|") && line.stripTrailing().endsWith("|");
    }

    private static boolean isRule(String line) {
        return line.matches("[|:\\- ]+");
    }

    private static List<String> cells(String line) {
        String inner = line.strip();
        return Arrays.stream(inner.substring(1, inner.length() - 1).split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.replace("`", "").replace("\\|", "|").strip())
                .toList();
    }
}
