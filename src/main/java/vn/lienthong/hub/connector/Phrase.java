package vn.lienthong.hub.connector;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A phrase that an answer may contain, folded as the answer is. A {@code *} between two words stands for at most three more,
 * such as a dossier's code: {@code hồ sơ * đã tồn tại}. Immutable.
 */
final class Phrase {

    private static final String GAP = "\\p{Punct}?(?: \\S{1,100}){0,3} ";

    private final String folded;
    private final @Nullable Pattern pattern;

    Phrase(String written) {
        this.folded = Folding.fold(written);
        this.pattern = folded.contains(" * ")
                ? Pattern.compile(
                        Arrays.stream(folded.split(" \\* ")).map(Pattern::quote).collect(Collectors.joining(GAP)))
                : null;
    }

    /** @param text folded */
    boolean isIn(String text) {
        return pattern == null ? text.contains(folded) : pattern.matcher(text).find();
    }

    /** Whether whatever contains the other one contains this one. */
    boolean covers(Phrase other) {
        return equals(other) || isIn(other.folded.replace(" * ", " x "));
    }

    boolean isEmpty() {
        return folded.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Phrase phrase && phrase.folded.equals(folded);
    }

    @Override
    public int hashCode() {
        return folded.hashCode();
    }

    @Override
    public String toString() {
        return folded;
    }
}
