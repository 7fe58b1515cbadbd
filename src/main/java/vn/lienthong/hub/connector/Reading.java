package vn.lienthong.hub.connector;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Outcome;

/**
 * An answer, read by a connector's {@code outcomes.yaml}.
 *
 * @param row name of the row that matched; {@code otherwise} when none did
 * @param next a known next step that makes up for the outcome, if the row names one
 * @param exists what an enquiry learned: whether the destination holds the dossier; null when the row learns nothing
 * @param steps what an enquiry learned: how many steps the destination holds; -1 when unknown
 * @param dossier the dossier that an enquiry's answer speaks of; null when the row does not say where that stands
 * @param remembered what the next messages of the dossier need, by name; empty when the row remembers nothing
 */
public record Reading(
        String row,
        Outcome outcome,
        @Nullable NextStep next,
        @Nullable Boolean exists,
        int steps,
        @Nullable String dossier,
        Map<String, String> remembered) {

    public Reading {
        remembered = Map.copyOf(remembered);
    }

    /**
     * The same of an answer to something that went before the message, such as a file: the message itself did not leave, so whatever is not known
     * about that, nothing is unclear about the dossier.
     */
    public Reading ofPreparation() {
        NextStep kept = next == NextStep.LOG_IN_AGAIN ? next : null;
        Outcome then = outcome;
        if (outcome instanceof Outcome.Unclear unclear) {
            then = new Outcome.Deferred(unclear.problem(), null, unclear.trouble());
        }
        return new Reading(row, then, kept, null, -1, null, Map.of());
    }

    /** What to do at once instead of giving up; each is limited per attempt. */
    public enum NextStep {
        SEND_AS_UPDATE,
        SEND_AS_CREATE,
        LOG_IN_AGAIN,
        /** Ask what the destination holds before going on. */
        ENQUIRE
    }
}
