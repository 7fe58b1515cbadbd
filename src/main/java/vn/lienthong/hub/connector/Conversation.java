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

    /** What the fetching of a file is called there. */
    static final String DOWNLOAD = "download";

    private static final String BEFORE = UPLOAD + ":";

    /** Whether it is a file that went or came: by HTTP alone, also where everything else is SOAP. */
    static boolean isFile(String operation) {
        return operation.equals(UPLOAD) || operation.equals(DOWNLOAD);
    }

    /** How an operation is called where it only prepared an upload. */
    static String ofPreparation(String operation) {
        return BEFORE + operation;
    }

    /** The operation as the destination calls it. */
    static String asked(String operation) {
        return operation.startsWith(BEFORE) ? operation.substring(BEFORE.length()) : operation;
    }

    /** Whether an operation went before a message, and no mapping made it: the upload of a file, or what prepared it. */
    public static boolean isPreparation(String operation) {
        return operation.equals(UPLOAD) || operation.startsWith(BEFORE);
    }

    /** Whether it ended before the message itself was sent: with the upload of a file. */
    public boolean endedAtUpload(String asked) {
        return !operation.equals(asked) && isPreparation(operation);
    }
}
