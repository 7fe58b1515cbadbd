package vn.lienthong.hub.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

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

    /** What was noted under a name for a submission; empty when nothing was, or the disk fails. */
    Optional<String> noted(long submission, String name);

    /**
     * Notes a few words under a name for a submission; the next note takes their place. All nodes that share the store can read it.
     *
     * @throws StoreFailure when the disk fails or is full
     */
    void note(long submission, String name, String words) throws StoreFailure;

    /**
     * Takes one note away, if it is there.
     *
     * @throws IOException when the disk fails
     */
    void forget(long submission, String name) throws IOException;

    /**
     * Takes away the notes of submissions that nobody can send any more, a few hundred at a time, oldest first.
     *
     * @param below only those of submissions with a smaller id are looked at
     * @param over which of some submissions are over
     * @param goOn asked before each step; false ends it
     * @return of how many submissions
     */
    int forget(long below, UnaryOperator<Set<Long>> over, BooleanSupplier goOn);

    /**
     * Takes away what was noted under no submission, and not since this time.
     *
     * @param goOn asked before each note; false ends it
     * @return how many notes
     */
    int forget(Instant notedBefore, BooleanSupplier goOn);

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
