package vn.lienthong.hub.recording;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all that a text may hold, layer by layer: JSON, XML, base64, forms, addresses, and each in each. Every leaf is handed to
 * {@link Leaves}; what is not a value stays byte for byte. Not thread-safe.
 */
final class Walk {
    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]{1,15}://\\S+", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z][\\w.-]{0,60}=[^=&\\s]*(?:&[A-Za-z][\\w.-]{0,60}=[^=&\\s]*)+");

    /** What programs call their fields, with the brackets of PHP. */
    private static final Pattern NAME = Pattern.compile("[ @#$]?[\\p{L}_][\\p{L}\\p{N}_.:\\[\\]-]{0,60}");

    private final Fields fields;
    private final Leaves leaves;
    private final JsonWalk json;
    private final XmlWalk xml;
    private final Base64Walk base64;
    private final UrlWalk urls;

    Walk(Fields fields, Leaves leaves) {
        this.fields = fields;
        this.leaves = leaves;
        this.json = new JsonWalk(this);
        this.xml = new XmlWalk(this);
        this.base64 = new Base64Walk(this);
        this.urls = new UrlWalk(this);
    }

    Leaves leaves() {
        return leaves;
    }

    UrlWalk urls() {
        return urls;
    }

    /** The name of a parameter, a cookie or a part: it may be somebody's. */
    String name(Spot parent, String name) {
        return name.isBlank()
                ? name
                : leaves.value(parent.in("key"), NAME.matcher(name).matches() ? Kind.PUBLIC : Kind.UNKNOWN, name);
    }

    Kind kind(Spot spot) {
        return fields.kind(spot);
    }

    /** The text with its values replaced. White space around it stays. */
    String text(Spot spot, String text) {
        String core = text.strip();
        if (core.isEmpty()) {
            return text;
        }
        int at = text.indexOf(core);
        String behind = text.substring(at + core.length());
        return text.substring(0, at) + core(spot, core, behind);
    }

    private String core(Spot spot, String text, String behind) {
        Kind kind = fields.kind(spot);
        if (kind == Kind.SECRET || kind == Kind.SIGNATURE || kind == Kind.HASH) {
            return leaves.value(spot, kind, text) + behind;
        }
        String layered = spot.tooDeep() ? null : layer(spot, kind, text);
        return layered == null ? leaves.value(spot, kind, text, behind) : layered + behind;
    }

    private @Nullable String layer(Spot spot, Kind kind, String text) {
        char first = text.charAt(0) == '\uFEFF' && text.length() > 1 ? text.charAt(1) : text.charAt(0);
        if (first == '{' || first == '[') {
            String walked = json.walk(spot, text);
            if (walked != null) {
                return walked;
            }
        }
        if (first == '<' && text.indexOf('>') > 0) {
            return xml.walk(spot, text);
        }
        if (text.indexOf("://") > 0 && URL.matcher(text).matches()) {
            return urls.address(spot, text);
        }
        String opened = base64.walk(spot, kind, text);
        if (opened == null && spot.path().isEmpty() && FORM.matcher(text).matches()) {
            return urls.query(spot.in("form"), text);
        }
        return opened;
    }

    /** Bytes of a body or a part; text by its charset, else a file. */
    byte[] bytes(Spot spot, String contentType, byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        Text read = Text.read(contentType, bytes);
        if (read == null) {
            return leaves.file(spot, bytes);
        }
        if (Standin.isFile(bytes)) {
            return leaves.file(spot, bytes);
        }
        String text = read.text();
        String walked = contentType.toLowerCase(java.util.Locale.ROOT).startsWith("application/x-www-form-urlencoded")
                ? urls.query(spot.in("form"), text)
                : text(spot, text);
        return walked.equals(text) ? bytes : walked.getBytes(read.charset());
    }

    /** Text of UTF-8 in base64, or a file. */
    byte @Nullable [] inner(Spot spot, byte[] bytes, boolean surely) {
        if (Standin.isFile(bytes)) {
            return leaves.file(spot, bytes);
        }
        Text read = Text.read("", bytes);
        if (read == null || !read.isReadable()) {
            return surely ? leaves.file(spot, bytes) : null;
        }
        return text(spot, read.text()).getBytes(StandardCharsets.UTF_8);
    }
}
