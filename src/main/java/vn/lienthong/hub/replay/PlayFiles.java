package vn.lienthong.hub.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines of NDJSON files, one after the other, read as they are needed. Not thread-safe. */
final class PlayFiles implements Iterator<byte[]>, AutoCloseable {
    private static final int LONGEST_LINE = 32 << 20;

    private final Queue<Path> files;
    private @Nullable InputStream open;
    private byte @Nullable [] next;

    private PlayFiles(List<Path> files) {
        this.files = new ArrayDeque<>(files);
    }

    /** @throws IOException when there is nothing to play, with what to do */
    static PlayFiles of(Path fileOrFolder) throws IOException {
        if (Files.isRegularFile(fileOrFolder)) {
            return new PlayFiles(List.of(fileOrFolder));
        }
        List<Path> found = List.of();
        if (Files.isDirectory(fileOrFolder)) {
            try (Stream<Path> walk = Files.walk(fileOrFolder)) {
                found = walk.filter(PlayFiles::isPlayable).sorted().toList();
            }
        }
        if (found.isEmpty()) {
            throw new IOException("There is nothing to play. Found: "
                    + (Files.exists(fileOrFolder) ? "no .ndjson, .jsonl or .json file in " : "no such file or folder: ")
                    + fileOrFolder + ". Name an NDJSON file, or a folder with such files.");
        }
        return new PlayFiles(found);
    }

    private static boolean isPlayable(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".json");
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && advance()) {
                // Blank lines are passed over.
            }
            return next != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("Everything is played.");
        }
        byte[] line = next;
        next = null;
        return line;
    }

    private boolean advance() throws IOException {
        if (open == null) {
            Path file = files.poll();
            if (file == null) {
                return false;
            }
            if (file.getFileName().toString().endsWith(".json")) {
                next = oneLine(Files.readAllBytes(file));
                return true;
            }
            open = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            skipByteOrderMark(open);
        }
        byte[] line = readLine(open);
        if (line == null) {
            open.close();
            open = null;
        } else if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
            next = line;
        }
        return true;
    }

    private static void skipByteOrderMark(InputStream in) throws IOException {
        in.mark(3);
        if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
            in.reset();
        }
    }

    private static byte @Nullable [] readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(4_096);
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() == LONGEST_LINE) {
                throw new IOException("A line is too long to be a record. Found: more than " + LONGEST_LINE
                        + " bytes without a line feed. Give NDJSON: one record per line.");
            }
            line.write(b);
        }
        return line.toByteArray();
    }

    /** A record that was written over several lines, as one. */
    private static byte[] oneLine(byte[] json) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try {
            return mapper.writeValueAsBytes(mapper.readTree(json));
        } catch (JsonProcessingException e) {
            return new String(json, StandardCharsets.UTF_8)
                    .replaceAll("\\R", " ")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
