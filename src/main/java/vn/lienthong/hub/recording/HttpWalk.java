package vn.lienthong.hub.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole message: its target, its headers and cookies, its body in one part or several. Lengths are counted again, and it is said. */
final class HttpWalk {
    private static final Pattern VERSION = Pattern.compile(" HTTP/\\d(?:\\.\\d)?$");
    private static final Pattern REASON = Pattern.compile(
            "OK|Created|Accepted|No Content|Moved Permanently|Found|See Other|Not Modified|Temporary Redirect|Bad Request|Unauthorized|Forbidden"
                    + "|Not Found|Method Not Allowed|Not Acceptable|Request Timeout|Conflict|Gone|Payload Too Large|Unsupported Media Type"
                    + "|Unprocessable Entity|Too Many Requests|Internal Server Error|Not Implemented|Bad Gateway|Service Unavailable|Gateway Timeout|",
            Pattern.CASE_INSENSITIVE);

    private final Walk walk;
    private final HeaderWalk heads;
    private final MultipartWalk parts;

    HttpWalk(Walk walk) {
        this.walk = walk;
        this.heads = new HeaderWalk(walk);
        this.parts = new MultipartWalk(walk, this);
    }

    HttpBytes message(Spot spot, HttpBytes message) {
        HttpBytes plain = unzipped(message);
        byte[] body = body(spot, plain.header("Content-Type"), plain.body());
        List<HttpBytes.Header> headers = new ArrayList<>();
        for (HttpBytes.Header header : plain.headers()) {
            if (header.is("Content-Length")) {
                if (!header.value().equals(Integer.toString(body.length))) {
                    walk.leaves().note("header Content-Length counts the body as it is here");
                }
                headers.add(new HttpBytes.Header(header.name(), Integer.toString(body.length)));
            } else {
                headers.add(header(spot, header));
            }
        }
        return new HttpBytes(first(spot, plain), headers, body);
    }

    private String first(Spot spot, HttpBytes message) {
        String first = message.first();
        int blank = first.indexOf(' ');
        if (blank < 0) {
            return first;
        }
        if (first.startsWith("HTTP/")) {
            return status(spot, first);
        }
        // Who wrote it by hand may have left blanks in the target, or the version out.
        Matcher version = VERSION.matcher(first);
        int end = version.find() ? version.start() : first.length();
        String target = first.substring(Math.min(blank + 1, end), end);
        String other = target.contains("://")
                ? walk.urls().address(spot.in("target"), target)
                : walk.urls().target(spot, target);
        return first.substring(0, Math.min(blank + 1, end)) + other + first.substring(end);
    }

    /** Whatever stands behind the number is anybody's text, but for the words of HTTP itself. */
    private String status(Spot spot, String first) {
        String[] parts = first.split(" ", 3);
        return parts.length < 3 || REASON.matcher(parts[2]).matches()
                ? first
                : parts[0] + " " + parts[1] + " " + walk.text(spot.in("reason"), parts[2]);
    }

    HttpBytes.Header header(Spot spot, HttpBytes.Header header) {
        return heads.header(spot, header);
    }

    byte[] body(Spot spot, String contentType, byte[] body) {
        if (HttpBytes.type(contentType).startsWith("multipart/")) {
            byte[] walked = parts.walk(spot, contentType, body);
            if (walked != null) {
                return walked;
            }
        }
        return walk.bytes(spot, contentType, body);
    }

    private HttpBytes unzipped(HttpBytes message) {
        HttpBytes plain = message.unpacked();
        if (plain.headers().size() < message.headers().size()) {
            walk.leaves().note("header Content-Encoding gzip left out, the body is unpacked");
        }
        return plain;
    }
}
