package vn.lienthong.hub.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One message and its answer, with the bytes of both, kept for explaining. Secrets are masked in {@code sent}.
 *
 * @param operation the destination's name for what was asked; {@link #UPLOAD} when the answer is that to a file, and the message was not sent
 * @param session which login was used: counts up with each new one; 0 where there is none
 * @param uploads what was uploaded before, in order
 */
public record Conversation(
        String operation,
        byte[] sent,
        Answer answer,
        Instant startedAt,
        Duration took,
        long session,
        List<Conversation> uploads) {

    /** What an upload is called where the answers of operations are told apart. */
    public static final String UPLOAD = "upload";

    /** Whether it ended before the message itself was sent: with the upload of a file. */
    public boolean endedAtUpload(String asked) {
        return !operation.equals(asked) && operation.equals(UPLOAD);
    }
}
