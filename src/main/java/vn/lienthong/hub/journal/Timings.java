package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When facts came, and when destinations confirmed them. Each question reads one snapshot. Thread-safe. */
public interface Timings {

    /**
     * What was accepted and is owed, and no destination has confirmed yet: waiting, held, being sent, unclear or parked. Reads all that is open.
     *
     * @param now what is past its deadline by then is counted
     */
    List<Unreported> unreported(Instant now);

    /**
     * The unreported facts of one unit towards one destination.
     *
     * @param since when the oldest of them was accepted; of one that a person had sent again, when that was
     * @param dossierCode of the oldest
     * @param nearestDeadline the nearest legal deadline among them, past or not; null when none has one
     * @param pastDeadline how many are past their legal deadline
     */
    record Unreported(
            String destination,
            String unit,
            long count,
            Instant since,
            String dossierCode,
            @Nullable Instant nearestDeadline,
            long pastDeadline) {}
}
