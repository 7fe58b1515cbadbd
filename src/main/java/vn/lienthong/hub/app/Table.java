package vn.lienthong.hub.app;

import java.util.ArrayList;
import java.util.List;

/** Columns for people: texts to the left, numbers to the right. Vietnamese letters are one column each because text is kept in NFC. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int numbersFrom;

    /**
     * An empty table.
     *
     * @param numbersFrom index of the first column that is set to the right
     */
    Table(int numbersFrom, String... heads) {
        this.numbersFrom = numbersFrom;
        rows.add(List.of(heads));
    }

    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i < numbersFrom ? row.get(i) + pad : pad + row.get(i))
                        .append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
