package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.DossierCode;
import vn.lienthong.hub.reference.IdentityNumbers;
import vn.lienthong.hub.reference.Moments;
import vn.lienthong.hub.reference.Text;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.vocabulary.Problem;

/** The functions that mappings borrow from Java: meaning, which JSLT cannot know. Listed in mappings/README.md. */
final class LentFunctions {
    private static final TextNode NOTHING = TextNode.valueOf("");
    private static final int MONEY_DIGITS = 15;
    private static final int MONEY_TEXT = 40;
    private final Facts facts;

    private LentFunctions(Facts facts) {
        this.facts = facts;
    }

    static List<Function> from(Facts facts) {
        LentFunctions lent = new LentFunctions(facts);
        return List.of(
                new Lent("unit-name", 2, a -> orNull(lent.facts.unitName(code(a[0]), date(a[1])))),
                new Lent("agency-code", 2, a -> orNull(lent.facts.agencyCode(code(a[0]), date(a[1])))),
                new Lent("unit-of-agency", 2, a -> orNull(lent.facts.unitOfAgency(code(a[0]), date(a[1])))),
                new Lent("successor", 3, a -> orNull(lent.facts.successor(code(a[0]), date(a[1]), date(a[2])))),
                new Lent("procedure", 1, a -> orNull(lent.facts.procedure(code(a[0])))),
                new Lent("procedure-name", 1, a -> orNull(lent.facts.procedureName(code(a[0])))),
                new Lent("procedure-field", 1, a -> orNull(lent.facts.procedureField(code(a[0])))),
                new Lent("procedure-field-code", 1, a -> orNull(lent.facts.procedureFieldCode(code(a[0])))),
                new Lent("status-code", 1, a -> orNull(lent.facts.statusCode(code(a[0])))),
                new Lent("ends-dossier", 1, a -> BooleanNode.valueOf(lent.facts.endsDossier(code(a[0])))),
                new Lent("code-issuer", 1, a -> codeIssuer(a[0])),
                new Lent("padded", 2, a -> padded(a[0], a[1].intValue())),
                new Lent("text", 1, a -> text(a[0])),
                new Lent("cut", 3, a -> cut(a[0], a[1].intValue(), a[2].asText())),
                new Lent("local-time", 1, a -> localTime(a[0])),
                new Lent("foreign-time", 1, a -> ForeignDates.time(a[0])),
                new Lent("foreign-date", 1, a -> ForeignDates.date(a[0])),
                new Lent("present", 1, a -> present(a[0])),
                new Lent("latest", 1, a -> latest(a[0])),
                new Lent("numbered", 1, a -> numbered(a[0])),
                new Lent("money", 1, a -> money(a[0])),
                new Lent("is-filler", 1, a -> BooleanNode.valueOf(IdentityNumbers.isFiller(a[0].asText("")))),
                new Lent("note", 2, a -> note(a[0], a[1])),
                new Lent("refuse", 4, 5, LentFunctions::refuse));
    }

    /** A scalar as text in NFC without surrounding white space; absent becomes the empty text. */
    static JsonNode text(JsonNode value) {
        if (value.isNull()) {
            return NOTHING;
        }
        if (!value.isTextual()) {
            throw refusal("no-text", "A text is wanted here.", article(value), "Correct the mapping or the record.");
        }
        String found = value.textValue();
        if (Text.flaw(found) != Text.Flaw.NONE) {
            throw refusal(
                    "broken-text",
                    "A text holds control characters or half a character.",
                    article(value),
                    "Correct the text at its source and send the record again.");
        }
        String text = Text.nfc(found).strip();
        return text.equals(found) ? value : TextNode.valueOf(text);
    }

    private static JsonNode cut(JsonNode value, int limit, String field) {
        JsonNode whole = text(value);
        String text = whole.textValue();
        if (text.length() <= limit) {
            return whole;
        }
        Notes.add(field + ": cut from " + text.length() + " characters to at most " + limit);
        return TextNode.valueOf(Text.cut(text, limit));
    }

    static JsonNode localTime(JsonNode value) {
        if (value.isNull()) {
            return NOTHING;
        }
        return TextNode.valueOf(WallClock.stamp(value.asText("")).orElseThrow(() -> badTime(value)));
    }

