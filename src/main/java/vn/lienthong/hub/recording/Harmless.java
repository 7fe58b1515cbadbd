package vn.lienthong.hub.recording;

import java.util.List;
import java.util.Set;

/**
 * What is known of a connector's words, so that what decides about an exchange is not masked away.
 *
 * @param codes names of fields whose codes and times are about nobody
 * @param words names of fields in which the destination says how it went
 * @param turns what it may say there and is about nobody, in lower case
 * @param texts what everybody may read, such as the names of units and procedures; stays where nobody knows better
 */
public record Harmless(Set<String> codes, Set<String> words, List<String> turns, Set<String> texts) {
    /** Nothing is known. */
    public static final Harmless NOTHING = new Harmless(Set.of(), Set.of(), List.of(), Set.of());

    public Harmless {
        codes = Set.copyOf(codes);
        words = Set.copyOf(words);
        turns = List.copyOf(turns);
        texts = Set.copyOf(texts);
    }
}
