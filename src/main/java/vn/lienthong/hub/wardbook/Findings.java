package vn.lienthong.hub.wardbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.lienthong.hub.wardbook.BookReport.Finding;
import vn.lienthong.hub.wardbook.BookReport.Tally;

/** Gathers what is found: all that is against a row, of the rest a few per column and then their number. */
final class Findings {
    private final List<Finding> listed = new ArrayList<>();
    private final Map<List<String>, Tally> tallies = new LinkedHashMap<>();
    private final Set<String> marked = new HashSet<>();
    private final Map<String, Integer> against = new HashMap<>();

    /** Where something stands. */
    record Place(String sheet, int line, int column) {
        /** For the whole row, or the whole sheet where the line is 0. */
        static Place row(String sheet, int line) {
            return new Place(sheet, line, -1);
        }

        String address() {
            return column < 0 || line == 0 ? "" : Grid.address(column, line);
        }
    }

    void add(Remark remark, Place place, Words found) {
        boolean isAgainst = remark.kind() == BookReport.Kind.WRONG || remark.kind() == BookReport.Kind.DOUBTFUL;
        String letters =
                place.column() < 0 ? "" : Grid.address(place.column(), 0).replace("0", "");
        Tally tally = tallies.merge(
                List.of(remark.code(), place.sheet(), letters),
                new Tally(remark.kind(), remark.code(), place.sheet(), letters, 1),
                (before, one) -> new Tally(one.kind(), one.code(), one.sheet(), one.column(), before.times() + 1));
        if (isAgainst) {
            against.merge(place.sheet() + "\n" + place.line(), 1, Integer::sum);
            marked.add(place.sheet() + "\n" + place.line() + "\n" + place.column());
        }
        if (isAgainst || tally.times() <= Limits.LISTED) {
            listed.add(new Finding(
                    remark.kind(),
                    remark.code(),
                    place.sheet(),
                    place.line(),
                    place.address(),
                    remark.what(),
                    found,
                    remark.cure()));
        }
    }

    /** Whether anything was found against a row. */
    boolean isAgainst(String sheet, int line) {
        return against.containsKey(sheet + "\n" + line);
    }

    boolean isAgainst(Place place) {
        return marked.contains(place.sheet() + "\n" + place.line() + "\n" + place.column());
    }

    List<Finding> listed() {
        return listed;
    }

    List<Tally> tallies() {
        return List.copyOf(tallies.values());
    }
}
