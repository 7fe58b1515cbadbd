package vn.lienthong.hub.difference;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two texts next to each other, in lines of a width; lines that are the same are left out, words that differ are marked. Immutable. */
final class SideBySide {
    private static final String ON = "\uE000";
    private static final String OFF = "\uE001";
    private static final String INDENT = "    ";
    private static final int MOST_LINES = 40;

    private final int column;
    private final boolean colour;
    private final DiffRowGenerator rows = DiffRowGenerator.create()
            .showInlineDiffs(true)
            .inlineDiffByWord(true)
            .mergeOriginalRevised(false)
            .lineNormalizer(line -> line)
            .oldTag(begin -> begin ? ON : OFF)
            .newTag(begin -> begin ? ON : OFF)
            .build();

    SideBySide(int width, boolean colour) {
        this.column = (width - INDENT.length() - 3) / 2;
        this.colour = colour;
    }

    /** Null is nothing there. */
    String of(@Nullable String left, @Nullable String right) {
        StringBuilder out = new StringBuilder();
        int lines = 0;
        int same = 0;
        for (DiffRow row : rows.generateDiffRows(lines(left), lines(right))) {
            if (row.getTag() == DiffRow.Tag.EQUAL) {
                same++;
                continue;
            }
            same = skipped(out, same);
            List<String> a = wrapped(row.getOldLine());
            List<String> b = wrapped(row.getNewLine());
            for (int i = 0; i < Math.max(a.size(), b.size()) && lines++ < MOST_LINES; i++) {
                line(out, i < a.size() ? a.get(i) : "", i < b.size() ? b.get(i) : "");
            }
        }
        skipped(out, same);
        return lines <= MOST_LINES ? out.toString() : out + INDENT + "… more lines\n";
    }

    private static List<String> lines(@Nullable String text) {
        return text == null
                ? List.of("(nothing)")
                : text.isEmpty()
                        ? List.of("(empty)")
                        : Visible.text(text).lines().toList();
    }

    private int skipped(StringBuilder out, int same) {
        if (same > 0) {
            out.append(INDENT)
                    .append("… ")
                    .append(same)
                    .append(same == 1 ? " line" : " lines")
                    .append(" the same\n");
        }
        return 0;
    }

    private void line(StringBuilder out, String left, String right) {
        out.append(INDENT).append(painted(left, "31")).append(" ".repeat(column - width(left)));
        out.append(" │ ").append(painted(right, "32"));
        while (out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        out.append('\n');
    }

    private static int width(String line) {
        return line.replace(ON, "").replace(OFF, "").length();
    }

    private String painted(String line, String code) {
        return line.replace(ON, colour ? "\u001b[" + code + ";1m" : "").replace(OFF, colour ? "\u001b[0m" : "");
    }

    /** Marks take no room, and end with the line. */
    private List<String> wrapped(String line) {
        List<String> all = new ArrayList<>();
        StringBuilder now = new StringBuilder();
        boolean on = false;
        int taken = 0;
        for (int i = 0; i < line.length(); i++) {
            String sign = line.substring(i, i + 1);
            on = sign.equals(ON) || on && !sign.equals(OFF);
            boolean mark = sign.equals(ON) || sign.equals(OFF);
            if (!mark && taken == column) {
                all.add(now.append(on ? OFF : "").toString());
                now = new StringBuilder(on ? ON : "");
                taken = 0;
            }
            now.append(sign);
            taken += mark ? 0 : 1;
        }
        all.add(now.toString());
        return all;
    }
}
