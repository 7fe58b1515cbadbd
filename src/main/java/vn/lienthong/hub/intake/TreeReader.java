package vn.lienthong.hub.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.FieldNames.Kind;
import vn.lienthong.hub.reference.Text;

/**
 * Reads JSON once into a tree that is clean already: text in NFC, codes trimmed, absent things absent. One instance per text.
 *
 * <p>Outside {@code extra}, null, blank text, and empty objects and lists are absent: sources write "nothing" in all
 * these ways and mean the same. Inside {@code extra} only null is, and texts are left as they are but for NFC.
 */
final class TreeReader {
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 200;
    private static final int LARGEST_EXPONENT = 100;
    private static final String EXTRA = "extra";
    /** A record at every limit of its schema has half as many. */
    private static final int MOST_NODES = 20_000;
    /** More keys outside extra that no record has: whatever it is, it is no record. */
    private static final int MOST_STRANGERS = 50;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(RecordReader.DEPTH + 1)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            // Our own finding carries no piece of the body: it might be a person's name.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private final Findings findings;
    private final Path path = new Path();
    private final CleanTexts texts;
    private int nodes;
    private int strangers;

    TreeReader(Findings findings) {
        this.findings = findings;
        this.texts = new CleanTexts(findings, path);
    }

    /** The tree, or null when the text is no JSON object; then a finding says why. */
    @Nullable
    ObjectNode read(byte[] utf8, int from) {
        try (JsonParser parser = JSON.createParser(utf8, from, utf8.length - from)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                findings.broken("empty-body", "", "The body is empty.", "no JSON", "Send one DossierRecord.");
                return null;
            }
            if (first != JsonToken.START_OBJECT) {
                findings.wrong(
                        "not-an-object", "", "The body is not a JSON object.", name(first), "Send one DossierRecord.");
                return null;
            }
            ObjectNode record = object(parser, Kind.TEXT);
            if (parser.nextToken() != null) {
                findings.broken(
                        "trailing-text",
                        "",
                        "Something follows the record.",
                        name(parser.currentToken()) + " at offset " + offset(parser, from),
                        "Send one record per request, or many through /v1/dossiers/batch, one per line.");
                return null;
            }
            return record;
        } catch (TooMuch e) {
            return null;
        } catch (StreamConstraintsException e) {
            findings.broken(
                    "over-limit",
                    path.pointer(),
                    "The JSON is larger than allowed in one of its parts.",
                    limit(e),
                    "Send a smaller record.");
            return null;
        } catch (JsonParseException e) {
            notJson(e, utf8, from);
            return null;
        } catch (IOException e) {
            findings.broken(
                    "not-json",
                    path.pointer(),
                    "The body is not JSON.",
                    "it ends in the middle",
                    "Send well-formed JSON (RFC 8259).");
            return null;
        }
    }

    private void notJson(JsonParseException e, byte[] utf8, int from) {
        if (hasHalfAKey(utf8, from)) {
            texts.halfACharacter("a key with a lone surrogate escape");
            return;
        }
        long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
        findings.broken(
                "not-json",
                path.pointer(),
                "The body is not JSON.",
                "a mistake near offset " + Math.max(0, at),
                "Send well-formed JSON (RFC 8259).");
    }

    /** The parser of bytes cannot hold half a character in a key and takes it for a mistake; the parser of characters can. */
    private static boolean hasHalfAKey(byte[] utf8, int from) {
        String text = new String(utf8, from, utf8.length - from, StandardCharsets.UTF_8);
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && Text.flaw(parser.currentName()) == Text.Flaw.SURROGATE) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private ObjectNode object(JsonParser parser, Kind around) throws IOException {
        descend();
        ObjectNode object = NODES.objectNode();
        path.enter();
        for (String raw = nextName(parser); raw != null; raw = nextName(parser)) {
            path.name(raw);
            boolean known = FieldNames.known(raw);
            String name = known ? raw : texts.name(raw);
            if (!known && around != Kind.VERBATIM && ++strangers > MOST_STRANGERS) {
                tooMuch("more than " + MOST_STRANGERS + " unknown keys");
            }
            boolean free = around == Kind.VERBATIM || EXTRA.equals(name) && path.depth() == 1;
            parser.nextToken();
            JsonNode value = value(parser, free ? Kind.VERBATIM : FieldNames.kind(name));
            // Put in even when absent, so that a second one under the same name is noticed; taken out below.
            if (object.replace(name, value) != null) {
                findings.wrong(
                        "duplicate-key",
                        path.pointer(),
                        "The same key stands twice in one object.",
                        "a second value",
                        "Send each key once.");
            }
            enough();
        }
        path.leave();
        dropAbsent(object);
        return object;
    }

    /** A mistake between two fields is one of the object, not of the field before it. The parser looks at a value with its name. */
    private @Nullable String nextName(JsonParser parser) throws IOException {
        String before = parser.getParsingContext().getCurrentName();
        path.name(null);
        try {
            return parser.nextFieldName();
        } catch (IOException e) {
            String now = parser.getParsingContext().getCurrentName();
            path.name(Objects.equals(now, before) ? null : now);
            throw e;
        }
    }

    private void dropAbsent(ObjectNode object) {
        for (JsonNode value : object) {
            if (value.isMissingNode()) {
                object.properties().removeIf(e -> e.getValue().isMissingNode());
                return;
            }
        }
    }

    private ArrayNode array(JsonParser parser, Kind kind) throws IOException {
        descend();
        ArrayNode array = NODES.arrayNode();
        path.enter();
        path.index(0);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            JsonNode item = token == null ? null : value(parser, kind);
            if (item == null) {
                throw new IOException("ends in the middle");
            }
            if (item.isMissingNode()) {
                findings.wrong(
                        "empty-item",
                        path.pointer(),
                        "A list has an item that says nothing.",
                        "null, a blank text, or an empty object or list",
                        "Leave the item out.");
            } else {
                array.add(item);
            }
            enough();
            path.index(array.size());
        }
        path.leave();
        return array;
    }

    /** The value at the parser's token; MissingNode when it says nothing. */
    private JsonNode value(JsonParser parser, Kind kind) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("ends in the middle");
        }
        switch (token) {
            case VALUE_STRING:
                return texts.clean(parser.getText(), kind);
            case START_OBJECT:
                JsonNode object = object(parser, kind);
                return object.isEmpty() && kind != Kind.VERBATIM ? NODES.missingNode() : object;
            case START_ARRAY:
                JsonNode array = array(parser, kind);
                return array.isEmpty() && kind != Kind.VERBATIM ? NODES.missingNode() : array;
            case VALUE_NUMBER_INT:
                return CleanTexts.isDate(kind) && parser.getText().equals("0") ? texts.noDate() : integer(parser);
            case VALUE_NUMBER_FLOAT:
                return decimal(parser, kind);
            case VALUE_TRUE:
                return NODES.booleanNode(true);
            case VALUE_FALSE:
                return NODES.booleanNode(false);
            case VALUE_NULL:
                return NODES.missingNode();
            default:
                throw new IOException("ends in the middle");
        }
    }

    private JsonNode integer(JsonParser parser) throws IOException {
        switch (parser.getNumberType()) {
            case INT:
                return NODES.numberNode(parser.getIntValue());
            case LONG:
                return NODES.numberNode(parser.getLongValue());
            default:
                return NODES.numberNode(parser.getBigIntegerValue());
        }
    }

    /** Exact: a decimal is never held in floating point. Outside extra, 5.0E4 is the whole number 50000. */
    private JsonNode decimal(JsonParser parser, Kind kind) throws IOException {
        BigDecimal exact = exact(parser);
        if (exact == null || Math.abs((long) exact.scale()) > LARGEST_EXPONENT) {
            findings.wrong(
                    "number-out-of-range",
                    path.pointer(),
                    "A number is out of range.",
                    "an exponent beyond " + LARGEST_EXPONENT,
                    "Send it as text, or leave it out.");
            return NODES.numberNode(0);
        }
        if (kind == Kind.VERBATIM) {
            return NODES.numberNode(exact);
        }
        try {
            return whole(exact.longValueExact());
        } catch (ArithmeticException e) {
            return NODES.numberNode(exact);
        }
    }

    /** Null when the exponent is beyond what Java can hold: well-formed JSON all the same. */
    private static @Nullable BigDecimal exact(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static JsonNode whole(long value) {
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    private void descend() {
        if (path.depth() >= RecordReader.DEPTH) {
            findings.wrong(
                    "too-deep",
                    path.pointer(),
                    "The JSON is nested too deeply.",
                    "more than " + RecordReader.DEPTH + " levels",
                    "Send the record as its schema has it.");
            throw new TooMuch();
        }
    }

    private void enough() {
        if (findings.isFull()) {
            throw new TooMuch();
        }
        if (++nodes > MOST_NODES) {
            tooMuch("more than " + MOST_NODES + " values");
        }
    }

    private void tooMuch(String found) {
        findings.wrong(
                "over-limit",
                path.pointer(),
                "The JSON is larger than any record may be.",
                found,
                "Send the record as its schema has it.");
        throw new TooMuch();
    }

    private static long offset(JsonParser parser, int from) {
        return from + parser.currentTokenLocation().getByteOffset();
    }

    private static String limit(StreamConstraintsException e) {
        String message = e.getOriginalMessage();
        return message.startsWith("Number")
                ? "a number of more than " + LONGEST_NUMBER + " characters"
                : message.startsWith("Name")
                        ? "a key of more than " + LONGEST_NAME + " characters"
                        : "a part over the parser's limits";
    }

    private static String name(@Nullable JsonToken token) {
        return token == null ? "nothing" : "a JSON value of kind " + token;
    }

    /** Stops the reading; the finding is written already. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("stop", null, false, false);
        }
    }
}
