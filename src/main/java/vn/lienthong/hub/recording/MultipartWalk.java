package vn.lienthong.hub.recording;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a body, each by its own head; boundaries and what stands around them stay. A library would write them anew. */
final class MultipartWalk {
    private final Walk walk;
    private final HttpWalk http;

    MultipartWalk(Walk walk, HttpWalk http) {
        this.walk = walk;
        this.http = http;
    }

    /** Null when there is no boundary in it. */
    byte @Nullable [] walk(Spot spot, String contentType, byte[] body) {
        Multipart multipart = Multipart.of(contentType, body);
        if (multipart == null) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
        for (int i = 0; i < multipart.pieces().size(); i++) {
            out.writeBytes(multipart.boundary());
            out.writeBytes(
                    multipart.isEnd(i) ? "--\r\n".getBytes(StandardCharsets.US_ASCII) : part(spot, multipart.part(i)));
        }
        return out.toByteArray();
    }

    private byte[] part(Spot spot, Multipart.Part part) {
        HttpBytes parsed = part.message();
        String name = parsed.parameter("Content-Disposition", "name");
        Spot inside = name.isEmpty() ? spot : spot.in(name);
        List<HttpBytes.Header> headers = parsed.headers().stream()
                .map(header -> http.header(spot, header))
                .toList();
        return part.with(new HttpBytes(parsed.first(), headers, content(inside, parsed)));
    }

    private byte[] content(Spot spot, HttpBytes part) {
        String type = part.header("Content-Type");
        boolean file = part.header("Content-Disposition")
                .toLowerCase(java.util.Locale.ROOT)
                .contains("filename");
        byte[] decoded = part.fromBase64();
        if (decoded != null) {
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
