package vn.lienthong.hub.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values strictly by RFC 4180. What spreadsheets get away with (a quote in the middle of a bare
 * cell, text behind a closing quote, a quote that never closes) is refused: a guess here would shift a column unseen.
 */
final class Csv {

    /** One record and the line, counted from 1, on which it begins. */
    record Line(int number, List<String> cells) {}

    private final String file;
    private final String text;
    private int at;
    private int line = 1;

    private Csv(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** All records, the header among them. An empty line between records is a fault. */
    static List<Line> read(String file, String text) {
        return new Csv(file, text).records();
    }

    private List<Line> records() {
        List<Line> records = new ArrayList<>();
        while (at < text.length()) {
            int begin = line;
            List<String> cells = record();
            if (cells.size() == 1 && cells.get(0).isEmpty()) {
                throw bad(begin, "A line is empty.", "nothing", "Remove the empty line.");
            }
            records.add(new Line(begin, cells));
        }
        return records;
    }

    private List<String> record() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        endOfLine();
        return cells;
    }

    private void endOfLine() {
        if (at >= text.length()) {
            return;
        }
        if (text.startsWith("\r\n", at)) {
            at++;
        }
        if (text.charAt(at) != '\n') {
            throw bad(
                    line,
                    "A cell goes on behind its closing quote, or a line ends in a bare carriage return.",
                    "character U+%04X".formatted((int) text.charAt(at)),
                    "Quote the whole cell; write a quote inside as two quotes.");
        }
        at++;
        line++;
    }

    private String cell() {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : bare();
    }

    private String bare() {
        int from = at;
        while (at < text.length() && !endsBareCell(text.charAt(at))) {
            if (text.charAt(at) == '"') {
                throw bad(
                        line,
                        "A quote stands in a cell that does not begin with one.",
                        text.substring(from, at + 1),
                        "Quote the whole cell; write a quote inside as two quotes.");
            }
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean endsBareCell(char c) {
        return c == ',' || c == '\n' || c == '\r';
    }

    private String quoted() {
        int begin = line;
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (at >= text.length() || text.charAt(at) != '"') {
                    return cell.toString();
                }
                at++;
            } else if (c == '\n') {
                line++;
            }
            cell.append(c);
        }
        throw bad(begin, "A quoted cell never ends.", "end of file", "Close the quote that opens on this line.");
    }

    private BadRow bad(int number, String what, String found, String cure) {
        return new BadRow(new TableFault(file + ":" + number, what, found, cure));
    }
}
