package vn.lienthong.hub.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads HTTP/1.1 messages off a socket with as little work as possible; used by one thread. */
final class Wire {
    private final InputStream in;
    private byte[] buffer = new byte[32 << 10];
    private int length;
    private int bodyFrom;
    private int messageEnd;
    private String head = "";

    Wire(InputStream in) {
        this.in = in;
    }

    /** Reads one message; false when the other side closed before it began. */
    boolean read() throws IOException {
        System.arraycopy(buffer, messageEnd, buffer, 0, length - messageEnd);
        length -= messageEnd;
        messageEnd = 0;
        int end;
        while ((end = headEnd()) < 0) {
            if (!more()) {
                return false;
            }
        }
        head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        bodyFrom = end;
        int at = head.indexOf("content-length:");
        if (at >= 0) {
            messageEnd = end
                    + Integer.parseInt(
                            head.substring(at + 15, head.indexOf('\r', at)).trim());
            while (length < messageEnd) {
                need();
            }
        } else if (head.contains("transfer-encoding: chunked")) {
            while (!endsWithLastChunk()) {
                need();
            }
            messageEnd = length;
        } else {
            messageEnd = end;
        }
        return true;
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    boolean says(String headerLine) {
        return head.contains(headerLine);
    }

    byte[] bytes() {
        return buffer;
    }

    int bodyFrom() {
        return bodyFrom;
    }

    int end() {
        return messageEnd;
    }

    private boolean more() throws IOException {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * length);
        }
        int read = in.read(buffer, length, buffer.length - length);
        length += Math.max(0, read);
        return read >= 0;
    }

    private void need() throws IOException {
        if (!more()) {
            throw new EOFException("closed in mid-message");
        }
    }

    private int headEnd() {
        for (int i = 3; i < length; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean endsWithLastChunk() {
        byte[] last = {'0', '\r', '\n', '\r', '\n'};
        return length - bodyFrom >= last.length
                && Arrays.equals(buffer, length - last.length, length, last, 0, last.length);
    }
}
