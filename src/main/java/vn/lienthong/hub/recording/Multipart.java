package vn.lienthong.hub.recording;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body in parts, each piece as it stands between boundaries; what stands before the first and behind the last is nothing that anybody reads.
 *
 * @param boundary with its two hyphens
 */
record Multipart(byte[] boundary, List<byte[]> pieces) {
    private static final byte[] FRONT = "X: \r\n".getBytes(StandardCharsets.US_ASCII);

    /**
     * One part.
     *
     * @param start the line break before it
     * @param message its head and content, behind a first line that is not there
     * @param end the line break behind it
     */
    record Part(byte[] start, HttpBytes message, byte[] end) {
        /** Its bytes with another head or content. */
        byte[] with(HttpBytes other) {
            byte[] walked = other.bytes();
            byte[] out = Arrays.copyOf(start, start.length + walked.length - FRONT.length + end.length);
            System.arraycopy(walked, FRONT.length, out, start.length, walked.length - FRONT.length);
            System.arraycopy(end, 0, out, out.length - end.length, end.length);
            return out;
        }
    }

    /** Null when there is no boundary in it. */
    static @Nullable Multipart of(String contentType, byte[] body) {
        String said = new HttpBytes("", List.of(new HttpBytes.Header("Content-Type", contentType)), body)
                .parameter("Content-Type", "boundary");
        byte[] boundary = ("--" + said).getBytes(StandardCharsets.UTF_8);
        int at = said.isEmpty() ? -1 : HttpBytes.indexOf(body, boundary, 0);
        if (at < 0) {
            return null;
        }
        List<byte[]> pieces = new ArrayList<>();
        while (at >= 0) {
            int from = at + boundary.length;
            int next = HttpBytes.indexOf(body, boundary, from);
            pieces.add(Arrays.copyOfRange(body, from, next < 0 ? body.length : next));
            at = next;
        }
        return new Multipart(boundary, pieces);
    }

    /** The end behind the last part; half a body has none. */
    boolean isEnd(int index) {
        byte[] piece = pieces.get(index);
        return index == pieces.size() - 1 && piece.length >= 2 && piece[0] == '-' && piece[1] == '-';
    }

    /** Line break, headers, a blank line, the content, a line break. */
    Part part(int index) {
        byte[] piece = pieces.get(index);
        int start = piece.length > 1 && piece[0] == '\r' ? 2 : piece.length > 0 && piece[0] == '\n' ? 1 : 0;
        boolean broken =
                piece.length - start >= 2 && piece[piece.length - 2] == '\r' && piece[piece.length - 1] == '\n';
        int end = broken ? piece.length - 2 : piece.length;
        byte[] inner = Arrays.copyOfRange(piece, start, Math.max(start, end));
        byte[] message = Arrays.copyOf(FRONT, FRONT.length + inner.length);
        System.arraycopy(inner, 0, message, FRONT.length, inner.length);
        return new Part(
                Arrays.copyOf(piece, start), HttpBytes.parse(message), Arrays.copyOfRange(piece, end, piece.length));
    }

    List<HttpBytes> messages() {
        List<HttpBytes> parts = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (!isEnd(i)) {
                parts.add(part(i).message());
            }
        }
        return parts;
    }
}
