package vn.lienthong.hub.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recording under way: its exchanges are written into a hidden folder, and come where they are to be when all are written. Where that folder is new, all
 * of it comes there at once; where exchanges are there already, one after the other, and until the last one is there {@link ExchangeFolder#in} refuses it. So
 * a part, as a kill, a full disk or a broken connection leaves it, is never taken for the whole, and who writes there next clears it away or puts the rest
 * there. Nothing is forced to the disk. One at a time in a folder; not thread-safe.
 */
public final class NewRecording implements AutoCloseable {
    /** Hidden, in the folder where it is to be; beside a new one, behind its name. */
    public static final String FOLDER = ".arriving";

    private static final String LOCK = "lock";
    private static final String ALL = "all";
    /** Made when all are written: what a kill left then is put where it belongs. */
    private static final String WHOLE = "whole";

    private final Path to;
    private final boolean fresh;
    private final Path work;
    private final Path folder;
    private final FileChannel lock;

    private NewRecording(Path to, boolean fresh, Path work, FileChannel lock) {
        this.to = to;
        this.fresh = fresh;
        this.work = work;
        this.folder = fresh ? work.resolve(ALL) : work;
        this.lock = lock;
    }

    /**
     * Begins one. A folder that is not there is made when all are written.
     *
     * @throws BadRecording when it cannot be written there, or another writes there at this moment
     */
    public static NewRecording in(Path to) {
        boolean fresh = !Files.exists(to, LinkOption.NOFOLLOW_LINKS);
        Path work = fresh ? to.resolveSibling("." + to.getFileName() + FOLDER) : to.resolve(FOLDER);
        try {
            Files.createDirectories(work);
            NewRecording begun = new NewRecording(to, fresh, work, lock(work));
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
        Files.createDirectories(folder);
        if (Files.exists(folder.resolve(WHOLE))) {
            put();
        }
        for (Path left : exchanges(folder)) {
            ExchangeFolder.remove(left);
        }
    }

    private static List<Path> exchanges(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Where its exchanges are written, each in a folder of its own. */
    public Path folder() {
        return folder;
    }

    /**
     * All are written: puts them where they are to be; none, and no folder, where there are none.
     *
     * @return how many
     * @throws BadRecording when one of them is there already; then none is put there
     */
    public int whole() {
        try {
            List<Path> all = exchanges(folder);
            if (fresh) {
                putAtOnce(all);
                return all.size();
            }
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

    private void putAtOnce(List<Path> all) throws IOException {
        if (all.isEmpty()) {
            return;
        }
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadRecording(
                    "The folder was not there when the recording began, and is there now.",
                    to.toString(),
                    "Name another folder, or take that one away.");
        }
        Files.move(folder, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private void put() throws IOException {
        for (Path one : exchanges(folder)) {
            Path target = to.resolve(one.getFileName());
            if (!Files.exists(target)) {
                Files.move(one, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.delete(folder.resolve(WHOLE));
    }

    /** Whether a command is putting exchanges there just now, or was killed while it did. */
    static boolean isPartIn(Path recording) {
        Path work = recording.resolve(FOLDER);
        try {
            return Files.exists(work.resolve(WHOLE)) && !exchanges(work).isEmpty();
        } catch (IOException e) {
            // It has come to its end at this moment, or is nobody's to look at.
            return false;
        }
    }

    /** What was not whole is taken away; what could not be put where it belongs stays for the next one. */
    @Override
    public void close() {
        if (!lock.isOpen()) {
            // Another may be writing there by now.
            return;
        }
        try (lock) {
            if (!Files.exists(folder.resolve(WHOLE))) {
                ExchangeFolder.remove(work);
            }
        } catch (IOException e) {
            // The next one clears it away.
        }
    }
}
