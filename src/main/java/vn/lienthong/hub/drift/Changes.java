package vn.lienthong.hub.drift;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The changes of one endpoint while they are found: the same change found for several operations is one, judged by the worst. One thread. */
final class Changes {

    /** A contract that was written anew has more; nobody reads so many. */
    static final int MOST = 500;

    static final Comparator<Change> ORDER = Comparator.comparing(Change::level)
            .thenComparing(Change::endpoint)
            .thenComparing(Change::place)
            .thenComparing(Change::what);

    private record Key(String place, String what) {}

    private final String endpoint;
    private final Map<Key, Change> found = new LinkedHashMap<>();
    private SortedSet<String> operations = new TreeSet<>();
    private int left;

    Changes(String endpoint) {
        this.endpoint = endpoint;
    }

    /** What is found from here on is about this operation of ours. */
    void about(Set<String> names) {
        operations = new TreeSet<>(names);
    }

    void breaks(String place, String what, String why) {
        add(Level.BREAKS, place, what, why);
    }

    void mayBreak(String place, String what, String why) {
        add(Level.MAY_BREAK, place, what, why);
    }

    void harmless(String place, String what, String why) {
        add(Level.HARMLESS, place, what, why);
    }

    void add(Level level, String place, String what, String why) {
        Key key = new Key(place, what);
        Change before = found.get(key);
        if (before == null && found.size() >= MOST) {
            left++;
            return;
        }
        SortedSet<String> touched = new TreeSet<>(operations);
        if (before != null && before.level() == level) {
            touched.addAll(before.operations());
        }
        if (before == null || !before.level().worse(level)) {
            found.put(key, new Change(level, endpoint, touched, place, what, why));
        }
    }

    /** Whether something breaks already. */
    boolean broken(String operation) {
        return found.values().stream()
                .anyMatch(change ->
                        change.level() == Level.BREAKS && change.operations().contains(operation));
    }

    int count() {
        return found.size();
    }

    List<Change> all() {
        if (left > 0) {
            found.put(
                    new Key("", "more"),
                    new Change(
                            Level.MAY_BREAK,
                            endpoint,
                            operations,
                            "",
                            left + " changes more",
                            "so many are not told one by one: the contract was written anew"));
        }
        return found.values().stream().sorted(ORDER).toList();
    }
}