    /** An object without the fields that hold nothing: null, or an empty text. For fields that may be absent. */
    static JsonNode present(JsonNode object) {
        if (!object.isObject()) {
            throw refusal(
                    "no-object",
                    "present() is given fields that may be absent, as an object.",
                    article(object),
                    "Correct the mapping: {…} + present({\"Field\": value}).");
        }
        ObjectNode left = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (!value.isNull() && !(value.isTextual() && value.textValue().isEmpty())) {
                left.set(field.getKey(), value);
            }
        }
        return left;
    }

    /** The latest of a list of points in time, as it was written; null when there is none. */
    static JsonNode latest(JsonNode times) {
        JsonNode latest = NullNode.instance;
        Instant most = Instant.MIN;
        for (JsonNode one : times) {
            Instant time = one.isNull() ? Instant.MIN : time(one);
            if (time.isAfter(most)) {
                most = time;
                latest = one;
            }
        }
        return latest;
    }

    /** The province or ministry in a dossier code, such as H21 or G22; null when it has none. */
    private static JsonNode codeIssuer(JsonNode code) {
        return orNull(
                DossierCode.parse(code(code)).flatMap(DossierCode::levelOne).orElse(null));
    }

    /** A code that travelled as a number, with the leading zeros that it lost; a text is taken as it is. */
    static JsonNode padded(JsonNode number, int digits) {
        return number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0
                ? TextNode.valueOf(Text.padded(number.longValue(), digits))
                : text(number);
    }

    /** The texts of a list, told apart: the second of equal ones ends in #2, the third in #3. */
    static JsonNode numbered(JsonNode texts) {
        Map<String, Integer> seen = new HashMap<>();
        ArrayNode distinct = JsonNodeFactory.instance.arrayNode(texts.size());
        for (JsonNode one : texts) {
            int number = seen.merge(one.asText(), 1, Integer::sum);
            distinct.add(number == 1 ? one.asText() : one.asText() + "#" + number);
        }
        return distinct;
    }

    /** Exact decimal text of whole đồng; never passes through floating point. */
    static JsonNode money(JsonNode value) {
        String written = value.isNumber()
                ? value.decimalValue().toString()
                : value.asText("").strip();
        try {
            BigDecimal amount = new BigDecimal(written.length() <= MONEY_TEXT ? written : "");
            // An exponent of a billion is few letters and gigabytes of digits: look at the size before writing it out.
            int whole = amount.precision() - amount.scale();
            if (amount.signum() >= 0 && whole <= MONEY_DIGITS && Math.abs(amount.scale()) <= MONEY_DIGITS) {
                return TextNode.valueOf(amount.toBigIntegerExact().toString());
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // said below, in our own words
        }
        throw refusal(
                "bad-amount",
                "An amount of money must be whole dong: digits only, at most " + MONEY_DIGITS + ".",
                article(value),
                "Correct the amount at the source and send the record again.");
    }

    private static JsonNode note(JsonNode note, JsonNode value) {
        Notes.add(note.asText());
        return value;
    }

    private static JsonNode refuse(JsonNode[] a) {
        String unmapped = a.length > 4 && a[4].isTextual() ? a[4].textValue() : null;
        throw Refusal.byMapping(new Problem(a[0].asText(), a[1].asText(), a[2].asText(), a[3].asText()), unmapped);
    }

    private static String code(JsonNode value) {
        return value.isTextual() ? value.textValue() : "";
    }

    private static LocalDate date(JsonNode value) {
        if (value.isTextual() && !value.textValue().isEmpty()) {
            return WallClock.dayOf(time(value));
        }
        throw refusal(
                "lookup-without-date",
                "A unit code means nothing without a date.",
                article(value) + " as date of a lookup",
                "Give the lookup the time at which the code was used, such as .record.receivedAt.");
    }

    private static Instant time(JsonNode value) {
        Instant time = Moments.parse(value.asText(""));
        if (time == null) {
            throw badTime(value);
        }
        return time;
    }

    private static Refusal badTime(JsonNode value) {
        return refusal(
                "bad-time",
                "A point in time must be ISO 8601 with offset.",
                article(value),
                "Write it like 2019-12-16T08:05:00+07:00, or leave the field out.");
    }

    /** The kind of a value without the value: what may be shown to anybody. */
    static String article(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "text of " + value.textValue().length() + " characters";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list of " + value.size();
            case OBJECT -> "an object";
            default -> "nothing";
        };
    }

    private static JsonNode orNull(@Nullable String text) {
        return text == null ? NullNode.instance : TextNode.valueOf(text);
    }

    static Refusal refusal(String code, String what, String found, String cure) {
        return Refusal.byFunction(new Problem(code, what, found, cure));
    }

    private interface Body {
        JsonNode apply(JsonNode[] arguments);
    }

    private record Lent(String name, int least, int most, Body body) implements Function {
        Lent(String name, int arguments, Body body) {
            this(name, arguments, arguments, body);
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public int getMinArguments() {
            return least;
        }

        @Override
        public int getMaxArguments() {
            return most;
        }

        @Override
        public JsonNode call(JsonNode input, JsonNode[] arguments) {
            return body.apply(arguments);
        }
    }
}
