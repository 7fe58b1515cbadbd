package vn.lienthong.hub.recording;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a body, each by its own head; boundaries and what stands around them stay. A library would write them anew. */
final class MultipartWalk {
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?<![\\w*])name=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

    private final Walk walk;
    private final HttpWalk http;

    MultipartWalk(Walk walk, HttpWalk http) {
        this.walk = walk;
        this.http = http;
    }

    /** Null when there is no boundary in it. */
    byte @Nullable [] walk(Spot spot, String contentType, byte[] body) {
        Matcher said = BOUNDARY.matcher(contentType);
        if (!said.find()) {
            return null;
        }
        byte[] boundary =
                ("--" + (said.group(1) == null ? said.group(2) : said.group(1))).getBytes(StandardCharsets.UTF_8);
        int at = HttpBytes.indexOf(body, boundary, 0);
        if (at < 0) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
        // What stands before the first part and behind the last is nothing that anybody reads.
        while (at >= 0) {
            int from = at + boundary.length;
            int next = HttpBytes.indexOf(body, boundary, from);
            out.writeBytes(boundary);
            byte[] part = Arrays.copyOfRange(body, from, next < 0 ? body.length : next);
            out.writeBytes(next < 0 && isEnd(part) ? "--\r\n".getBytes(StandardCharsets.US_ASCII) : part(spot, part));
            at = next;
        }
        return out.toByteArray();
    }

    private static boolean isEnd(byte[] part) {
        return part.length >= 2 && part[0] == '-' && part[1] == '-';
    }

    /** Line break, headers, a blank line, the content, a line break. */
    private byte[] part(Spot spot, byte[] part) {
        int start = part.length > 1 && part[0] == '\r' ? 2 : part.length > 0 && part[0] == '\n' ? 1 : 0;
        boolean broken = part.length - start >= 2 && part[part.length - 2] == '\r' && part[part.length - 1] == '\n';
        int end = broken ? part.length - 2 : part.length;
        byte[] inner = Arrays.copyOfRange(part, start, Math.max(start, end));
        byte[] front = "X: \r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[front.length + inner.length];
        System.arraycopy(front, 0, message, 0, front.length);
        System.arraycopy(inner, 0, message, front.length, inner.length);
        HttpBytes parsed = HttpBytes.parse(message);
        Matcher name = NAME.matcher(parsed.header("Content-Disposition"));
        Spot inside = name.find() ? spot.in(name.group(1)) : spot;
        List<HttpBytes.Header> headers = parsed.headers().stream()
                .map(header -> http.header(spot, header))
                .toList();
        byte[] content = content(inside, parsed);
        byte[] walked = new HttpBytes(parsed.first(), headers, content).bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(part, 0, start);
        out.write(walked, front.length, walked.length - front.length);
        out.write(part, end, part.length - end);
        return out.toByteArray();
    }

    private byte[] content(Spot spot, HttpBytes part) {
        String type = part.header("Content-Type");
        boolean file = part.header("Content-Disposition")
                .toLowerCase(java.util.Locale.ROOT)
                .contains("filename");
        if (part.header("Content-Transfer-Encoding").equalsIgnoreCase("base64")) {
            byte[] decoded = Base64.getMimeDecoder().decode(part.body());
            return Base64.getMimeEncoder().encode(body(spot, type, file, decoded));
        }
        return body(spot, type, file, part.body());
    }

    private byte[] body(Spot spot, String type, boolean file, byte[] body) {
        boolean text = type.isEmpty()
                || type.startsWith("text/")
                || type.contains("json")
                || type.contains("xml")
                || type.startsWith("multipart/");
        if (file && !text && body.length > 0) {
            return walk.leaves().file(spot, body);
        }
        return http.body(spot, type, body);
    }

    static String percentDecoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
