package vn.lienthong.hub.intake;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * What a source that is told lists in round after round, although it took it that we have it. What never went is no change back: it says nothing new, and is
 * told again. Held in memory, what one round lists; after a start nothing is known of it. One round at a time.
 */
final class Standing {
    /** So often a source may list what it was told of; acknowledgements may take their time there. */
    static final int ROUNDS = 5;

    /** By message: in how many rounds in a row the source took it that we have it. */
    private Map<String, Integer> last = new HashMap<>();

    private Map<String, Integer> now = new HashMap<>();

    /** This one was listed, and is in the journal. */
    void came(PulledMessage message) {
        now.putIfAbsent(name(message), last.getOrDefault(name(message), 0));
    }

    /** The source took it that we have this one. */
    void told(PulledMessage message) {
        now.merge(name(message), 1, Integer::sum);
    }

    /**
     * Whether the source took it twice in a row that we have this very message, and lists it still. Once is not enough: what was changed back may come in the
     * round after.
     */
    boolean stood(PulledMessage message) {
        return last.getOrDefault(name(message), 0) > 1;
    }

    /** Whether the source took it in the round before too that we have this one. */
    boolean wasTold(PulledMessage message) {
        return last.getOrDefault(name(message), 0) > 0;
    }

    /**
     * A round is over.
     *
     * @param whole whether all was listed: else what was listed before may still be there
     * @return what a person should know of what never goes; null: nothing
     */
    @Nullable
    PullTrouble end(boolean whole) {
        if (whole) {
            last = now;
        } else {
            last.putAll(now);
        }
        now = new HashMap<>();
        return last.entrySet().stream()
                .filter(one -> one.getValue() > ROUNDS)
                .max(Entry.comparingByValue())
                .map(this::inVain)
                .orElse(null);
    }

    private PullTrouble inVain(Entry<String, Integer> longest) {
        long all = last.values().stream().filter(rounds -> rounds > ROUNDS).count();
        String id = longest.getKey().split("\n", 3)[1];
        return new PullTrouble(
                new Problem(
                        "acknowledged-in-vain",
                        "The source took it that we have these messages, and lists them again in each round.",
                        all + " of them; message " + id + ", told in " + longest.getValue() + " rounds",
                        "Nothing is lost and nothing comes twice, and what stands behind them is taken. Ask the source"
                                + " why it does not let them go."),
                false,
                null,
                true);
    }

    private static String name(PulledMessage message) {
        return message.item().place()
                + '\n'
                + message.key().id()
                + '\n'
                + HexFormat.of().formatHex(message.key().fingerprint());
    }
}
