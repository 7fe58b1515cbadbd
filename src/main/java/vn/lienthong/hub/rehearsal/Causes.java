package vn.lienthong.hub.rehearsal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Failures by their cause, each with a count and its first ten offenders. However many records fail, a bounded number of causes is kept; what comes
 * after that is counted together. Not thread-safe.
 */
final class Causes {
    static final int SHOWN = 10;
    private static final int MOST = 500;
    private static final Cause OTHERS = new Cause(
            Kind.FIELD,
            "further-causes",
            "more than " + MOST + " different causes",
            "There are more causes than are told apart.",
            "Mend those that are told, and rehearse again.");

    private final Map<Cause, Group> groups = new LinkedHashMap<>();
    private long failures;

    /** A record that failed for a cause. */
    record Offender(String dossierCode, int revision, String found) {}

    /** All that failed for one cause. */
    static final class Group {
        final List<Offender> first = new ArrayList<>();
        /** What the first of them say the procedure is called; kept in memory only, for it may name people. */
        final List<String> names = new ArrayList<>();

        long count;

        private void add(Offender offender, String name) {
            count++;
            if (first.size() < SHOWN) {
                first.add(offender);
            }
            if (names.size() < SHOWN && !name.isBlank()) {
                names.add(name);
            }
        }
    }

    /** One more failed so. */
    void add(Cause cause, Offender offender, String procedureName) {
        failures++;
        boolean room = groups.size() < MOST || groups.containsKey(cause);
        groups.computeIfAbsent(room ? cause : OTHERS, any -> new Group()).add(offender, procedureName);
    }

    /** What was counted before, by this or another process. */
    void restore(Cause cause, long count, List<Offender> first) {
        Group group = groups.computeIfAbsent(cause, any -> new Group());
        group.count += count;
        group.first.addAll(first);
        failures += count;
    }

    long failures() {
        return failures;
    }

    /** The most frequent first. */
    List<Map.Entry<Cause, Group>> all() {
        List<Map.Entry<Cause, Group>> all = new ArrayList<>(groups.entrySet());
        all.sort(Comparator.comparingLong((Map.Entry<Cause, Group> entry) -> -entry.getValue().count)
                .thenComparing(entry -> entry.getKey().kind())
                .thenComparing(entry -> entry.getKey().subject()));
        return all;
    }
}
