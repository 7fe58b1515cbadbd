package vn.lienthong.hub.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * What a destination is known to hold of one dossier.
 *
 * @param exists whether it confirmed the dossier itself
 * @param steps what is known of its processing steps
 * @param reference the destination's own number, if it gave one
 */
public record Held(boolean exists, HeldSteps steps, @Nullable String reference) {

    /** Nothing is known to be there. */
    public static final Held NOTHING = new Held(false, HeldSteps.NONE, null);

    /** The same with other steps. */
    public Held with(HeldSteps other) {
        return new Held(exists, other, reference);
    }
}
