package vn.lienthong.hub.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.WholeFile;

/** Whether a start failed because a disk is full; then nothing else that could be said about it helps. */
final class FullDisk {
    /** With less than this nothing that writes a file can be expected to work. */
    private static final long LEAST_ROOM = 8L << 20;

    private static final String CURE =
            "Make room there (never inside hub.data), or move hub.data to a larger disk; then start again.";

    private FullDisk() {}

    /** The failure in words, when it is one of a full disk. */
    static Optional<JournalUnavailable> told(Path folder, Throwable failure) {
        long room = room(folder);
        return says(failure) || room < LEAST_ROOM
                ? Optional.of(unavailable((room >> 20) + " MB left for " + folder, failure))
                : Optional.empty();
    }

    /** The same for a database of which we know no folder. */
    static Optional<JournalUnavailable> told(Throwable failure) {
        return says(failure)
                ? Optional.of(unavailable("the database answers that its disk is full", failure))
                : Optional.empty();
    }

    private static JournalUnavailable unavailable(String found, Throwable failure) {
        return new JournalUnavailable("The disk of the journal is full. Found: " + found + ". " + CURE, failure);
    }

    private static boolean says(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "53100".equals(sql.getSQLState())) {
                return true;
            }
        }
        return WholeFile.noRoom(failure);
    }

    /** Of the nearest folder that is there. */
    private static long room(Path folder) {
        @Nullable Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there == null ? Long.MAX_VALUE : Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
