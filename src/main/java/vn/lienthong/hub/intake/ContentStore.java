package vn.lienthong.hub.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files by the SHA-256 of their bytes. What is told as stored is on disk, whole; a file never changes. Thread-safe.
 */
public interface ContentStore {

    /** A store in a folder, made when missing. */
    static ContentStore folder(Path folder) {
        return new FolderStore(folder);
    }

    /** Whether a text can be a name: 64 hexadecimal digits in lower case. */
    static boolean isName(String text) {
        if (text.length() != 64) {
            return false;
        }
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /** Size of a held file, or empty. */
    OptionalLong size(String sha256);

    /**
     * Takes a file in. Nothing is kept unless the result is STORED or HELD.
     *
     * @param limit most bytes
     * @throws IOException when the sender is gone
     * @throws StoreFailure when the disk fails or is full
     */
    Result put(String sha256, InputStream bytes, long limit) throws IOException;

    /**
     * Takes in a file of which nobody knows the hash. Nothing is kept unless the result is STORED or HELD.
     *
     * @throws IOException when the sender is gone
     * @throws StoreFailure when the disk fails or is full
     */
    Taken take(InputStream bytes, long limit) throws IOException;

    /** What was noted under a name; empty when nothing was, or the disk fails. */
    Optional<String> noted(String name);

    /**
     * Notes a few words under a name; the next note takes their place. All nodes that share the store can read it.
     *
     * @throws StoreFailure when the disk fails or is full
     */
    void note(String name, String words) throws StoreFailure;

    /**
     * Opens a held file.
     *
     * @throws java.nio.file.NoSuchFileException when it is not held
     */
    InputStream open(String sha256) throws IOException;

    /**
     * Takes away what was on its way when a hub was killed. To be called at the start, before anything is put in.
     *
     * @param untouchedSince only what was written to last before that: other nodes may share the store and be receiving
     * @return how many files
     */
    int tidy(Instant untouchedSince);

    /** A file that was taken in: how that ended, and by which name it is held. */
    record Taken(Result result, String sha256, long size) {}

    /** How a put ended. */
    enum Result {
        STORED,
        HELD,
        /** The bytes have another hash. */
        DIFFERENT,
        TOO_LARGE
    }

    /** The disk failed or is full. */
    final class StoreFailure extends IOException {
        private static final long serialVersionUID = 1L;

        StoreFailure(IOException cause) {
            super("the content store cannot write: " + cause.getMessage(), cause);
        }
    }
}
