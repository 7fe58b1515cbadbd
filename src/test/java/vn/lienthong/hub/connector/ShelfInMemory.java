package vn.lienthong.hub.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Test tool: a shelf that keeps files and notes in memory. */
public final class ShelfInMemory implements FileShelf {

    final Map<String, byte[]> held = new ConcurrentHashMap<>();
    private final Map<String, String> notes = new ConcurrentHashMap<>();

    @Override
    public Taken take(InputStream bytes, long limit) throws IOException {
        byte[] all = bytes.readNBytes((int) limit + 1);
        String sha256 = BytesHeld.sha256(all);
        if (all.length <= limit) {
            held.put(sha256, all);
        }
        return new Taken(sha256, all.length, all.length > limit);
    }

    @Override
    public Optional<String> noted(long submission, String name) {
        return Optional.ofNullable(notes.get(submission + name));
    }

    @Override
    public void note(long submission, String name, String words) {
        notes.put(submission + name, words);
    }

    @Override
    public void forget(long submission, String name) {
        notes.remove(submission + name);
    }

    /** How many notes there are. */
    public int notes() {
        return notes.size();
    }

    @Override
    public OptionalLong size(String sha256) {
        byte[] file = held.get(sha256);
        return file == null ? OptionalLong.empty() : OptionalLong.of(file.length);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        byte[] file = held.get(sha256);
        if (file == null) {
            throw new NoSuchFileException(sha256);
        }
        return new ByteArrayInputStream(file);
    }
}
