package vn.lienthong.hub.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folders to which this hub alone writes: of two that wrote to one, each would clear away what the other is writing. Used by one thread. */
final class LiveLocks implements AutoCloseable {
    /** Stays, whoever has it. */
    static final String FILE = ".lock";

    private final Map<Path, FileLock> held = new HashMap<>();

    /**
     * Takes it, where nobody else has it.
     *
     * @throws IOException when another hub has it
     */
    void take(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).toRealPath().resolve(FILE);
        // A person may have moved the folder away, with the lock in it.
        if (held.containsKey(file) && Files.exists(file)) {
            return;
        }
        release(held.remove(file));
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tried(channel);
        if (lock == null) {
            channel.close();
            throw new IOException("another hub writes there, give each a record-folder of its own");
        }
        held.put(file, lock);
    }

    private static @Nullable FileLock tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void release(@Nullable FileLock lock) {
        if (lock != null) {
            try {
                lock.acquiredBy().close();
            } catch (IOException e) {
                // Gone with the folder in which it was.
            }
        }
    }

    @Override
    public void close() {
        held.values().forEach(LiveLocks::release);
        held.clear();
    }
}
