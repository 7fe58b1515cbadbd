package vn.lienthong.hub.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, one after the other, none longer than a limit: what is longer is cut, not collected. Not thread-safe. */
public final class Lines {
    private static final int BUFFER = 64 << 10;
    /** A line that goes on beyond this after it was cut is no line but a body without end. */
    private static final long ENDLESS = 64 << 20;

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long total;

    /**
     * Lines of a stream, which stays the caller's to close.
     *
     * @param limit most bytes of a line
     */
    public Lines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * One line without its end (LF or CRLF).
     *
     * @param bytes the line, or its first {@code limit} bytes when it is too long
     * @param endless whether it goes on far beyond the limit: then nothing more can be read
     */
    public record Line(byte[] bytes, boolean tooLong, boolean endless) {}

    /** Bytes read so far. */
    long total() {
        return total;
    }

    /** Bytes of the lines that were given, with their ends. */
    public long consumed() {
        return total - (to - from);
    }

    /** The next line, or null at the end. What stands behind the last line end counts as a line if it is not empty. */
    public @Nullable Line next() throws IOException {
        if (from == to && !fill()) {
            return null;
        }
        int end = lineEnd();
        if (end >= 0 && end - from <= limit) {
            Line line = line(buffer, from, end);
            from = end + 1;
            return line;
        }
        return gathered();
    }

    /** A line that does not lie in the buffer as a whole. */
    private Line gathered() throws IOException {
        ByteArrayOutputStream gathered = new ByteArrayOutputStream(BUFFER);
        long length = 0;
        boolean ended = false;
        while (!ended && length <= limit + ENDLESS && (from < to || fill())) {
            int end = lineEnd();
            ended = end >= 0;
            int stop = ended ? end : to;
            int room = (int) Math.min(stop - from, Math.max(0, limit - length));
            gathered.write(buffer, from, room);
            length += stop - from;
            from = ended ? end + 1 : to;
        }
        byte[] bytes = gathered.toByteArray();
        if (length > limit) {
            return new Line(bytes, true, length > limit + ENDLESS);
        }
        return line(bytes, 0, bytes.length);
    }

    private static Line line(byte[] bytes, int start, int end) {
        int last = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        byte[] line = new byte[last - start];
        System.arraycopy(bytes, start, line, 0, line.length);
        return new Line(line, false, false);
    }

    private int lineEnd() {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        from = 0;
        to = Math.max(0, read);
        total += to;
        return read > 0;
    }
}
