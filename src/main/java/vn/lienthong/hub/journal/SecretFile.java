package vn.lienthong.hub.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import vn.lienthong.hub.vocabulary.WholeFile;

/** Files that only their owner may read: keys and passwords. */
public final class SecretFile {

    private SecretFile() {}

    /**
     * Writes a new file; it is never readable by others, not even for a moment. Of several that do so at once, in one folder that they share, one is first.
     *
     * @throws FileAlreadyExistsException when somebody else was quicker
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        // A name by chance: another node may be writing the same file at this moment.
        Path half = Files.createTempFile(
                folder,
                file.getFileName() + ".",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(content));
                channel.force(true);
            }
            publish(half, file);
        } finally {
            Files.deleteIfExists(half);
        }
        // The name, too: what was sealed with a key must never outlive the key in a power cut.
        WholeFile.settle(folder);
    }

    /** A link refuses a name that is taken, in one step; a move would look first and then replace. */
    private static void publish(Path half, Path file) throws IOException {
        try {
            Files.createLink(file, half);
        } catch (UnsupportedOperationException e) {
            Files.move(half, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException e) {
            // Some shared folders know no links.
            Files.move(half, file);
        }
    }
}
