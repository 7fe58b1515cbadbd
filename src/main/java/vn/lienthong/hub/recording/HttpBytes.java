package vn.lienthong.hub.recording;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message of HTTP/1.1 as bytes: a first line, headers, a blank line, the body, not chunked. Immutable.
 *
 * @param first request line or status line
 * @param headers in order, each as it was written
 */
public record HttpBytes(String first, List<Header> headers, byte[] body) {
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] BARE_END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    /** One header. */
    public record Header(String name, String value) {
        public boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    public HttpBytes {
        headers = List.copyOf(headers);
    }

    /**
     * Reads it; a bare line feed ends a line too.
     *
     * @throws IllegalArgumentException when there is not even a first line
     */
    public static HttpBytes parse(byte[] bytes) {
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

    /** Value of the first header of that name, in any capitals; empty when there is none. */
    public String header(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    /** A parameter of a header, such as the name of a part; empty when there is none. */
    public String parameter(String header, String parameter) {
        Matcher found = Pattern.compile(
                        "(?<![\\w*])" + Pattern.quote(parameter) + "=(?:\"([^\"]*)\"|([^\";\\s]+))",
                        Pattern.CASE_INSENSITIVE)
                .matcher(header(header));
        return !found.find() ? "" : found.group(1) == null ? found.group(2) : found.group(1);
    }

    /** Status of an answer; 0 in a request. */
    public int status() {
        String[] parts = first.split(" ", 3);
        return first.startsWith("HTTP/") && parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    }

    public String method() {
        return first.split(" ", 2)[0];
    }

    public String target() {
        String[] parts = first.split(" ", 3);
        return parts.length > 1 ? parts[1] : "/";
    }

    /** A target without its query. */
    public static String path(String target) {
        return target.split("\\?", 2)[0];
    }

    public byte[] bytes() {
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
    public static String type(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The parts of a multipart body in order, each with a head of its own and an empty first line; empty when it is none. */
    public List<HttpBytes> parts() {
        String said = header("Content-Type");
        Multipart multipart = type(said).startsWith("multipart/") ? Multipart.of(said, body) : null;
        return multipart == null ? List.of() : multipart.messages();
    }

    /** The body of a part, out of the base64 in which its head says that it is; null where it is in none, or in broken one. */
    public byte @Nullable [] fromBase64() {
        if (!header("Content-Transfer-Encoding").equalsIgnoreCase("base64")) {
            return null;
        }
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Itself, or with its body unpacked and without {@code Content-Encoding} where it was gzip. */
    public HttpBytes unpacked() {
        byte[] plain = header("Content-Encoding").equalsIgnoreCase("gzip") ? Gzip.unpacked(body) : null;
        return plain == null
                ? this
                : new HttpBytes(
                        first,
                        headers.stream()
                                .filter(header -> !header.is("Content-Encoding"))
                                .toList(),
                        plain);
    }

    @Override
    public String toString() {
        return "HttpBytes[" + headers.size() + " headers, " + body.length + " bytes]";
    }
}
