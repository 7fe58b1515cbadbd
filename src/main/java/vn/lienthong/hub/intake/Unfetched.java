package vn.lienthong.hub.intake;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The messages of a source that it lists and that could not be fetched, and in how many rounds. Held in memory: after a start each is tried anew.
 * One round at a time.
 */
final class Unfetched {
    /** After so many rounds a person must look. */
    static final int ROUNDS = 5;

    /** So many are remembered; beyond, those that failed first are forgotten and asked for with the others. */
    private static final int MOST = 1_000;

    private final Map<String, Integer> rounds = new LinkedHashMap<>();

    /** In how many rounds it failed; 0: it did not, or it came since. */
    int rounds(String message) {
        return rounds.getOrDefault(message, 0);
    }

    /** It failed once more; says how often now. */
    int failed(String message) {
        if (rounds.size() >= MOST && !rounds.containsKey(message)) {
            rounds.remove(rounds.keySet().iterator().next());
        }
        return rounds.merge(message, 1, Integer::sum);
    }

    void came(String message) {
        rounds.remove(message);
    }
}
