package vn.lienthong.hub.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;
import vn.lienthong.hub.vocabulary.Times;

/**
 * Recorded exchanges as HAR 1.2, the form of browsers and proxies: each leg an entry, what a leg is of stands in {@code _exchange}, {@code _keyId}, {@code _operation} and
 * {@code _failure}. A leg without an answer has status 0, as browsers write it. Bodies that are no text are in base64.
 */
public final class Har {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOWHERE = "http://recorded.example";
    private static final String BASE64 = "base64";

    private Har() {}

    /** Writes exchanges one by one; none is in memory longer than it takes. */
    public static void write(OutputStream out, String hubVersion, Stream<RecordedExchange> exchanges)
            throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeObjectFieldStart("log");
            json.writeStringField("version", "1.2");
            json.writeObjectFieldStart("creator");
            json.writeStringField("name", "lienthong-hub");
            json.writeStringField("version", hubVersion);
            json.writeEndObject();
            json.writeArrayFieldStart("entries");
            for (RecordedExchange exchange : (Iterable<RecordedExchange>) exchanges::iterator) {
                for (Leg leg : exchange.legs()) {
                    json.writeTree(entry(exchange, leg));
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static ObjectNode entry(RecordedExchange exchange, Leg leg) {
        ObjectNode entry = JSON.createObjectNode();
        Instant began = exchange.about().acceptedAt();
        entry.put(
                "startedDateTime",
                Times.text(began == null ? exchange.about().recorded().at() : began));
        entry.put("time", leg.tookMillis());
        HttpBytes request = HttpBytes.parse(leg.request());
        entry.set("request", request(request));
        byte[] answered = leg.answer();
        entry.set("response", response(answered == null ? null : HttpBytes.parse(answered)));
        entry.putObject("cache");
        entry.putObject("timings").put("send", 0).put("wait", leg.tookMillis()).put("receive", 0);
        entry.put("_exchange", ExchangeFolder.name(exchange));
        if (exchange.about().recorded().keyId() != null) {
            entry.put("_keyId", exchange.about().recorded().keyId());
        }
        entry.put("_operation", leg.operation());
        if (leg.failure() != null) {
            entry.put("_failure", leg.failure());
        }
        return entry;
    }

    private static ObjectNode request(HttpBytes message) {
        ObjectNode node = JSON.createObjectNode().put("method", message.method());
        node.put("url", message.target().contains("://") ? message.target() : NOWHERE + message.target());
        common(node, message);
        ArrayNode query = node.putArray("queryString");
        int question = message.target().indexOf('?');
        if (question >= 0) {
            for (String pair : message.target().substring(question + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                query.addObject()
                        .put("name", decoded(equals < 0 ? pair : pair.substring(0, equals)))
                        .put("value", equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        if (message.body().length > 0) {
            body(node.putObject("postData"), message);
        }
        return node;
    }

    private static ObjectNode response(@Nullable HttpBytes message) {
        ObjectNode node = JSON.createObjectNode();
        node.put("status", message == null ? 0 : message.status());
        node.put("statusText", message == null ? "" : reason(message.first()));
        HttpBytes shown = message == null ? new HttpBytes("", List.of(), new byte[0]) : message;
        common(node, shown);
        ObjectNode content = node.putObject("content").put("size", shown.body().length);
        body(content, shown);
        return node.put("redirectURL", "");
    }

    private static String reason(String first) {
        String[] parts = first.split(" ", 3);
        return parts.length > 2 ? parts[2] : "";
    }

    private static void common(ObjectNode node, HttpBytes message) {
        node.put("httpVersion", "HTTP/1.1");
        node.putArray("cookies");
        ArrayNode headers = node.putArray("headers");
        message.headers()
                .forEach(
                        header -> headers.addObject().put("name", header.name()).put("value", header.value()));
        node.put("headersSize", -1).put("bodySize", message.body().length);
    }

    private static void body(ObjectNode node, HttpBytes message) {
        node.put("mimeType", message.header("Content-Type"));
        Text text = Text.read("", message.body());
        if (text != null && text.charset().equals(StandardCharsets.UTF_8)) {
            node.put("text", text.text());
        } else {
            node.put("text", Base64.getEncoder().encodeToString(message.body())).put("encoding", BASE64);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /**
     * Reads a HAR: entries of one {@code _exchange} become one recorded exchange, each other entry one of its own.
     *
     * @param connector whose words are spoken there
     * @param recorded with the key of the set it is to go into
     * @throws BadRecording when it is no HAR, or was exported from that set
     */
    public static List<RecordedExchange> read(Path file, String connector, Recorded recorded) {
        JsonNode entries;
        try {
            entries = ForeignFile.json(file).at("/log/entries");
        } catch (IOException e) {
            throw noHar(file, "not JSON, or not readable");
        }
        if (!entries.isArray()) {
            throw noHar(file, "no /log/entries");
        }
        Gathering gathering = new Gathering(connector, recorded);
        int number = 0;
        for (JsonNode entry : entries) {
            number++;
            if (!entry.at("/request/method").asText("").matches("[A-Za-z]{1,20}")
                    || !entry.at("/request/url").isTextual()) {
                throw noHar(file, "entry " + number + " without method or url");
            }
            ForeignFile.mayGoInto(recorded, entry.path("_keyId").asText(""), file);
            String exchange = entry.path("_exchange").asText("entry " + number);
            try {
                gathering.add(
                        exchange,
                        leg(entry),
                        instant(entry.path("startedDateTime").asText()));
            } catch (IllegalArgumentException e) {
                throw noHar(file, "entry " + number + " with a content that is no base64");
            }
        }
        return gathering.all();
    }

    private static BadRecording noHar(Path file, String found) {
        return new BadRecording(
                "The file is no HAR.",
                file + ", " + found,
                "Export it as HAR 1.2 with contents, as browsers and proxies do.");
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Leg leg(JsonNode entry) {
        JsonNode request = entry.path("request");
        JsonNode response = entry.path("response");
        String url = request.path("url").asText();
        String target = url.startsWith(NOWHERE) ? url.substring(NOWHERE.length()) : target(url);
        byte[] asked = message(
                request.path("method").asText() + " " + target + " HTTP/1.1", request, request.path("postData"));
        int status = response.path("status").asInt();
        byte[] answered = status < 100 || status > 999
                ? null
                : message(
                        ("HTTP/1.1 " + status + " "
                                        + response.path("statusText").asText(""))
                                .strip(),
                        response,
                        response.path("content"));
        return new Leg(
                entry.path("_operation").asText(""),
                asked,
                answered,
                failure(entry, answered),
                Math.max(0, entry.path("time").asLong()),
                false,
                false);
    }

    /** Ours says itself why nothing came; of a file of others it must be said. */
    private static @Nullable String failure(JsonNode entry, byte @Nullable [] answered) {
        if (entry.hasNonNull("_failure")) {
            return entry.path("_failure").asText();
        }
        return answered == null && !entry.has("_exchange") ? ForeignFile.NO_ANSWER : null;
    }

    /** The path and query of an address. */
    static String target(String url) {
        try {
            URI uri = URI.create(url);
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }

    /** What says how it came, and not what: bodies are kept unpacked, and their length is counted. */
    static boolean isFraming(String name) {
        return name.startsWith(":")
                || name.equalsIgnoreCase("Content-Encoding")
                || name.equalsIgnoreCase("Transfer-Encoding")
                || name.equalsIgnoreCase("Content-Length");
    }

    /** Browsers name what came packed as it came, and give it unpacked. */
    private static byte[] message(String first, JsonNode head, JsonNode content) {
        String text = content.path("text").asText("");
        byte[] body = content.path("encoding").asText().equals(BASE64)
                ? ForeignFile.fromBase64(text)
                : text.getBytes(StandardCharsets.UTF_8);
        List<HttpBytes.Header> headers = new ArrayList<>();
        for (JsonNode header : head.path("headers")) {
            String name = header.path("name").asText("");
            String value = header.path("value").asText("");
            if (name.equalsIgnoreCase("Set-Cookie")) {
                // Browsers give all cookies of an answer as lines of one header.
                value.lines().forEach(line -> headers.add(new HttpBytes.Header(name, line)));
            } else if (!isFraming(name)) {
                headers.add(new HttpBytes.Header(name, value.replaceAll("[\\r\\n]+", " ")));
            } else if (name.equalsIgnoreCase("Content-Length")) {
                headers.add(new HttpBytes.Header(name, Integer.toString(body.length)));
            }
        }
        return new HttpBytes(first, headers, body).bytes();
    }
}
