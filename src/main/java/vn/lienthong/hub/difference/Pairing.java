package vn.lienthong.hub.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which element of the left list is which of the right. Elements are given as their leaves, a line each, in one order.
 *
 * @param pairs indices; -1 where there is none
 * @param reordered whether they are the same elements in another order
 */
record Pairing(List<Pair> pairs, boolean reordered) {
    /** Beyond this, elements are what stands at the same index: likeness takes the square of it. */
    private static final int LONGEST = 1_000;

    /** Two elements. */
    record Pair(int left, int right) {}

    static Pairing of(List<String> left, List<String> right, boolean anyOrder) {
        if (Math.max(left.size(), right.size()) > LONGEST) {
            return new Pairing(byIndex(range(0, left.size()), range(0, right.size())), false);
        }
        if (!left.equals(right) && (anyOrder || sorted(left).equals(sorted(right)))) {
            List<Pair> pairs = byLikeness(left, right);
            boolean crossed = pairs.stream()
                    .filter(pair -> pair.left >= 0 && pair.right >= 0)
                    .anyMatch(pair -> pair.left != pair.right);
            return new Pairing(pairs, crossed && left.size() == right.size());
        }
        List<Pair> inserted = inserted(left, right);
        List<Pair> byIndex = byIndex(range(0, left.size()), range(0, right.size()));
        boolean moved =
                left.size() != right.size() || differing(left, right, inserted) < differing(left, right, byIndex);
        return new Pairing(moved ? inserted : byIndex, false);
    }

    /** What would be told of them: the fewer, the better it is seen what was done. */
    private static long differing(List<String> left, List<String> right, List<Pair> pairs) {
        return pairs.stream()
                .filter(pair ->
                        pair.left < 0 || pair.right < 0 || !left.get(pair.left).equals(right.get(pair.right)))
                .count();
    }

    private static List<String> sorted(List<String> all) {
        return all.stream().sorted().toList();
    }

    /** What was put in or taken out is seen as such, and the rest stays with its like. */
    private static List<Pair> inserted(List<String> left, List<String> right) {
        List<Pair> pairs = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(left, right, true).getDeltas()) {
            List<Integer> from =
                    range(delta.getSource().getPosition(), delta.getSource().size());
            List<Integer> to =
                    range(delta.getTarget().getPosition(), delta.getTarget().size());
            if (delta.getType() == DeltaType.CHANGE && from.size() != to.size()) {
                byLikeness(pick(left, from), pick(right, to))
                        .forEach(pair -> pairs.add(new Pair(at(from, pair.left), at(to, pair.right))));
            } else {
                pairs.addAll(byIndex(from, to));
            }
        }
        return pairs;
    }

    private static int at(List<Integer> of, int index) {
        return index < 0 ? -1 : of.get(index);
    }

    private static List<String> pick(List<String> all, List<Integer> which) {
        return which.stream().map(all::get).toList();
    }

    private static List<Integer> range(int from, int size) {
        return IntStream.range(from, from + size).boxed().toList();
    }

    private static List<Pair> byIndex(List<Integer> left, List<Integer> right) {
        return IntStream.range(0, Math.max(left.size(), right.size()))
                .mapToObj(i -> new Pair(i < left.size() ? left.get(i) : -1, i < right.size() ? right.get(i) : -1))
                .toList();
    }

    /** Equals first, then each with the one that has most leaves in common. */
    private static List<Pair> byLikeness(List<String> left, List<String> right) {
        Map<String, Deque<Integer>> free = new HashMap<>();
        for (int i = 0; i < right.size(); i++) {
            free.computeIfAbsent(right.get(i), key -> new ArrayDeque<>()).add(i);
        }
        int[] partner = new int[left.size()];
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < left.size(); i++) {
            Deque<Integer> equal = free.get(left.get(i));
            partner[i] = equal == null || equal.isEmpty() ? -1 : equal.poll();
            taken.add(partner[i]);
        }
        List<Set<String>> leaves = right.stream().map(Pairing::leaves).toList();
        for (int i = 0; i < left.size(); i++) {
            if (partner[i] < 0) {
                partner[i] = likest(leaves(left.get(i)), leaves, taken);
                taken.add(partner[i]);
            }
        }
        Stream<Pair> known = IntStream.range(0, left.size()).mapToObj(i -> new Pair(i, partner[i]));
        Stream<Pair> rest =
                IntStream.range(0, right.size()).filter(i -> !taken.contains(i)).mapToObj(i -> new Pair(-1, i));
        return Stream.concat(known, rest).toList();
    }

    private static Set<String> leaves(String element) {
        return new HashSet<>(element.lines().toList());
    }

    private static int likest(Set<String> leaves, List<Set<String>> all, Set<Integer> taken) {
        int best = -1;
        long most = -1;
        for (int i = 0; i < all.size(); i++) {
            if (!taken.contains(i)) {
                long common = all.get(i).stream().filter(leaves::contains).count();
                if (common > most) {
                    most = common;
                    best = i;
                }
            }
        }
        return best;
    }
}
