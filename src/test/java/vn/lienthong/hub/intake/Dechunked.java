package vn.lienthong.hub.intake;

import java.io.IOException;
import java.io.InputStream;

/** A body that comes in chunks, as one stream. */
final class Dechunked extends InputStream {
    private final InputStream in;
    private int left;
    private boolean first = true;
    private boolean ended;

    Dechunked(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(into, offset, Math.min(length, left));
        if (read < 0) {
            throw new IOException("the answer was cut in the middle");
        }
        left -= read;
        return read;
    }

    private void nextChunk() throws IOException {
        if (!first) {
            line();
        }
        first = false;
        String size = line();
        if (size.isEmpty()) {
            throw new IOException("the answer was cut between two chunks");
        }
        left = Integer.parseInt(size, 16);
        ended = left == 0;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
