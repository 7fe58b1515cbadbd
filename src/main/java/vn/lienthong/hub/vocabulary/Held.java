package vn.lienthong.hub.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * What a destination is known to hold of one dossier.
 *
 * @param exists whether it confirmed the dossier itself
 * @param steps how many processing steps, counted from the first, it confirmed
 * @param reference the destination's own number, if it gave one
 */
public record Held(boolean exists, int steps, @Nullable String reference) {

    /** Nothing is known to be there. */
    public static final Held NOTHING = new Held(false, 0, null);
}
