package vn.lienthong.hub.recording;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.lienthong.hub.journal.SecretFile;
import vn.lienthong.hub.vocabulary.WholeFile;

/**
 * The key by which one set of recordings is masked, and the keyed sums of all originals in it. Both stay in {@code hub.data/recordings/NAME/}, readable by
 * their owner only, and never leave with a recording: whoever has the key can tell which made-up name belongs to whom.
 */
public final class RecordingSet {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
    private static final int KEY_BYTES = 32;
    private static final String KEY = "key";
    private static final String ORIGINALS = "originals";
    private static final Object APPENDING = new Object();

    private final String name;
    private final Path folder;
    private final byte[] key;

    private RecordingSet(String name, Path folder, byte[] key) {
        this.name = name;
        this.folder = folder;
        this.key = key;
    }

    /**
     * Opens a set, making its key when there is none.
     *
     * @param data of the hub, {@code hub.data}
     * @param name a to z, digits and hyphens
     */
    public static RecordingSet open(Path data, String name) {
        Path folder = folder(data, name);
        try {
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve(KEY))) {
                byte[] key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                SecretFile.write(folder.resolve(KEY), key);
            }
        } catch (FileAlreadyExistsException e) {
            // Another was quicker; its key is the set's.
        } catch (IOException e) {
            throw new BadRecording(
                    "The key of the recording set cannot be made.",
                    folder + " (" + e.getMessage() + ")",
                    WholeFile.noRoom(e)
                            ? "Make room on the disk of hub.data."
                            : "Let the hub's user write to hub.data.");
        }
        return known(data, name);
    }

    /**
     * Opens a set that is there.
     *
     * @throws BadRecording when there is none of this name
     */
    public static RecordingSet known(Path data, String name) {
        Path folder = folder(data, name);
        try {
            byte[] key = Files.readAllBytes(folder.resolve(KEY));
            if (key.length != KEY_BYTES) {
                throw new BadRecording(
                        "The key of the recording set is none.",
                        folder.resolve(KEY) + ", " + key.length + " bytes instead of " + KEY_BYTES,
                        "Put back the one from your backup. Without it nobody can tell whether an original was left.");
            }
            return new RecordingSet(name, folder, key);
        } catch (IOException e) {
            throw new BadRecording(
                    "The recording set is not known here, so nobody can tell whether an original was left.",
                    folder.resolve(KEY).toString(),
                    "Run the command where the hub's data is, with the hub's settings (hub.data); for a demo --set hub.data=data/demo.");
        }
    }

    private static Path folder(Path data, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BadRecording(
                    "This is no name of a recording set.",
                    "'" + name + "'",
                    "Use a to z, digits and hyphens, such as spring-tests.");
        }
        return data.resolve("recordings").resolve(name);
    }

    public String name() {
        return name;
    }

    /** Tells keys apart, and nothing of them. */
    public String keyId() {
        return HexFormat.of().toHexDigits(new Keyed(key).number("id", ""));
    }

    /**
     * Masks exchanges into this set.
     *
     * @param harmless what is known of a connector's words, by its name
     */
    public Recorder recorder(Function<String, Harmless> harmless) {
        return new Recorder(this, key, Fields.load(harmless));
    }

    /** Looks for originals of this set. */
    public Scan scan(Function<String, Harmless> harmless) {
        return new Scan(this, key, Fields.load(harmless));
    }

    /** Keeps sums before the exchange that they come from is handed out. */
    void add(byte[] entries) {
        if (entries.length == 0) {
            return;
        }
        Path file = folder.resolve(ORIGINALS);
        try {
            if (!Files.exists(file)) {
                SecretFile.write(file, new byte[0]);
            }
        } catch (FileAlreadyExistsException e) {
            // Another was quicker.
        } catch (IOException e) {
            throw unwritten(file, e);
        }
        // The lock is that of the process: within it a second one at the same time would fail instead of wait.
        synchronized (APPENDING) {
            append(file, entries);
        }
    }

    private static void append(Path file, byte[] entries) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.READ);
                FileLock lock = channel.lock()) {
            // What a power cut left of an entry is no entry.
            channel.position(channel.size() - channel.size() % Originals.ENTRY);
            ByteBuffer bytes = ByteBuffer.wrap(entries);
            while (bytes.hasRemaining() && lock.isValid()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw unwritten(file, e);
        }
    }

    private static BadRecording unwritten(Path file, IOException e) {
        return new BadRecording(
                "What must not be left cannot be noted, so nothing is recorded.",
                file + " (" + e.getMessage() + ")",
                WholeFile.noRoom(e) ? "Make room on the disk of hub.data." : "Let the hub's user write to hub.data.");
    }

    /** Sums with one of these tags, sorted. */
    long[] sums(byte tag) {
        Path file = folder.resolve(ORIGINALS);
        if (!Files.exists(file)) {
            return new long[0];
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            long count = Files.size(file) / Originals.ENTRY;
            long[] sums = new long[1024];
            int size = 0;
            for (long i = 0; i < count; i++) {
                long sum = in.readLong();
                if (in.readByte() == tag) {
                    sums = size == sums.length ? Arrays.copyOf(sums, size * 2) : sums;
                    sums[size++] = sum;
                }
            }
            long[] sorted = Arrays.copyOf(sums, size);
            Arrays.sort(sorted);
            return sorted;
        } catch (IOException e) {
            throw new BadRecording(
                    "The originals of the set cannot be read.", file.toString(), "Run it as the hub's user.");
        }
    }
}
