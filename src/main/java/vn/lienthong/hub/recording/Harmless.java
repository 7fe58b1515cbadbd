package vn.lienthong.hub.recording;

import java.util.List;
import java.util.Set;

/**
 * What is known of a connector's words, so that what decides about an exchange is not masked away.
 *
 * @param codes names of fields whose codes and times are about nobody
 * @param words names of fields in which the destination says how it went
 * @param turns what it may say there and is about nobody, in lower case
 */
public record Harmless(Set<String> codes, Set<String> words, List<String> turns) {
    /** Nothing is known. */
    public static final Harmless NOTHING = new Harmless(Set.of(), Set.of(), List.of());

    public Harmless {
        codes = Set.copyOf(codes);
        words = Set.copyOf(words);
        turns = List.copyOf(turns);
    }
}
