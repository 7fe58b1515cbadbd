package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.OptionalLong;

/** The files of dossiers that the hub holds, by the SHA-256 of their bytes. Thread-safe. */
public interface HeldFiles {

    /** Where nothing is held: the commands that need no files. */
    HeldFiles NONE = new HeldFiles() {
        @Override
        public OptionalLong size(String sha256) {
            return OptionalLong.empty();
        }

        @Override
        public InputStream open(String sha256) throws IOException {
            throw new NoSuchFileException(sha256);
        }
    };

    /** Bytes of a held file, or empty. */
    OptionalLong size(String sha256);

    /**
     * Opens a held file.
     *
     * @throws NoSuchFileException when it is not held
     */
    InputStream open(String sha256) throws IOException;

    /**
     * What was noted under a name for a submission; empty where nothing can be noted.
     *
     * @param submission 0 where there is none
     */
    default Optional<String> noted(long submission, String name) {
        return Optional.empty();
    }

    /**
     * Notes a few words under a name for a submission, where that can be. They stay as long as the submission can be sent.
     *
     * @throws IOException when the disk fails or is full
     */
    default void note(long submission, String name, String words) throws IOException {
        // Only what has a disk can.
    }

    /**
     * Takes a note away that nobody needs any more.
     *
     * @throws IOException when the disk fails
     */
    default void forget(long submission, String name) throws IOException {
        // Where nothing can be noted there is none.
    }
}
