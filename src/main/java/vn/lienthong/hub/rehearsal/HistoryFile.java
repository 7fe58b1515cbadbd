package vn.lienthong.hub.rehearsal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of records, one a line, read line by line: however large it is, one line is in memory. Used by one thread. */
final class HistoryFile implements AutoCloseable {
    private static final int LONGEST = 4 << 20;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private long number;

    /** A line; {@code bytes} is null where it is longer than any record. */
    record Line(long number, byte @Nullable [] bytes) {}

    HistoryFile(Path file) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    /** The next line that is not blank; null at the end. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        boolean tooLong = false;
        boolean blank = true;
        int read = in.read();
        while (read >= 0) {
            if (read == '\n') {
                number++;
                if (!blank) {
                    return new Line(number, tooLong ? null : line.toByteArray());
                }
                line.reset();
                tooLong = false;
            } else {
                blank &= read == ' ' || read == '\r' || read == '\t';
                tooLong |= line.size() >= LONGEST;
                if (!tooLong) {
                    line.write(read);
                }
            }
            read = in.read();
        }
        number++;
        return blank ? null : new Line(number, tooLong ? null : line.toByteArray());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
