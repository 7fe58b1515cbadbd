package vn.lienthong.hub.reference;

import java.util.HashMap;
import java.util.Map;

/** In which ways the cells of a document are surely written, counted; what a cell in doubt is judged by. */
final class Evidence {
    /** Of a cell that stands alone. */
    static final Evidence NONE = new Evidence();

    /** How many cells the usual expectation is worth against what the document shows. */
    private static final double EXPECTED = 0.5;

    private final Map<String, Integer> sure = new HashMap<>();
    private int all;

    void add(String way) {
        sure.merge(way, 1, Integer::sum);
        all++;
    }

    boolean isNone() {
        return all == 0;
    }

    /** Whether most cells of the document are surely written in a way. */
    boolean isMostly(String way) {
        return sure.getOrDefault(way, 0) * 2 > all;
    }

    /** The logarithm of how likely a further cell is written in a way. */
    double prior(String way, double usual) {
        if (all == 0) {
            return usual;
        }
        return Math.log((sure.getOrDefault(way, 0) + EXPECTED * Math.exp(usual)) / (all + EXPECTED));
    }
}
