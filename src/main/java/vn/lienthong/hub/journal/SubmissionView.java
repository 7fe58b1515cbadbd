package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A submission as it is shown: no personal data.
 *
 * @param state {@code accepted}, {@code superseded} or {@code refused}
 * @param problems why it was refused, as messages
 * @param problemCodes the same as codes, as far as they were kept
 * @param pulled the messages it came from, where it was pulled
 * @param spared destinations that would be owed it, and are not, because of where it came from
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
        List<String> spared) {}
