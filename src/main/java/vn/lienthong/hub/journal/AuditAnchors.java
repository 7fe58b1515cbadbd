package vn.lienthong.hub.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Times;

/**
 * Newest links as they were noted outside of the database: a text file to which lines are only ever added, and what the running hub
 * itself remembers. A line is {@code TIME node NODE link NUMBER HASH}.
 */
final class AuditAnchors {
    private static final Pattern LINE = Pattern.compile("(\\S+) node (\\d{1,2}) link (\\d{1,18}) ([0-9a-f]{64})");

    private final Map<Integer, TreeMap<Long, Anchor>> noted = new TreeMap<>();
    private final boolean wholeLines;

    /** A link that was noted. */
    record Anchor(int node, long number, byte[] link, String where) {}

    private AuditAnchors(boolean wholeLines) {
        this.wholeLines = wholeLines;
    }

    /** Those of a file; of a file that is not there none. What is no such line is passed over: a write may have been cut off. */
    static AuditAnchors read(@Nullable Path file) {
        if (file == null || !Files.exists(file)) {
            return new AuditAnchors(true);
        }
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            AuditAnchors anchors = new AuditAnchors(text.isEmpty() || text.endsWith("\n"));
            text.lines().forEach(line -> {
                Matcher parts = LINE.matcher(line);
                if (parts.matches()) {
                    anchors.add(new Anchor(
                            Integer.parseInt(parts.group(2)),
                            Long.parseLong(parts.group(3)),
                            HexFormat.of().parseHex(parts.group(4)),
                            "in " + file.getFileName() + " at " + parts.group(1)));
                }
            });
            return anchors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(Anchor anchor) {
        noted.computeIfAbsent(anchor.node, node -> new TreeMap<>()).putIfAbsent(anchor.number, anchor);
    }

    /** Adds lines to the file and has them on the disk. */
    void append(Path file, Instant at, List<AuditChain.Head> heads) {
        StringBuilder lines = new StringBuilder(wholeLines ? "" : "\n");
        for (AuditChain.Head head : heads) {
            lines.append(Times.text(at)).append(' ').append(text(head)).append('\n');
        }
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(AuditChain.Head head) {
        return "node " + head.node() + " link " + head.number() + " "
                + HexFormat.of().formatHex(head.link());
    }

    @Nullable
    Anchor at(int node, long number) {
        TreeMap<Long, Anchor> of = noted.get(node);
        return of == null ? null : of.get(number);
    }

    @Nullable
    Anchor newest(int node) {
        TreeMap<Long, Anchor> of = noted.get(node);
        return of == null ? null : of.lastEntry().getValue();
    }

    Set<Integer> nodes() {
        return noted.keySet();
    }

    int size() {
        return noted.values().stream().mapToInt(Map::size).sum();
    }
}
