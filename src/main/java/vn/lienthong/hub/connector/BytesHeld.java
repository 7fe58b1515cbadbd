package vn.lienthong.hub.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.hub.vocabulary.Sha256;

/** Files that a hub holds, in memory; it notes nothing, so that no case leaves anything to another. */
final class BytesHeld implements FileShelf {

    private final Map<String, byte[]> held = new ConcurrentHashMap<>();

    BytesHeld(byte[]... files) {
        for (byte[] file : files) {
            held.put(sha256(file), file);
        }
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes));
    }

    @Override
    public Taken take(InputStream bytes, long limit) throws IOException {
        byte[] all = bytes.readNBytes((int) limit + 1);
        if (all.length <= limit) {
            held.put(sha256(all), all);
        }
        return new Taken(sha256(all), all.length, all.length > limit);
    }

    @Override
    public Optional<String> noted(long submission, String name) {
        return Optional.empty();
    }

    @Override
    public void note(long submission, String name, String words) {}

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
