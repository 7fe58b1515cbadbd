package vn.lienthong.hub.vocabulary;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;

/** Writes files that nobody ever sees in half, whatever kills the writer. Stateless; one writer of a file at a time. */
public final class WholeFile {
    private WholeFile() {}

    /** What goes into a file. */
    public interface Content {
        void to(OutputStream out) throws IOException;
    }

    /**
     * Writes a file in the place of one that may be there. It is on disk under its name when this returns, also after a power cut; where it fails, what was
     * there stays.
     *
     * @param file in a folder that is there
     * @param attributes of the file, such as who may read it
     * @throws IOException when the disk takes it not
     */
    public static void write(Path file, Content content, FileAttribute<?>... attributes) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, attributes);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel)) {
                @Override
                public void close() throws IOException {
                    // Who writes may close; the file is needed for a moment longer.
                    flush();
                }
            };
            content.to(out);
            out.flush();
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        settle(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    }

    /** Whether it failed for want of room: a full disk, a quota. Then advice about names and rights would mislead. */
    public static boolean noRoom(Throwable failure) {
        return says(failure, "No space left on device") || says(failure, "Disk quota exceeded");
    }

    /**
     * What helps where one could not be written, as a sentence.
     *
     * @param what is named by who writes: 'a folder'
     * @param otherwise where neither room nor a limit is to blame
     */
    public static String cure(Throwable failure, String what, String otherwise) {
        if (noRoom(failure)) {
            return "Make room there, or name " + what + " on another disk.";
        }
        return says(failure, "File too large")
                ? "Allow files of that size there (ulimit -f), or name " + what + " on another disk."
                : otherwise;
    }

    private static boolean says(Throwable failure, String words) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(words)) {
                return true;
            }
        }
        return false;
    }

    /** Has on disk which names a folder holds. */
    public static void settle(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
