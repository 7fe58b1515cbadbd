package vn.lienthong.hub.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Bytes that wait, first in first out: a little of them in memory, the rest in a file that is gone when closed. Not thread-safe. */
final class Spool implements AutoCloseable {
    private static final int IN_MEMORY = 1 << 20;
    private static final int PIECE = 64 << 10;

    private final ArrayDeque<byte[]> memory = new ArrayDeque<>();
    private long inMemory;
    private @Nullable FileChannel file;
    private long read;
    private long written;

    /** How many bytes wait. */
    long size() {
        return inMemory + written - read;
    }

    void add(byte[] bytes) throws IOException {
        if (written == read && inMemory + bytes.length <= IN_MEMORY) {
            memory.add(bytes);
            inMemory += bytes.length;
            return;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            written += file().write(rest, written);
        }
    }

    /** Moves bytes on, at least one piece, and no more pieces than begin within {@code most} bytes. */
    void pour(OutputStream out, long most) throws IOException {
        long poured = 0;
        while (poured < most && size() > 0) {
            byte[] piece = next();
            out.write(piece);
            poured += piece.length;
        }
    }

    private byte[] next() throws IOException {
        byte[] first = memory.poll();
        if (first != null) {
            inMemory -= first.length;
            return first;
        }
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, written - read));
        while (piece.hasRemaining()) {
            read += file().read(piece, read);
        }
        if (read == written) {
            file().truncate(0);
            read = 0;
            written = 0;
        }
        return piece.array();
    }

    private FileChannel file() throws IOException {
        FileChannel open = file;
        if (open == null) {
            Path path = Files.createTempFile("lienthong-hub-batch-", ".answers");
            open = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            file = open;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
