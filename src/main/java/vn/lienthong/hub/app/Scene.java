package vn.lienthong.hub.app;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.Symptom;
import vn.lienthong.hub.journal.TransferView;

/**
 * What explaining a transfer looks at beside the transfer itself.
 *
 * @param front the unfinished transfer of the same dossier and destination that goes first, if there is one that may be shown
 * @param last what happened to the transfer last, if something did
 * @param keeper the unit whose switchover holds the transfer, if one does
 */
record Scene(
        @Nullable Front front, @Nullable Last last, Destinations destinations, Instant now, @Nullable Keeper keeper) {

    /** Of a transfer that no switchover keeps. */
    Scene(@Nullable Front front, @Nullable Last last, Destinations destinations, Instant now) {
        this(front, last, destinations, now, null);
    }

    /**
     * A unit in HOLDING.
     *
     * @param returns the end of its window, when it returns by itself to REHEARSAL; null without one
     */
    record Keeper(String unit, @Nullable Instant returns) {}

    /** A transfer that goes first, and where it stands itself. */
    record Front(TransferView transfer, Standing standing) {}

    /**
     * The last event of a transfer.
     *
     * @param row the row that decided; null for acts
     * @param symptom how its last exchange ended
     */
    record Last(@Nullable String row, Symptom symptom) {}

    Symptom symptom() {
        return last == null ? Symptom.NONE : last.symptom();
    }

    /** Whether it was in flight when its node ended or fell silent, and nothing happened since. */
    boolean wasInterrupted() {
        return last != null && "crash".equals(last.row());
    }
}
