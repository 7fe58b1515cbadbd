package vn.lienthong.hub.journal;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;

/**
 * From where a record is sent again: what the hub is to forget of what the destination holds.
 *
 * @param step key of the first step to go again, or its number, from 1, among the steps that the destination is known to hold; null: from
 *     the very beginning, the dossier too
 */
public record Rewind(@Nullable String step) {
    /** Everything goes again; the destination is asked first whether it has the dossier. */
    public static final Rewind CREATE = new Rewind(null);

    private static final String ALL = "*";

    /** From a step on, by its key or its number. */
    public static Rewind fromStep(String keyOrNumber) {
        return new Rewind(keyOrNumber);
    }

    /** The same by key; null when the destination is not known to hold such a step. */
    @Nullable
    Rewind in(HeldSteps steps) {
        String wanted = step;
        if (wanted == null || steps.confirmed().contains(wanted)) {
            return this;
        }
        if (!wanted.matches("[1-9][0-9]{0,4}")) {
            return null;
        }
        int number = Integer.parseInt(wanted);
        return number > steps.confirmed().size()
                ? null
                : new Rewind(steps.confirmed().get(number - 1));
    }

    /** As it stands in the journal. */
    String text() {
        return step == null ? ALL : step;
    }

    static Rewind parse(String text) {
        return text.equals(ALL) ? CREATE : new Rewind(text);
    }

    /** What is left of what is known. */
    Held of(Held held) {
        String from = step;
        return from == null
                ? new Held(false, HeldSteps.NONE, held.reference())
                : held.with(held.steps().forgettingFrom(from));
    }

    /** In words, for the event. */
    String words() {
        return step == null ? "from the very beginning" : "from step " + step;
    }
}
