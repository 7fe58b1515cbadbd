package vn.lienthong.hub.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.hub.connector.FileShelf;

/** Test tool: a shelf that keeps files and notes in memory. */
final class ShelfInMemory implements FileShelf {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> notes = new ConcurrentHashMap<>();

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Taken take(InputStream bytes, long limit) throws IOException {
        byte[] all = bytes.readAllBytes();
        files.put(sha256(all), all);
        return new Taken(sha256(all), all.length, all.length > limit);
    }

    @Override
    public Optional<String> noted(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    @Override
    public void note(String name, String words) {
        notes.put(name, words);
    }

    @Override
    public OptionalLong size(String sha256) {
        byte[] file = files.get(sha256);
        return file == null ? OptionalLong.empty() : OptionalLong.of(file.length);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        byte[] file = files.get(sha256);
        if (file == null) {
            throw new NoSuchFileException(sha256);
        }
        return new ByteArrayInputStream(file);
    }
}
