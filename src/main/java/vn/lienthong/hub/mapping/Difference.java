package vn.lienthong.hub.mapping;

import java.util.List;

/** The first line in which two texts differ: enough to find the field. */
final class Difference {
    private static final int SHOWN = 160;

    private Difference() {}

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
