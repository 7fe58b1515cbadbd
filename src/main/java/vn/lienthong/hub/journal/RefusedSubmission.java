package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * A submission that was answered with a problem, or one with which nothing is wrong and of which no record is made ({@link #NO_RECORD}).
 *
 * @param dossierCode as far as it could be read
 * @param bytes what was received, cut at the intake's limit
 */
public record RefusedSubmission(
        String source, Instant receivedAt, @Nullable String dossierCode, List<Problem> problems, byte[] bytes) {

    /** Code of the problem of what is kept and was not refused: it says nothing that is for us. */
    public static final String NO_RECORD = "no-record-in-message";
}
