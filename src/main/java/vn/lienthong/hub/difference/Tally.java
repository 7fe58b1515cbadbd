package vn.lienthong.hub.difference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts of many comparisons, by cause and by row of what is ignored. It keeps an example of each, and no exchange. Not thread-safe.
 */
public final class Tally {
    /** Beyond this, causes are counted together: a destination whose field names are numbers has as many as it has records. */
    private static final int MOST_CAUSES = 2_000;

    private static final Cause MORE =
            new Cause("", Difference.Side.EXCHANGE, Difference.Kind.VALUE, "(more causes than are told apart)");

    private final List<Ignore> everywhere;
    private final Map<Key, Group> groups = new LinkedHashMap<>();
    private final Map<String, Forgiven> ignored = new LinkedHashMap<>();
    private final Map<String, Integer> unused = new TreeMap<>();
    private final Map<String, Integer> notes = new TreeMap<>();
    private int exchanges;
    private int same;
    private int alone;
    private long open;

    /** @param everywhere rows that hold for all exchanges, so that those which forgave nothing can be named */
    public Tally(List<Ignore> everywhere) {
        this.everywhere = List.copyOf(everywhere);
    }

    /**
     * Many differences with one cause.
     *
     * @param exchanges in which it was found
     * @param example the first of them
     */
    public record Group(Cause cause, String connector, long differences, long exchanges, Difference example) {
        Group more(long another) {
            return new Group(cause, connector, differences + another, exchanges + 1, example);
        }
    }

    /** What one row forgave. */
    public record Forgiven(String where, String why, long differences) {
        Forgiven more() {
            return new Forgiven(where, why, differences + 1);
        }
    }

    /** Counts one. */
    public void add(Comparison comparison) {
        exchanges++;
        same += comparison.same() ? 1 : 0;
        Map<Cause, List<Difference>> here = new LinkedHashMap<>();
        for (Difference one : comparison.differences()) {
            Ignore row = one.ignored();
            if (row == null) {
                open++;
                alone += one.side() == Difference.Side.EXCHANGE ? 1 : 0;
                here.computeIfAbsent(one.cause(), key -> new ArrayList<>()).add(one);
            } else {
                ignored.merge(key(row), new Forgiven(row.where(), row.why(), 1), (old, added) -> old.more());
            }
        }
        here.forEach((cause, all) -> add(comparison.connector(), cause, all));
        comparison.unused().forEach(row -> unused.merge(key(row), 1, Integer::sum));
        comparison.notes().forEach(note -> notes.merge(note, 1, Integer::sum));
    }

    private record Key(String connector, Cause cause) {}

    private void add(String connector, Cause cause, List<Difference> all) {
        Key key = new Key(connector, cause);
        Key told = groups.containsKey(key) || groups.size() < MOST_CAUSES ? key : new Key("", MORE);
        Group before = groups.get(told);
        groups.put(
                told,
                before == null
                        ? new Group(told.cause(), told.connector(), all.size(), 1, all.get(0))
                        : before.more(all.size()));
    }

    private static String key(Ignore row) {
        return row.where() + ": " + row.why();
    }

    public int exchanges() {
        return exchanges;
    }

    /** In which nothing counts. */
    public int same() {
        return same;
    }

    /** That are on one side only. */
    public int alone() {
        return alone;
    }

    /** Differences that count. */
    public long open() {
        return open;
    }

    /** By the number of exchanges, largest first. */
    public List<Group> causes() {
        return groups.values().stream()
                .sorted(Comparator.comparingLong(Group::exchanges).reversed())
                .toList();
    }

    public List<Forgiven> ignored() {
        return List.copyOf(ignored.values());
    }

    /** What was not compared, or must be known, with the number of exchanges. */
    public Map<String, Integer> notes() {
        return notes;
    }

    /** Rows that forgave nothing anywhere, as text. */
    public Set<String> unused() {
        Set<String> none = new LinkedHashSet<>();
        everywhere.stream()
                .filter(row -> !ignored.containsKey(key(row)))
                .forEach(row -> none.add(row.where() + ": " + row.why() + " (" + row.from() + ")"));
        unused.forEach((row, times) -> {
            if (!ignored.containsKey(row)) {
                none.add(row + " (exchange.yaml of " + times + " exchanges)");
            }
        });
        return none;
    }
}
