package vn.lienthong.hub.app;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * A book as it came over HTTP: as the body itself, or as a file of a form (RFC 7578). The body is in memory already and bounded, so the
 * form is only cut up; the container's own parser would want to read it again.
 *
 * @param fields the other fields of the form
 */
record BookUpload(byte[] book, Map<String, String> fields) {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("(?i);\\s*filename\\*?=");
    private static final int LONGEST_FIELD = 200;
    private static final int MOST_PARTS = 20;
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    /** Cuts a body up by its type. */
    static BookUpload of(@Nullable String contentType, byte[] body) {
        if (contentType == null || !contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            return new BookUpload(body, Map.of());
        }
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw broken("no boundary in Content-Type");
        }
        String mark = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        return form(body, mark.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static BookUpload form(byte[] body, byte[] mark) {
        byte[] between = ("\r\n" + new String(mark, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        int at = indexOf(body, mark, 0);
        byte[] book = null;
        Map<String, String> fields = new HashMap<>();
        for (int part = 0; at >= 0 && part < MOST_PARTS; part++) {
            int from = at + mark.length + (part == 0 ? 0 : 2);
            if (startsWith(body, from, "--")) {
                if (book == null) {
                    throw broken("no part with a filename");
                }
                return new BookUpload(book, fields);
            }
            int head = indexOf(body, BLANK_LINE, from);
            int end = indexOf(body, between, from);
            if (head < 0 || end < 0 || head > end) {
                throw broken("a part without end");
            }
            String header = new String(body, from, head - from, StandardCharsets.UTF_8);
            byte[] content = Arrays.copyOfRange(body, Math.min(head + BLANK_LINE.length, end), end);
            if (FILE.matcher(header).find()) {
                if (book != null) {
                    throw broken("two files");
                }
                book = content;
            } else {
                field(header, content, fields);
            }
            at = end;
        }
        throw broken("no end of the form");
    }

    private static void field(String header, byte[] content, Map<String, String> fields) {
        Matcher name = NAME.matcher(header);
        if (!name.find() || content.length > LONGEST_FIELD) {
            throw broken("a part that is neither a file nor a short field");
        }
        if (fields.put(name.group(1), new String(content, StandardCharsets.UTF_8).strip()) != null) {
            throw broken("a field twice");
        }
    }

    private static boolean startsWith(byte[] body, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= body.length || body[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] body, byte[] wanted, int from) {
        for (int at = from; at <= body.length - wanted.length; at++) {
            if (Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static ApiFailure broken(String found) {
        return new ApiFailure(
                400,
                new Problem(
                        "broken-form",
                        "The form cannot be read.",
                        found,
                        "Example: curl -F 'book=@so.xlsx' 'http://127.0.0.1:8080/v1/ward-books?unit=21607'."),
                "never");
    }
}
