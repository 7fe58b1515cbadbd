package vn.lienthong.hub.recording;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import vn.lienthong.hub.reference.Text;

/**
 * Long texts, of which a message may hold no more than the beginning: it becomes the beginning of what that text becomes. All are met first. Not
 * thread-safe.
 */
final class Beginnings {
    /** Nobody limits a field to less than 50; a character that does not fit whole is left out. */
    private static final int SHORTEST = 45;
    /** From here on a text may stand at the limit of its field in a record. */
    private static final int LONG = 200;
    /** All limits of the mappings at which texts are cut off are multiples of it. */
    private static final int ROUND = 50;

    /** As they stand where nothing cut them off, by their NFC. */
    private final Map<String, String> entire = new LinkedHashMap<>();

    private final Set<String> ofRecord = new HashSet<>();

    void meet(Spot spot, String text) {
        if (text.length() > SHORTEST) {
            entire.putIfAbsent(Text.nfc(text), text);
            if (spot.isOfRecord()) {
                ofRecord.add(Text.nfc(text));
            }
        }
    }

    /** Whether a limit left this of a text that was met, which goes on. */
    boolean isCut(String text) {
        return text.length() >= SHORTEST
                && longest(Text.nfc(text))
                        .filter(whole -> whole.length() > Text.nfc(text).length())
                        .isPresent();
    }

    /** The text masked so, or as much as stands there of the one that it begins. */
    String masked(String text, UnaryOperator<String> mask) {
        if (text.length() < SHORTEST) {
            return mask.apply(text);
        }
        String begun = Text.nfc(text);
        String whole = longest(begun).orElse(begun);
        String masked = whole(entire.getOrDefault(whole, text), mask);
        if (whole.length() == begun.length()) {
            return begun.equals(text) ? Text.nfc(masked) : masked;
        }
        String cut = Text.cut(masked, limit(whole, begun.length()));
        return ofRecord.contains(begun) ? Text.trimmed(cut) : cut;
    }

    private Optional<String> longest(String begun) {
        return entire.keySet().stream()
                .filter(other -> other.startsWith(begun))
                .max(Comparator.comparingInt(String::length));
    }

    /** A made-up name may have more letters than the one for which it stands. A record keeps no blank at the end of a text. */
    private static String whole(String text, UnaryOperator<String> mask) {
        String masked = mask.apply(text);
        int length = Text.nfc(text).length();
        boolean grew = Text.nfc(masked).length() > length;
        return grew && length >= LONG ? Text.trimmed(Text.cut(masked, length)) : masked;
    }

    /** At which a text was cut off: of a letter with many marks, or a picture, that did not fit, nothing is left. */
    private static int limit(String whole, int length) {
        int most = length;
        while (most - length < ROUND && Text.cut(whole, most + 1).length() == length) {
            most++;
        }
        int round = most - most % ROUND;
        return Math.max(round, length);
    }
}
