package vn.lienthong.hub.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;

/** Files that a hub holds, in memory. */
final class BytesHeld implements HeldFiles {

    private final Map<String, byte[]> held = new HashMap<>();

    BytesHeld(byte[]... files) {
        for (byte[] file : files) {
            held.put(sha256(file), file);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
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
