package vn.lienthong.hub.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.Problem;

/** What a rerun found: numbers, the places that differ, and the first examples of each. Used by one thread. */
public final class RerunTotals {
    /** Examples of each place. */
    private static final int EXAMPLES = 5;
    /** Places told apart; a mapping has some hundred at most, so that more means chaos. */
    private static final int MOST_GROUPS = 500;

    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    private final Map<String, Group> places = new TreeMap<>();
    private final Map<String, Group> failures = new TreeMap<>();
    private final Map<String, Group> left = new TreeMap<>();
    private final Map<String, Group> hints = new TreeMap<>();
    private final List<Example> mapsAgain = new ArrayList<>();

    /** What became of one transfer. */
    public enum Verdict {
        /** What is made today is what was sent. */
        SAME,
        /** It differs. */
        DIFFERENT,
        /** It was sent, and cannot be mapped today. */
        NOW_FAILING,
        /** It could not be mapped then, and can be today. */
        NO_LONGER_FAILING,
        /** It could not be mapped then, nor can it be today. */
        STILL_FAILING,
        /** Nothing was sent yet. */
        NOT_SENT_YET,
        /** Nobody can tell. */
        NOT_COMPARABLE
    }

    /** One transfer as an example; the values are those of the message, not masked. */
    public record Example(
            String dossierCode, int revision, long transferId, @Nullable JsonNode then, @Nullable JsonNode now) {}

    /** What several transfers have in common. */
    public static final class Group {
        private final String destination;
        private final String place;
        private final String words;
        private final List<Example> examples = new ArrayList<>();
        private long count;

        private Group(String destination, String place, String words) {
            this.destination = destination;
            this.place = place;
            this.words = words;
        }

        public String destination() {
            return destination;
        }

        /** Operation and path, or the code of a problem. */
        public String place() {
            return place;
        }

        /** {@code changed}, {@code added} or {@code gone}; of a problem what it says. */
        public String words() {
            return words;
        }

        /** How many transfers. */
        public long count() {
            return count;
        }

        public List<Example> examples() {
            return List.copyOf(examples);
        }

        private void add(Example example) {
            count++;
            if (examples.size() < EXAMPLES) {
                examples.add(example);
            }
        }
    }

    /** How many of each kind. */
    public Map<Verdict, Long> counts() {
        Map<Verdict, Long> all = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            all.put(verdict, counts.getOrDefault(verdict, 0L));
        }
        return all;
    }

    /** Whether today's mappings would do anything else than was done. */
    public boolean differs() {
        return counts.containsKey(Verdict.DIFFERENT)
                || counts.containsKey(Verdict.NOW_FAILING)
                || counts.containsKey(Verdict.NO_LONGER_FAILING);
    }

    /** The places that differ. */
    public List<Group> places() {
        return List.copyOf(places.values());
    }

    /** Why those that fail today fail. */
    public List<Group> failures() {
        return List.copyOf(failures.values());
    }

    /** Why the others cannot be compared. */
    public List<Group> notCompared() {
        return List.copyOf(left.values());
    }

    /** Why transfers that differ may differ although nothing was changed. */
    public List<Group> hints() {
        return List.copyOf(hints.values());
    }

    void hint(TransferView transfer, String words) {
        group(hints, transfer.destination(), "", words).add(example(transfer, null, null));
    }

    /** The first that could not be mapped then and can be today. */
    public List<Example> mapsAgain() {
        return List.copyOf(mapsAgain);
    }

    void count(Verdict verdict, TransferView transfer) {
        counts.merge(verdict, 1L, Long::sum);
        if (verdict == Verdict.NO_LONGER_FAILING && mapsAgain.size() < EXAMPLES) {
            mapsAgain.add(example(transfer, null, null));
        }
    }

    void failing(Verdict verdict, TransferView transfer, Problem problem) {
        count(verdict, transfer);
        if (verdict == Verdict.NOW_FAILING) {
            group(failures, transfer.destination(), problem.code(), problem.what())
                    .add(example(transfer, null, null));
        }
    }

    void notComparable(TransferView transfer, String why) {
        count(Verdict.NOT_COMPARABLE, transfer);
        group(left, transfer.destination(), "", why).add(example(transfer, null, null));
    }

    /** True if it differs. */
    boolean compared(TransferView transfer, List<Exchanged.Difference> differences) {
        count(differences.isEmpty() ? Verdict.SAME : Verdict.DIFFERENT, transfer);
        Set<Group> counted = new HashSet<>();
        for (Exchanged.Difference one : differences) {
            Group group = group(places, transfer.destination(), one.operation() + " " + one.path(), one.kind());
            if (counted.add(group)) {
                group.add(example(transfer, one.then(), one.now()));
            }
        }
        return !differences.isEmpty();
    }

    private static Group group(Map<String, Group> groups, String destination, String place, String words) {
        String key = destination + " " + place + " " + words;
        Group known = groups.get(key);
        if (known != null) {
            return known;
        }
        return groups.size() < MOST_GROUPS
                ? groups.computeIfAbsent(key, name -> new Group(destination, place, words))
                : groups.computeIfAbsent(destination, name -> new Group(destination, "elsewhere", "other places"));
    }

    private static Example example(TransferView transfer, @Nullable JsonNode then, @Nullable JsonNode now) {
        return new Example(transfer.dossierCode(), transfer.revision(), transfer.id(), then, now);
    }
}
