package vn.lienthong.hub.difference;

import java.util.List;

/**
 * What came out for one exchange. Immutable.
 *
 * @param name of the exchange, as its folder is called
 * @param connector by whose words the bytes are read
 * @param differences all of them, the ignored ones too, in the order of the legs
 * @param notes what was not compared, and why, for people
 * @param unused rows of the exchange itself that forgave nothing
 */
public record Comparison(
        String name, String connector, List<Difference> differences, List<String> notes, List<Ignore> unused) {
    public Comparison {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
        unused = List.copyOf(unused);
    }

    /** Those that count. */
    public List<Difference> open() {
        return differences.stream().filter(Difference::open).toList();
    }

    /** Those that a row forgives. */
    public List<Difference> ignored() {
        return differences.stream().filter(one -> !one.open()).toList();
    }

    /** Whether nothing counts. */
    public boolean same() {
        return differences.stream().noneMatch(Difference::open);
    }
}
