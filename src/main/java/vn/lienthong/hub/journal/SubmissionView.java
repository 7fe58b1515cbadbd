package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * A submission as it is shown: no personal data.
 *
 * @param state {@code accepted}, {@code superseded} or {@code refused}
 * @param problems why it was refused, as messages
 * @param problemCodes the same as codes, as far as they were kept
 * @param pulled the messages it came from, where it was pulled
 * @param spared destinations that would be owed it, and are not, because of where it came from
 * @param later destinations that are owed it only once its unit goes over
 */
public record SubmissionView(
        long id,
        String source,
        @Nullable String dossierCode,
        int revision,
        String state,
        Instant at,
        int size,
        List<String> problems,
        List<String> problemCodes,
        List<TransferView> transfers,
        List<PullBook.Pulled> pulled,
        List<String> spared,
        List<Later> later) {

    /** One that is owed nothing later. */
    public SubmissionView(
            long id,
            String source,
            @Nullable String dossierCode,
            int revision,
            String state,
            Instant at,
            int size,
            List<String> problems,
            List<String> problemCodes,
            List<TransferView> transfers,
            List<PullBook.Pulled> pulled,
            List<String> spared) {
        this(
                id,
                source,
                dossierCode,
                revision,
                state,
                at,
                size,
                problems,
                problemCodes,
                transfers,
                pulled,
                spared,
                List.of());
    }

    /**
     * A destination that is owed it once its unit has moved over so far.
     *
     * @param state of the unit now
     */
    public record Later(String destination, SwitchoverState state) {}
}
