package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where the hub holds files and can put more of them, and a few words about them. Thread-safe. */
public interface FileShelf extends HeldFiles {

    /**
     * Takes a file in.
     *
     * @param limit most bytes
     * @throws IOException when the bytes end early
     * @throws NotKept when the disk fails or is full
     */
    Taken take(InputStream bytes, long limit) throws IOException;

    @Override
    Optional<String> noted(long submission, String name);

    @Override
    void note(long submission, String name, String words) throws NotKept;

    /**
     * A file that was taken in.
     *
     * @param tooLarge nothing was kept
     */
    record Taken(String sha256, long size, boolean tooLarge) {}

    /** Our own disk fails. */
    final class NotKept extends IOException {
        private static final long serialVersionUID = 1L;

        /** For the reason of another failure. */
        public NotKept(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
