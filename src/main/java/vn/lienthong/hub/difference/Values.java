package vn.lienthong.hub.difference;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import vn.lienthong.hub.difference.Difference.Kind;
import vn.lienthong.hub.recording.Gzip;
import vn.lienthong.hub.recording.Text;
import vn.lienthong.hub.vocabulary.Sha256;

/** Texts and bytes, opened layer by layer on both sides as long as both hold the same kind of layer. Not thread-safe. */
final class Values {
    private static final int DEEPEST = 8;

    private final JsonDifferences json = new JsonDifferences(this);
    private final XmlDifferences xml = new XmlDifferences(this);
    private int depth;

    /** A name as one step of a path. */
    static String step(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** A body or the content of a part. */
    void body(String path, Bytes left, Bytes right, Finds finds) {
        if (Arrays.equals(left.bytes(), right.bytes())) {
            return;
        }
        if (Gzip.is(left.bytes()) && Gzip.is(right.bytes())) {
            byte[] a = Gzip.unpacked(left.bytes());
            byte[] b = Gzip.unpacked(right.bytes());
            if (a != null && b != null) {
                body(path + "/(gzip)", new Bytes(left.type(), a), new Bytes(right.type(), b), finds);
                return;
            }
        }
        String a = left.text();
        String b = right.text();
        if (a != null && b != null) {
            layers(path, a, b, finds, true);
        } else {
            boolean format = (a == null) != (b == null);
            finds.found(path, format ? Kind.FORMAT : Kind.FILE, left.shown(), right.shown());
        }
    }

    /** A value within something. */
    void text(String path, String left, String right, Finds finds) {
        if (left.equals(right)) {
            return;
        }
        if (depth >= DEEPEST) {
            finds.found(path, Kind.VALUE, left, right);
            return;
        }
        depth++;
        try {
            layers(path, left, right, finds, false);
        } finally {
            depth--;
        }
    }

    private void layers(String path, String left, String right, Finds finds, boolean whole) {
        JsonNode leftJson = JsonDifferences.read(left);
        JsonNode rightJson = JsonDifferences.read(right);
        if (leftJson != null && rightJson != null) {
            json.compare(whole ? path : path + "/(json)", leftJson, rightJson, finds);
            return;
        }
        Document leftXml = xml.read(left);
        Document rightXml = leftXml == null && !whole ? null : xml.read(right);
        if (leftXml != null && rightXml != null) {
            xml.compare(whole ? path : path + "/(xml)", leftXml, rightXml, finds);
            return;
        }
        byte[] leftBytes = Text.fromBase64(left);
        byte[] rightBytes = leftBytes == null ? null : Text.fromBase64(right);
        if (leftBytes != null && rightBytes != null) {
            Bytes a = new Bytes("", leftBytes);
            opened(path + "/(base64)", a, new Bytes("", rightBytes), finds);
            return;
        }
        boolean format =
                whole && ((leftJson == null) != (rightJson == null) || (leftXml == null) != (rightXml == null));
        plain(path, left, right, format, finds);
    }

    /** What comes out of base64 is a value within: its own layers are named. */
    private void opened(String path, Bytes left, Bytes right, Finds finds) {
        String a = left.text();
        String b = right.text();
        if (a != null && b != null) {
            text(path, a, b, finds);
        } else {
            body(path, left, right, finds);
        }
    }

    private static void plain(String path, String left, String right, boolean format, Finds finds) {
        if (format) {
            finds.found(path, Kind.FORMAT, left, right);
        } else {
            boolean unicode = Normalizer.normalize(left, Normalizer.Form.NFC)
                    .equals(Normalizer.normalize(right, Normalizer.Form.NFC));
            finds.found(path, unicode ? Kind.UNICODE : Kind.VALUE, left, right);
        }
    }

    /**
     * Bytes and what their head says they are.
     *
     * @param type value of {@code Content-Type}; empty when nobody said
     */
    record Bytes(String type, byte[] bytes) {
        /** Null when no person could read it. */
        @Nullable
        String text() {
            Text read = Text.read(type, bytes);
            return read == null || !read.isReadable() ? null : read.text();
        }

        /** Its text, or how long it is and its sum. */
        String shown() {
            String text = text();
            return text != null ? text : bytes.length + " bytes, SHA-256 " + sum();
        }

        private String sum() {
            return HexFormat.of().formatHex(Sha256.of(bytes));
        }
    }
}
