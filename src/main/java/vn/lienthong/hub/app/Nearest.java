package vn.lienthong.hub.app;

import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What somebody may have meant: of many names the one with fewest letters changed, if few are. */
final class Nearest {
    private Nearest() {}

    static @Nullable String to(String given, Collection<String> names) {
        String nearest = null;
        int fewest = Math.max(1, Math.min(given.length(), 40) / 3) + 1;
        for (String name : new TreeSet<>(names)) {
            int changed = Math.abs(name.length() - given.length()) < fewest ? distance(given, name) : fewest;
            if (changed < fewest) {
                fewest = changed;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Levenshtein's. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
