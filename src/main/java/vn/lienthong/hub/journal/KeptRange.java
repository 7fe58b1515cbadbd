package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records are meant.
 *
 * @param units those of these units
 * @param from accepted at this moment or later; null: from the first
 * @param before accepted before this moment
 */
public record KeptRange(Set<String> units, @Nullable Instant from, Instant before) {
    public KeptRange {
        units = Set.copyOf(units);
    }

    /** The id after which all come that were accepted from a moment on. */
    public static long after(Instant moment) {
        return Math.max(0, IdMint.firstAt(moment) - 1);
    }
}
