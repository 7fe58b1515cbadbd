package vn.lienthong.hub.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * Writes one archive: under another name first, and under its own when all of it is on the disk. Nothing is taken out of the journal
 * before that.
 */
final class ArchiveWriter implements AutoCloseable {
    static final String MANIFEST = "manifest.ndjson";

    private static final String PART = ".part";
    private static final int LEVEL = 3;

    private final Path folder;
    private final String name;
    private final PayloadSeal seal;
    private final FileChannel channel;
    private final MessageDigest sha = Sha256.begin();
    private final OutputStream out;
    private long lines;
    private boolean finished;

    /** An archive that is on the disk. */
    record Archived(String file, String sha256, long bytes, long lines) {}

    private ArchiveWriter(Path folder, String name, PayloadSeal seal) throws IOException {
        this.folder = folder;
        this.name = name;
        this.seal = seal;
        this.channel = FileChannel.open(
                folder.resolve(name + PART),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        this.out = new ZstdOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), sha), LEVEL);
    }

    /** Begins an archive whose first block is {@code block}; a part that a crash left is taken away. */
    static ArchiveWriter begin(Path folder, long block, PayloadSeal seal) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        try (Stream<Path> left = Files.list(folder)) {
            for (Path part : left.filter(file -> file.toString().endsWith(PART)).toList()) {
                Files.delete(part);
            }
        }
        String month = IdMint.at(block).toString().substring(0, 7);
        String name = "bodies-" + month + "-" + Ids.text(block);
        // A pass that was killed after this archive was written and before its blocks were gone left one of that name.
        for (int again = 2; Files.exists(folder.resolve(name + ArchiveFile.ENDING)); again++) {
            name = "bodies-" + month + "-" + Ids.text(block) + "-" + again;
        }
        return new ArchiveWriter(folder, name + ArchiveFile.ENDING, seal);
    }

    /** Adds a line with a body, sealed for a number that belongs to it alone. */
    void add(ObjectNode line, long sealedFor, byte[] body) throws IOException {
        Integer key = seal.keyId();
        if (key != null) {
            line.put("keyId", Integer.toHexString(key));
        }
        line.put("sealedFor", sealedFor);
        line.put("sealed", Base64.getEncoder().encodeToString(seal.close(sealedFor, body, body.length)));
        out.write(ArchiveFile.JSON.writeValueAsBytes(line));
        out.write('\n');
        lines++;
    }

    /** How large it is, roughly: what the compressor still holds is not counted. */
    long size() throws IOException {
        return channel.position();
    }

    /** Has everything on the disk, then gives it its name. */
    Archived finish() throws IOException {
        // The stream closes the channel; what is forced is the file.
        out.close();
        Path part = folder.resolve(name + PART);
        force(part);
        Archived archived = new Archived(name, HexFormat.of().formatHex(sha.digest()), Files.size(part), lines);
        Path sum = folder.resolve(name + ArchiveFile.SUM);
        Files.writeString(sum, archived.sha256 + "  " + name + "\n", StandardCharsets.UTF_8);
        force(sum);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Path manifest = folder.resolve(MANIFEST);
        Files.writeString(
                manifest,
                manifest(archived) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        force(manifest);
        force(folder);
        finished = true;
        return archived;
    }

    private String manifest(Archived archived) throws IOException {
        Integer key = seal.keyId();
        ObjectNode line = ArchiveFile.JSON.createObjectNode();
        line.put("file", archived.file);
        line.put("sha256", archived.sha256);
        line.put("bytes", archived.bytes);
        line.put("lines", archived.lines);
        put(line, "keyId", key == null ? null : Integer.toHexString(key));
        return ArchiveFile.JSON.writeValueAsString(line);
    }

    private static void put(ObjectNode line, String key, @Nullable String value) {
        if (value != null) {
            line.put(key, value);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What was not finished is thrown away. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            try {
                out.close();
            } finally {
                channel.close();
                Files.deleteIfExists(folder.resolve(name + PART));
                if (!Files.exists(folder.resolve(name))) {
                    Files.deleteIfExists(folder.resolve(name + ArchiveFile.SUM));
                }
            }
        }
    }
}
