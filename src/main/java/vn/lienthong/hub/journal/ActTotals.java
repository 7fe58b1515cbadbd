package vn.lienthong.hub.journal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienthong.hub.journal.Journal.ActResult;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * What an act on many did, or would do: numbers, and the first few.
 *
 * @param count how many were moved, or would be
 * @param refused how many were not
 * @param moved of those moved: how many stood in which state before
 * @param refusals why others were refused, with how many and the ids of the first
 * @param first the first that were moved
 */
public record ActTotals(
        long count,
        long refused,
        Map<TransferState, Long> moved,
        Map<String, Refusals> refusals,
        List<ActResult> first) {
    /** How many are named one by one, of those moved and of each reason. */
    public static final int FIRST = 10;

    /** One reason. */
    public record Refusals(long count, List<Long> first) {}

    /** Adds up results as they come. Used by one thread. */
    static final class Sum {
        private final Map<TransferState, Long> moved = new EnumMap<>(TransferState.class);
        private final Map<String, Long> refused = new TreeMap<>();
        private final Map<String, List<Long>> firstRefused = new TreeMap<>();
        private final List<ActResult> first = new ArrayList<>();

        void add(List<ActResult> results) {
            for (ActResult result : results) {
                String why = result.refusedBecause();
                if (why == null) {
                    moved.merge(result.before(), 1L, Long::sum);
                    if (first.size() < FIRST) {
                        first.add(result);
                    }
                } else {
                    refused.merge(why, 1L, Long::sum);
                    List<Long> ids = firstRefused.computeIfAbsent(why, key -> new ArrayList<>());
                    if (ids.size() < FIRST) {
                        ids.add(result.transferId());
                    }
                }
            }
        }

        ActTotals totals() {
            Map<String, Refusals> refusals = new TreeMap<>();
            refused.forEach((why, count) ->
                    refusals.put(why, new Refusals(count, List.copyOf(firstRefused.getOrDefault(why, List.of())))));
            return new ActTotals(sum(moved), sum(refused), Map.copyOf(moved), refusals, List.copyOf(first));
        }

        private static long sum(Map<?, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
