package vn.lienthong.hub.mapping;

import java.util.ArrayList;
import java.util.List;

/** In which lines two texts differ. */
final class Difference {
    private static final int SHOWN = 160;

    private static final int MOST_COMPARED = 3_000;

    private Difference() {}

    /** From the first line that differs to the last: those that go begin with -, those that come with +, those that stay with a blank. */
    static List<String> lines(String before, String now) {
        List<String> a = before.lines().toList();
        List<String> b = now.lines().toList();
        int begin = 0;
        while (begin < Math.min(a.size(), b.size()) && a.get(begin).equals(b.get(begin))) {
            begin++;
        }
        int end = 0;
        while (end < Math.min(a.size(), b.size()) - begin
                && a.get(a.size() - 1 - end).equals(b.get(b.size() - 1 - end))) {
            end++;
        }
        List<String> left = a.subList(begin, a.size() - end);
        List<String> right = b.subList(begin, b.size() - end);
        List<String> shown = new ArrayList<>();
        if (begin > 0 && (!left.isEmpty() || !right.isEmpty())) {
            shown.add("  " + a.get(begin - 1));
        }
        if (left.size() > MOST_COMPARED || right.size() > MOST_COMPARED) {
            left.forEach(line -> shown.add("- " + line));
            right.forEach(line -> shown.add("+ " + line));
        } else {
            compare(left, right, shown);
        }
        return shown;
    }

    /** By the longest sequence of lines that both have. */
    private static void compare(List<String> left, List<String> right, List<String> shown) {
        int[][] longest = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                longest[i][j] = left.get(i).equals(right.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            if (i < left.size() && j < right.size() && left.get(i).equals(right.get(j))) {
                shown.add("  " + left.get(i++));
                j++;
            } else if (j >= right.size() || i < left.size() && longest[i + 1][j] >= longest[i][j + 1]) {
                shown.add("- " + left.get(i++));
            } else {
                shown.add("+ " + right.get(j++));
            }
        }
    }

    /** The first line in which two texts differ: enough to find the field. */
    static String between(String expected, String made) {
        List<String> left = expected.lines().toList();
        List<String> right = made.lines().toList();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String a = i < left.size() ? left.get(i) : "(end)";
            String b = i < right.size() ? right.get(i) : "(end)";
            if (!a.equals(b)) {
                return "line " + (i + 1) + " expected " + shortened(a) + " but made " + shortened(b);
            }
        }
        return "no difference";
    }

    private static String shortened(String line) {
        String text = line.strip();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
