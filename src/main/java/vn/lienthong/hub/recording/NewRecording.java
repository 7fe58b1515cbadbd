package vn.lienthong.hub.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recording under way: its exchanges are written into a hidden folder within the one where they are to be, and come there when all are written. What a
 * kill, a full disk or a broken connection left is never found there, and who writes there next clears it away. One at a time in a folder; not thread-safe.
 */
public final class NewRecording implements AutoCloseable {
    /** Hidden, in the folder where it is to be. */
    public static final String FOLDER = ".arriving";

    private static final String LOCK = "lock";
    /** Made when all are written: what a kill left then is put where it belongs. */
    private static final String WHOLE = "whole";

    private final Path to;
    private final boolean made;
    private final Path folder;
    private final FileChannel lock;

    private NewRecording(Path to, boolean made, FileChannel lock) {
        this.to = to;
        this.made = made;
        this.folder = to.resolve(FOLDER);
        this.lock = lock;
    }

    /**
     * Begins one; makes the folder where there is none.
     *
     * @throws BadRecording when it cannot be written there, or another writes there at this moment
     */
    public static NewRecording in(Path to) {
        Path place = to.resolve(FOLDER);
        try {
            boolean made = !Files.exists(to);
            Files.createDirectories(place);
            NewRecording begun = new NewRecording(to, made, lock(place));
            begun.clear();
            return begun;
        } catch (IOException e) {
            throw ExchangeFolder.notWritten(to, e);
        }
    }

    private static FileChannel lock(Path place) throws IOException {
        FileChannel channel =
                FileChannel.open(place.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: answered below like any other holder.
        }
        channel.close();
        throw new BadRecording(
                "Another command is recording into this folder.",
                place + " is locked",
                "Wait for its end, or name another folder.");
    }

    /** What one that was killed left. */
    private void clear() throws IOException {
        if (Files.exists(folder.resolve(WHOLE))) {
            put();
        }
        for (Path left : exchanges()) {
            ExchangeFolder.remove(left);
        }
    }

    private List<Path> exchanges() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Where its exchanges are written, each in a folder of its own. */
    public Path folder() {
        return folder;
    }

    /**
     * All are written: puts them where they are to be.
     *
     * @return how many
     * @throws BadRecording when one of them is there already; then none is put there
     */
    public int whole() {
        try {
            List<Path> all = exchanges();
            for (Path one : all) {
                Path target = to.resolve(one.getFileName());
                if (Files.exists(target)) {
                    throw ExchangeFolder.thereAlready(target);
                }
            }
            Files.createFile(folder.resolve(WHOLE));
            put();
            return all.size();
        } catch (IOException e) {
            throw ExchangeFolder.notWritten(to, e);
        }
    }

    private void put() throws IOException {
        for (Path one : exchanges()) {
            Path target = to.resolve(one.getFileName());
            if (!Files.exists(target)) {
                Files.move(one, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.delete(folder.resolve(WHOLE));
    }

    /** What was not whole is taken away. */
    @Override
    public void close() {
        try (lock) {
            ExchangeFolder.remove(folder);
            if (made) {
                deleteIfEmpty();
            }
        } catch (IOException e) {
            // The next one clears it away.
        }
    }

    private void deleteIfEmpty() throws IOException {
        try (Stream<Path> left = Files.list(to)) {
            if (left.findAny().isPresent()) {
                return;
            }
        }
        Files.deleteIfExists(to);
    }
}
