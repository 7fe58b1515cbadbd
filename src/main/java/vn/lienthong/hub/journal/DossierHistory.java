package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole path of what one source sent of a dossier, oldest first. */
public record DossierHistory(
        String source, String dossierCode, String unit, List<SubmissionView> submissions, List<Event> events) {

    /**
     * Something that happened to a transfer: an attempt, or an act of a person.
     *
     * @param kind {@code delivered}, {@code parked}, {@code deferred}, {@code unclear}, {@code released}, {@code resent}, {@code cancelled}, {@code superseded}
     * @param who the person, for acts
     * @param text reference, problem or reason
     * @param unreadable why the exchanges cannot be shown, if there were some and they cannot
     */
    public record Event(
            long cursor,
            long transferId,
            Instant at,
            String kind,
            @Nullable String row,
            @Nullable String who,
            @Nullable String text,
            List<Landing.KeptExchange> exchanges,
            @Nullable String unreadable) {}
}
