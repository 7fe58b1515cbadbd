package vn.lienthong.hub.recording;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A message of HTTP/1.1 as bytes: a first line, headers, a blank line, the body, not chunked. Immutable.
 *
 * @param first request line or status line
 * @param headers in order, each as it was written
 */
record HttpBytes(String first, List<Header> headers, byte[] body) {
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] BARE_END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    /** One header. */
    record Header(String name, String value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    HttpBytes {
        headers = List.copyOf(headers);
    }

    static HttpBytes parse(byte[] bytes) {
        boolean strict = indexOf(bytes, END, 0) >= 0;
        byte[] gap = strict ? END : BARE_END;
        int end = indexOf(bytes, gap, 0);
        int head = end < 0 ? bytes.length : end;
        List<String> lines = new ArrayList<>(
                new String(bytes, 0, head, StandardCharsets.UTF_8).lines().toList());
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(
                    "A recorded message begins with a line of HTTP. Found: nothing. Write it as 'POST / HTTP/1.1', headers, an empty line, the body.");
        }
        List<Header> headers = lines.stream().skip(1).map(HttpBytes::split).toList();
        return new HttpBytes(
                lines.get(0),
                headers,
                end < 0 ? new byte[0] : Arrays.copyOfRange(bytes, end + gap.length, bytes.length));
    }

    private static Header split(String line) {
        int colon = line.indexOf(':');
        return colon < 0
                ? new Header(line, "")
                : new Header(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    String header(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    /** Status of an answer; 0 in a request. */
    int status() {
        String[] parts = first.split(" ", 3);
        return first.startsWith("HTTP/") && parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    }

    String method() {
        return first.split(" ", 2)[0];
    }

    String target() {
        String[] parts = first.split(" ", 3);
        return parts.length > 1 ? parts[1] : "/";
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(first).append("\r\n");
        headers.forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body.length + 2);
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    static int indexOf(byte[] bytes, byte[] what, int from) {
        for (int at = from; at <= bytes.length - what.length; at++) {
            if (Arrays.equals(bytes, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }

    /** A media type in lower case, without parameters. */
    static String type(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "HttpBytes[" + headers.size() + " headers, " + body.length + " bytes]";
    }
}
