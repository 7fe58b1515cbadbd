package vn.lienthong.hub.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of a legal deadline of its dossier.
 *
 * @param dueAt the deadline
 * @param metAt when the fact happened that meets it, as the record tells; null when the record does not tell of such a fact
 */
public record Duty(Kind kind, Instant dueAt, @Nullable Instant metAt) {

    /** What must be done by the deadline. */
    public enum Kind {
        /** An online filing is received or refused, within 8 working hours. */
        ANSWER,
        /** The dossier is finished, or ends in another way, when it is due. */
        RESULT
    }
}
