package vn.lienthong.hub.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * An archive of bodies: NDJSON under zstd, one line for each body, with a {@code .sha256} beside it. Each body is sealed as the journal's
 * are, for the number in {@code sealedFor}: {@code keyId} names the key, without which nobody can read it.
 */
public final class ArchiveFile {
    /** Of an archive's name. */
    public static final String ENDING = ".ndjson.zst";

    /** Beside an archive: its checksum, as sha256sum writes it. */
    static final String SUM = ".sha256";

    static final JsonMapper JSON = new JsonMapper(new JsonFactory());

    private final Path file;

    private ArchiveFile(Path file) {
        this.file = file;
    }

    public static ArchiveFile at(Path file) {
        return new ArchiveFile(file);
    }

    /** Those of a folder, by name, which is by time. */
    public static List<ArchiveFile> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(ENDING))
                    .sorted()
                    .map(ArchiveFile::at)
                    .toList();
        }
    }

    public Path file() {
        return file;
    }

    /** The checksum that stands beside it; null when none does. */
    public @Nullable String noted() throws IOException {
        Path sum = file.resolveSibling(file.getFileName() + SUM);
        if (!Files.exists(sum)) {
            return null;
        }
        String text = Files.readString(sum, StandardCharsets.UTF_8).strip();
        return text.length() < 64 ? text : text.substring(0, 64).toLowerCase(Locale.ROOT);
    }

    /** The checksum of what is there. */
    public String checksum() throws IOException {
        return sha256(file);
    }

    /** Gives each line, its body still sealed. */
    public void lines(Consumer<JsonNode> each) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new ZstdInputStream(raw), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.accept(JSON.readTree(line));
            }
        }
    }

    /**
     * The body of a line: of an attempt the exchanges as the journal packs them.
     *
     * @param keyFile key of the journal of that time
     * @throws IllegalStateException in three parts, when it cannot be opened
     */
    public static byte[] body(JsonNode line, @Nullable Path keyFile) {
        JsonNode keyId = line.path("keyId");
        PayloadSeal seal = keyId.isMissingNode() || keyFile == null ? PayloadSeal.none() : PayloadSeal.of(keyFile);
        return seal.open(
                line.path("sealedFor").asLong(),
                keyId.isMissingNode() ? null : (Integer) Integer.parseUnsignedInt(keyId.asText(), 16),
                Base64.getDecoder().decode(line.path("sealed").asText()));
    }

    /** The exchanges of the body of an attempt. */
    public static List<Landing.KeptExchange> exchanges(byte[] body) {
        return KeptExchanges.unpack(body);
    }

    static String sha256(Path file) throws IOException {
        MessageDigest sha = Sha256.begin();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}
