package vn.lienthong.hub.difference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/**
 * Says an exchange once more as another system would: other prefixes of XML, another order of whatever has none, other blanks and escapes, another boundary,
 * base64 in lines; and dates of processing on another day. What it means stays, dates aside. Has no code in common with what compares.
 */
final class Rewriting {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern PROCESSED = Pattern.compile(
            "(?:ngay(?!sinh|thangnam|chet|cap).*|.*date|.*time|thoigian.*|thoidiem.*|.*at|dateofprocess.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME =
            Pattern.compile("20[12]\\d-?\\d\\d-?\\d\\d.*|\\d\\d[/-]\\d\\d[/-]20[12]\\d.*|17\\d{11}");
    private static final Pattern YEAR = Pattern.compile("(?<!\\d\\d/\\d)20([12]\\d)");
    private static final long YEAR_MILLIS = 31_536_000_000L;

    private final Random random;
    private final int years;
    private final boolean datesOnly;

    /** @param years by how many the dates of processing are moved */
    Rewriting(long seed, int years, boolean datesOnly) {
        this.random = new Random(seed);
        this.years = years;
        this.datesOnly = datesOnly;
    }

    RecordedExchange of(RecordedExchange exchange) {
        List<Leg> legs = new ArrayList<>();
        for (Leg leg : exchange.legs()) {
            byte[] answer = leg.answer();
            legs.add(new Leg(
                    leg.operation(),
                    message(leg.request()),
                    answer == null ? null : message(answer),
                    leg.failure(),
                    leg.tookMillis() + 7,
                    leg.headMade(),
                    leg.mayRepeat()));
        }
        return new RecordedExchange(exchange.about(), exchange.record(), legs, exchange.ignore(), exchange.notes());
    }

    private byte[] message(byte[] bytes) {
        HttpBytes message = HttpBytes.parse(bytes);
        List<HttpBytes.Header> headers = new ArrayList<>();
        byte[] body = body(message);
        String boundary = message.parameter("Content-Type", "boundary");
        for (HttpBytes.Header header : message.headers()) {
            headers.add(
                    header.is("Content-Type") && !boundary.isEmpty()
                            ? new HttpBytes.Header(
                                    "content-type", header.value().replace(boundary, "another-" + years))
                            : header);
        }
        if (!datesOnly) {
            headers.add(new HttpBytes.Header("Date", "Mon, 05 Jan 2026 01:0" + years + ":00 GMT"));
            Collections.shuffle(headers, random);
            headers.replaceAll(one -> new HttpBytes.Header(one.name().toLowerCase(Locale.ROOT), one.value()));
        }
        return new HttpBytes(first(message.first()), headers, body).bytes();
    }

    /** Another order in the query. */
    private String first(String line) {
        String[] parts = line.split(" ", 3);
        int question = parts.length == 3 ? parts[1].indexOf('?') : -1;
        if (datesOnly || question < 0 || line.startsWith("HTTP/")) {
            return line;
        }
        return parts[0] + " " + parts[1].substring(0, question + 1) + turned(parts[1].substring(question + 1)) + " "
                + parts[2];
    }

    private String turned(String pairs) {
        List<String> all = new ArrayList<>(Arrays.asList(pairs.split("&")));
        // Of one name that is there twice the order counts.
        if (all.stream().map(pair -> pair.split("=", 2)[0]).distinct().count() == all.size()) {
            Collections.reverse(all);
        }
        return String.join("&", all);
    }

    private byte[] body(HttpBytes message) {
        String type = message.header("Content-Type").toLowerCase(Locale.ROOT);
        String text = text(message.body());
        if (text == null || text.isBlank()) {
            return message.body();
        }
        if (type.startsWith("multipart/")) {
            String boundary = message.parameter("Content-Type", "boundary");
            return boundary.isEmpty() ? message.body() : bytes(text.replace(boundary, "another-" + years));
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return datesOnly ? message.body() : bytes(turned(text));
        }
        String other = whole(text);
        return other == null ? message.body() : bytes(other);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** A document in another way of writing; null when it is none. */
    private @Nullable String whole(String text) {
        String front = text.strip();
        if (front.startsWith("<")) {
            return RewrittenXml.of(text, datesOnly ? null : random, this::leaf);
        }
        if (!front.startsWith("{") && !front.startsWith("[")) {
            return null;
        }
        try {
            JsonNode tree = JSON.readTree(text);
            JsonNode other = json("", tree);
            return datesOnly
                    ? JSON.writeValueAsString(other)
                    : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(other);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private JsonNode json(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
            if (!datesOnly) {
                Collections.shuffle(fields, random);
            }
            ObjectNode other = JSON.createObjectNode();
            fields.forEach(field -> other.set(field.getKey(), json(field.getKey(), field.getValue())));
            return other;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode other = JSON.createArrayNode();
            list.forEach(one -> other.add(json(name, one)));
            return other;
        }
        if (node.isTextual()) {
            return TextNode.valueOf(leaf(name, node.asText()));
        }
        if (node.isIntegralNumber() && isTime(name, node.asText())) {
            return LongNode.valueOf(node.asLong() + years * YEAR_MILLIS);
        }
        return node.isInt() && !datesOnly ? DecimalNode.valueOf(new BigDecimal(node.asInt() + ".0")) : node;
    }

    private static boolean isTime(String name, String text) {
        String bare = name.replaceAll("[^A-Za-z]", "");
        return PROCESSED.matcher(bare).matches() && TIME.matcher(text).matches();
    }

    /** A value within a document, and whatever document is within it. */
    private String leaf(String name, String text) {
        if (isTime(name, text)) {
            return text.matches("17\\d{11}") ? Long.toString(Long.parseLong(text) + years * YEAR_MILLIS) : moved(text);
        }
        String other = whole(text);
        if (other != null) {
            return other;
        }
        String clean = text.replaceAll("\\s", "");
        if (clean.length() >= 16 && clean.matches("[A-Za-z0-9+/]+={0,2}") && clean.length() % 4 == 0) {
            String inner = text(Base64.getDecoder().decode(clean));
            String rewritten = inner == null ? null : whole(inner);
            if (rewritten != null) {
                return datesOnly
                        ? Base64.getEncoder().encodeToString(bytes(rewritten))
                        : Base64.getMimeEncoder().encodeToString(bytes(rewritten));
            }
        }
        return text;
    }

    private String moved(String text) {
        Matcher year = YEAR.matcher(text);
        return year.find()
                ? text.substring(0, year.start())
                        + (2000 + Integer.parseInt(year.group(1)) + years)
                        + text.substring(year.end())
                : text;
    }
}
