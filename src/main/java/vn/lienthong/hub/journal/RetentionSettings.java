package vn.lienthong.hub.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How long bodies are kept.
 *
 * @param payloads after the last transfer of a record has ended
 * @param refused after a refused submission came
 * @param action what becomes of them then
 * @param folder where archives are written
 * @param leastRoom bytes that must be free there before an archive is begun
 */
public record RetentionSettings(Duration payloads, Duration refused, Action action, Path folder, long leastRoom) {
    /** Above what health calls a full disk, with room for one archive. */
    private static final long LEAST_ROOM = 640L << 20;

    private static final Duration SHORTEST = Duration.ofHours(1);

    /** What becomes of a body whose time is over. */
    public enum Action {
        DROP,
        ARCHIVE
    }

    public RetentionSettings {
        require("payloads", payloads);
        require("refused", refused);
    }

    public static RetentionSettings of(Duration payloads, Duration refused, Action action, Path folder) {
        return new RetentionSettings(payloads, refused, action, folder, LEAST_ROOM);
    }

    private static void require(String key, Duration found) {
        if (found.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "Setting hub.retention." + key + " must be at least PT1H. Found: " + found + ". Example: 90d.");
        }
    }
}
