package vn.lienthong.hub.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/**
 * Collections of Postman (v2.1) as recorded exchanges: one for each saved answer, with the request that it answers; one without an answer for each request of
 * which none was saved. Variables of the collection are put in; what logs in ({@code auth}) is left out.
 */
final class Postman {
    private static final Pattern SCHEMA = Pattern.compile(".*/collection/v2\\.[01]\\.\\d+/.*");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]{1,200})}}");
    private static final String BOUNDARY = "----postman";
    private static final int DEEPEST = 50;
    private static final int MOST_WITHIN = 10;
    private static final long MOST_ADDED = 64L << 20;

    private final Path file;
    private final Gathering gathering;
    private final Map<String, String> variables = new HashMap<>();
    private int number;
    private long added;

    private Postman(Path file, Gathering gathering) {
        this.file = file;
        this.gathering = gathering;
    }

    static List<RecordedExchange> read(Path file, JsonNode tree, String connector, Recorded recorded) {
        Postman postman = new Postman(file, new Gathering(connector, recorded));
        String schema = tree.at("/info/schema").asText();
        if (!SCHEMA.matcher(schema).matches()) {
            throw postman.unfit(
                    "/info/schema is not that of v2.1", "Export the collection in Postman as 'Collection v2.1'.");
        }
        tree.path("variable")
                .forEach(one -> postman.variables.put(
                        one.path("key").asText(""), one.path("value").asText("")));
        postman.items(tree.path("item"), 0);
        if (postman.number == 0) {
            throw postman.unfit(
                    "no request in it", "Export a collection that has requests, with saved answers if there are.");
        }
        return postman.gathering.all();
    }

    private BadRecording unfit(String found, String cure) {
        return new BadRecording("The collection of Postman cannot be imported.", file + ", " + found, cure);
    }

    private void items(JsonNode items, int depth) {
        if (depth > DEEPEST) {
            throw unfit("folders nested deeper than " + DEEPEST, "Take them apart.");
        }
        for (JsonNode item : items) {
            items(item.path("item"), depth + 1);
            if (item.has("request")) {
                item(item);
            }
        }
    }

    private void item(JsonNode item) {
        boolean answered = false;
        for (JsonNode response : item.path("response")) {
            JsonNode asked = response.path("originalRequest");
            add(new Leg(
                    "",
                    request(asked.isObject() ? asked : item.path("request")),
                    answer(response),
                    null,
                    Math.max(0, response.path("responseTime").asLong()),
                    false,
                    false));
            answered = true;
        }
        if (!answered) {
            add(new Leg("", request(item.path("request")), null, ForeignFile.NO_ANSWER, 0, false, false));
        }
    }

    private void add(Leg leg) {
        gathering.add("request " + ++number, leg, null);
    }

    private byte[] request(JsonNode request) {
        if (request.isTextual()) {
            // The short form: an address that is asked by GET.
            return new HttpBytes("GET " + target(request) + " HTTP/1.1", List.of(), new byte[0]).bytes();
        }
        String method = request.path("method").asText("GET");
        if (!method.matches("[A-Z]{3,20}")) {
            throw unfit("request " + (number + 1) + " without a method of HTTP", "Give it one, and export again.");
        }
        List<HttpBytes.Header> headers = headers(request.path("header"));
        byte[] body = body(request.path("body"), headers);
        return new HttpBytes(method + ' ' + target(request.path("url")) + " HTTP/1.1", headers, body).bytes();
    }

    private String target(JsonNode url) {
        String raw = filled(url.isTextual() ? url.asText() : url.path("raw").asText(""));
        if (raw.isEmpty()) {
            throw unfit("request " + (number + 1) + " without an address", "Give it one, and export again.");
        }
        // Whither it goes may still be a variable; what counts is behind it.
        String whole = raw.matches("^[a-zA-Z]+://.*") ? raw : raw.replaceFirst("^[^/?]*", "http://nowhere.invalid");
        return Har.target(whole.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D"));
    }

    private List<HttpBytes.Header> headers(JsonNode all) {
        List<HttpBytes.Header> headers = new ArrayList<>();
        for (JsonNode header : all) {
            String name = header.path("key").asText("");
            if (!header.path("disabled").asBoolean() && !name.isBlank() && !Har.isFraming(name)) {
                headers.add(new HttpBytes.Header(
                        name, filled(header.path("value").asText("")).replaceAll("[\\r\\n]+", " ")));
            }
        }
        return headers;
    }

    private byte[] body(JsonNode body, List<HttpBytes.Header> headers) {
        String mode = body.path("mode").asText();
        String text =
                switch (mode) {
                    case "raw" -> filled(body.path("raw").asText(""));
                    case "urlencoded" -> form(body.path("urlencoded"));
                    case "formdata" -> parts(body.path("formdata"));
                    case "graphql" -> body.path("graphql").toString();
                    default -> "";
                };
        String type =
                switch (mode) {
                    case "raw" -> body.at("/options/raw/language").asText().equals("json") ? "application/json" : "";
                    case "urlencoded" -> "application/x-www-form-urlencoded";
                    case "formdata" -> "multipart/form-data; boundary=" + BOUNDARY;
                    case "graphql" -> "application/json";
                    default -> "";
                };
        if (mode.equals("formdata")) {
            headers.removeIf(header -> header.is("Content-Type"));
        }
        if (!type.isEmpty() && headers.stream().noneMatch(header -> header.is("Content-Type"))) {
            headers.add(new HttpBytes.Header("Content-Type", type));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String form(JsonNode pairs) {
        return StreamSupport.stream(pairs.spliterator(), false)
                .filter(one -> !one.path("disabled").asBoolean())
                .map(one -> encoded(one.path("key").asText(""))
                        + '='
                        + encoded(one.path("value").asText("")))
                .collect(Collectors.joining("&"));
    }

    private String encoded(String text) {
        return URLEncoder.encode(filled(text), StandardCharsets.UTF_8);
    }

    /** A collection names files and does not hold them: their parts are empty. */
    private String parts(JsonNode parts) {
        StringBuilder out = new StringBuilder();
        for (JsonNode part : parts) {
            if (part.path("disabled").asBoolean()) {
                continue;
            }
            boolean isFile = part.path("type").asText().equals("file");
            out.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"");
            out.append(quoted(part.path("key").asText(""))).append('"');
            out.append(isFile ? "; filename=\"" + quoted(source(part)) + '"' : "")
                    .append("\r\n\r\n");
            out.append(isFile ? "" : filled(part.path("value").asText(""))).append("\r\n");
        }
        return out.append("--").append(BOUNDARY).append("--\r\n").toString();
    }

    private static String source(JsonNode part) {
        String path = part.path("src").isArray()
                ? part.at("/src/0").asText("")
                : part.path("src").asText("");
        return path.replaceFirst("^.*[/\\\\]", "");
    }

    private static String quoted(String text) {
        return text.replaceAll("[\"\\r\\n]", "_");
    }

    private byte[] answer(JsonNode response) {
        String first = ("HTTP/1.1 " + response.path("code").asInt(200) + ' '
                        + response.path("status").asText(""))
                .replaceAll("[\\r\\n]+", " ")
                .strip();
        byte[] body = response.path("body").asText("").getBytes(StandardCharsets.UTF_8);
        return new HttpBytes(first, headers(response.path("header")), body).bytes();
    }

    /** Variables stand within variables too; one that stands in itself stays at last as it is written. */
    private String filled(String text) {
        String now = text;
        for (int depth = 0; depth < MOST_WITHIN; depth++) {
            String next = once(now);
            if (next.equals(now)) {
                return now;
            }
            now = next;
        }
        return now;
    }

    private String once(String text) {
        Matcher found = VARIABLE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (found.find()) {
            String value = variables.getOrDefault(found.group(1).strip(), found.group());
            added += value.length();
            if (added > MOST_ADDED) {
                throw unfit(
                        "its variables put in make more than " + MOST_ADDED + " signs",
                        "Take out variables that stand in each other, or export fewer requests.");
            }
            found.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return found.appendTail(out).toString();
    }
}
