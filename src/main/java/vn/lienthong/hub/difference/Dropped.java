package vn.lienthong.hub.difference;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange;

/** Secrets that a recording dropped: that something stands there, and that all around it is the same, is all that can be told. */
final class Dropped {
    private static final Ignore ROW =
            new Ignore("/**/(dropped)", "the secret was dropped when it was recorded", "", "", "replay");

    private Dropped() {}

    /** The row that forgives it; null when none was dropped, or something else differs too. */
    static @Nullable Ignore covering(@Nullable String left, @Nullable String right) {
        return left != null && right != null && left.contains(RecordedExchange.DROPPED) && fits(left, right)
                ? ROW
                : null;
    }

    private static boolean fits(String left, String right) {
        String pieces = Stream.of(left.split(Pattern.quote(RecordedExchange.DROPPED), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".+"));
        return Pattern.compile(pieces, Pattern.DOTALL).matcher(right).matches();
    }
}
