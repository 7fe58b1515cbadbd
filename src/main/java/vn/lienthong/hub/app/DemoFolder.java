package vn.lienthong.hub.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.EmbeddedDatabase;
import vn.lienthong.hub.vocabulary.WholeFile;

/**
 * The demo's own data, apart from those of a real hub in the same place. One demo at a time: the folder is locked while it is used,
 * so that a second demo cannot clear it under the first.
 */
final class DemoFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private DemoFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Locks the folder, and clears it.
     *
     * @param keep leaves what an earlier demo left
     */
    static DemoFolder in(Path data, boolean keep) {
        return of("demo", data, keep);
    }

    /**
     * The same of another command that keeps its data as a demo does.
     *
     * @param whose what people call it: demo, replay
     */
    static DemoFolder of(String whose, Path data, boolean keep) {
        Path folder = data.resolve("demo");
        try {
            Files.createDirectories(data);
            DemoFolder demo = new DemoFolder(folder, lock(whose, data.resolve("demo.lock")));
            if (!keep) {
                demo.clear();
            }
            Files.createDirectories(folder);
            return demo;
        } catch (IOException e) {
            throw CommandFailure.outOfReach(
                    "The folder of the " + whose + " cannot be used.",
                    folder + " (" + e + ")",
                    WholeFile.noRoom(e)
                            ? "Make room on its disk, or name a folder on another: --data FOLDER."
                            : "Make it writable for this user, or name another: --data FOLDER.");
        }
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("The lock of the demo's folder could not be given back", e);
        }
    }

    private static FileChannel lock(String whose, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw CommandFailure.outOfReach(
                    "Another " + whose + " is using this folder.",
                    file.getParent() + " is locked",
                    "Stop the other " + whose + ", or give this one a folder of its own: --data FOLDER.");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void clear() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Path journal = folder.resolve("journal");
        if (left(journal)) {
            // A demo that was killed left its database running; opening and closing the journal's folder stops it.
            EmbeddedDatabase.start(journal).close();
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    private static boolean left(Path journal) throws IOException {
        if (!Files.exists(journal)) {
            return false;
        }
        try (Stream<Path> walk = Files.walk(journal, 2)) {
            return walk.anyMatch(path -> path.endsWith("postmaster.pid"));
        }
    }
}
