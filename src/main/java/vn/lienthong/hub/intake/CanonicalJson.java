package vn.lienthong.hub.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * A tree as its one canonical text: UTF-8, keys sorted by UTF-16 unit, no white space, numbers as they were exactly. Two
 * records that mean the same to the hub have the same bytes, hence the same fingerprint.
 */
final class CanonicalJson {
    private static final JsonFactory JSON = new JsonFactory();

    private CanonicalJson() {}

    static byte[] of(JsonNode tree) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(4096)) {
            try (JsonGenerator out = JSON.createGenerator(bytes)) {
                write(tree, out);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
    }

    /** SHA-256 of canonical bytes. */
    static byte[] fingerprint(byte[] canonical) {
        return Sha256.of(canonical);
    }

    /** The same of a tree, in hexadecimal digits. */
    static String sum(JsonNode node) {
        return HexFormat.of().formatHex(fingerprint(of(node)));
    }

    private static void write(JsonNode node, JsonGenerator out) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT:
                writeObject(node, out);
                break;
            case ARRAY:
                out.writeStartArray();
                for (int i = 0; i < node.size(); i++) {
                    write(node.get(i), out);
                }
                out.writeEndArray();
                break;
            case STRING:
                out.writeString(node.textValue());
                break;
            case NUMBER:
                writeNumber(node, out);
                break;
            case BOOLEAN:
                out.writeBoolean(node.booleanValue());
                break;
            default:
                out.writeNull();
        }
    }

    private static void writeObject(JsonNode node, JsonGenerator out) throws IOException {
        String[] names = new String[node.size()];
        Iterator<String> each = node.fieldNames();
        for (int i = 0; i < names.length; i++) {
            names[i] = each.next();
        }
        Arrays.sort(names);
        out.writeStartObject();
        for (String name : names) {
            out.writeFieldName(name);
            write(node.get(name), out);
        }
        out.writeEndObject();
    }

    private static void writeNumber(JsonNode node, JsonGenerator out) throws IOException {
        if (node.isInt()) {
            out.writeNumber(node.intValue());
        } else if (node.isLong()) {
            out.writeNumber(node.longValue());
        } else {
            out.writeNumber(node.asText());
        }
    }
}
