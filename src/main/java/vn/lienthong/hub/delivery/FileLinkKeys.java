package vn.lienthong.hub.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import vn.lienthong.hub.journal.SecretFile;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * The keys that addresses of files are signed with: a file of lines {@code SINCE BASE64}, one for each key. The newest that was there when a transfer was
 * accepted signs for it; every one of them still opens. Immutable.
 */
public final class FileLinkKeys {

    private static final int KEY = 32;

    private final List<Key> keys;

    private record Key(Instant since, SecretKeySpec key) {}

    private FileLinkKeys(List<Key> keys) {
        this.keys = keys.stream().sorted(Comparator.comparing(Key::since)).toList();
    }

    /**
     * Reads the keys; a file that is not there is made, with one key by chance, for its owner alone to read.
     *
     * @throws IllegalArgumentException when the file cannot be used; in three parts
     */
    public static FileLinkKeys at(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return read(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("The keys of the addresses of files cannot be read. Found: " + e
                    + ". Make " + file + " readable and its folder writable for the user that runs the hub.");
        }
    }

    private static void make(Path file) throws IOException {
        byte[] fresh = new byte[KEY];
        new SecureRandom().nextBytes(fresh);
        String line = Instant.EPOCH + " " + Base64.getEncoder().encodeToString(fresh) + "\n";
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            SecretFile.write(file, line.getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            // Another node was quicker; its key is as good.
        }
    }

    private static FileLinkKeys read(Path file, List<String> lines) {
        List<Key> keys = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                keys.add(key(file, line.strip().split("\\s+")));
            }
        }
        if (keys.isEmpty()) {
            throw wrong(file, "no key in it");
        }
        return new FileLinkKeys(keys);
    }

    private static Key key(Path file, String[] words) {
        try {
            byte[] key = Base64.getDecoder().decode(words.length == 2 ? words[1] : "");
            if (key.length >= KEY) {
                return new Key(Instant.parse(words[0]), Sha256.key(key));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // Told below; what stands in the line is a secret.
        }
        throw wrong(file, "a line that is no time and no key of " + KEY + " bytes");
    }

    private static IllegalArgumentException wrong(Path file, String found) {
        return new IllegalArgumentException(
                "The file hub.files.key-file cannot be used. Found: " + found + ", in " + file
                        + ". Write one line for each key, such as: 2026-01-05T00:00:00Z and the output of: openssl rand -base64 32");
    }

    /** The key for a transfer that was accepted then. */
    SecretKeySpec at(Instant acceptedAt) {
        Key found = keys.get(0);
        for (Key key : keys) {
            found = key.since().isAfter(acceptedAt) ? found : key;
        }
        return found.key();
    }

    /** Tells keys apart and gives none away: all nodes on one journal must have the same. */
    public String sum() {
        MessageDigest sum = Sha256.begin();
        for (Key key : keys) {
            sum.update((key.since() + "\n").getBytes(StandardCharsets.US_ASCII));
            sum.update(key.key().getEncoded());
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    List<SecretKeySpec> all() {
        return keys.stream().map(Key::key).toList();
    }
}
