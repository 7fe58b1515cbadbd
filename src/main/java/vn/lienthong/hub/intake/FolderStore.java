package vn.lienthong.hub.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.vocabulary.Sha256;
import vn.lienthong.hub.vocabulary.WholeFile;

/** Files in folders named by the first two digits of their hash; what is on its way lies in {@code incoming}. */
final class FolderStore implements ContentStore {
    private static final Logger LOG = LoggerFactory.getLogger(FolderStore.class);
    private static final int BUFFER = 64 << 10;
    private static final String INCOMING = "incoming";
    private static final String PART = ".part";
    private final Path folder;
    private final NoteShelf notes;

    FolderStore(Path folder) {
        this.folder = folder;
        // Two digits name a shelf of files, so this is none.
        this.notes = new NoteShelf(folder.resolve("notes"));
    }

    @Override
    public OptionalLong size(String sha256) {
        try {
            return OptionalLong.of(Files.size(place(sha256)));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(place(sha256));
    }

    @Override
    public Result put(String sha256, InputStream bytes, long limit) throws IOException {
        return Files.exists(place(sha256))
                ? Result.HELD
                : receive(bytes, limit, sha256).result();
    }

    @Override
    public Taken take(InputStream bytes, long limit) throws IOException {
        return receive(bytes, limit, "");
    }

    /** @param wanted empty: whatever it is */
    private Taken receive(InputStream bytes, long limit, String wanted) throws IOException {
        Path incoming = incoming();
        try {
            Taken taken = receive(incoming, bytes, limit, wanted);
            if (taken.result() == Result.STORED) {
                settle(incoming, place(taken.sha256()));
            }
            return taken;
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    @Override
    public Optional<String> noted(long submission, String name) {
        return notes.read(submission, name);
    }

    @Override
    public void note(long submission, String name, String words) throws StoreFailure {
        Path incoming = incoming();
        try {
            try (FileChannel channel = open(incoming)) {
                write(channel, ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
                force(channel);
            }
            settle(incoming, notes.place(submission, name));
        } catch (IOException e) {
            throw e instanceof StoreFailure failure ? failure : new StoreFailure(e);
        }
    }

    @Override
    public void forget(long submission, String name) throws IOException {
        Files.deleteIfExists(notes.place(submission, name));
    }

    @Override
    public int forget(long below, UnaryOperator<Set<Long>> over, BooleanSupplier goOn) {
        return notes.forget(below, over, goOn);
    }

    @Override
    public int forget(Instant notedBefore, BooleanSupplier goOn) {
        return notes.forget(notedBefore, goOn);
    }

    @Override
    public int tidy(Instant untouchedSince) {
        int gone = 0;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder.resolve(INCOMING), "*" + PART)) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(untouchedSince)) {
                    gone += Files.deleteIfExists(file) ? 1 : 0;
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing was ever put in, or another node was quicker.
        } catch (IOException | DirectoryIteratorException e) {
            // Room is lost, nothing else; the next start tries again.
            LOG.warn("Unfinished attachments could not be taken away: {}", e.toString());
        }
        return gone;
    }

    private Path place(String sha256) {
        if (!ContentStore.isName(sha256)) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal digits");
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private Path incoming() throws StoreFailure {
        try {
            return Files.createTempFile(Files.createDirectories(folder.resolve(INCOMING)), "put-", PART);
        } catch (IOException e) {
            throw new StoreFailure(e);
        }
    }

    private static Taken receive(Path file, InputStream bytes, long limit, String wanted) throws IOException {
        MessageDigest digest = Sha256.begin();
        try (FileChannel channel = open(file)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                size += read;
                if (size > limit) {
                    return new Taken(Result.TOO_LARGE, wanted, size);
                }
                digest.update(buffer, 0, read);
                write(channel, ByteBuffer.wrap(buffer, 0, read));
            }
            String found = HexFormat.of().formatHex(digest.digest());
            if (!wanted.isEmpty() && !found.equals(wanted)) {
                return new Taken(Result.DIFFERENT, found, size);
            }
            force(channel);
            return new Taken(Result.STORED, found, size);
        }
    }

    private static FileChannel open(Path file) throws StoreFailure {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StoreFailure(e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws StoreFailure {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new StoreFailure(e);
        }
    }

    private static void force(FileChannel channel) throws StoreFailure {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new StoreFailure(e);
        }
    }

    /** Two senders of the same file may both come here; the second rename replaces the file by its equal. */
    private void settle(Path incoming, Path place) throws StoreFailure {
        try {
            Path shelf = Objects.requireNonNull(place.getParent());
            boolean fresh = !Files.isDirectory(shelf);
            Files.createDirectories(shelf);
            Files.move(incoming, place, StandardCopyOption.ATOMIC_MOVE);
            // What a new folder holds is there after a power cut when the folder is.
            Path at = shelf;
            while (fresh && !at.equals(folder)) {
                at = Objects.requireNonNull(at.getParent());
                WholeFile.settle(at);
            }
            WholeFile.settle(shelf);
        } catch (IOException e) {
            throw new StoreFailure(e);
        }
    }
}
