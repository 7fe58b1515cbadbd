package vn.lienthong.hub.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/**
 * Recorded exchanges as mappings of WireMock, a file for each leg in {@code mappings/}: the request is matched by its body's meaning, and by its path where
 * that was recorded; where one request was answered in different ways, a scenario gives the answers in order. The request itself stands in the metadata.
 */
public final class WireMockMappings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "mappings";
    private static final String METADATA = "lienthong-hub";
    private static final int NEVER_MILLIS = 600_000;

    private WireMockMappings() {}

    /** Writes the mappings of one exchange. */
    public static void write(Path root, RecordedExchange exchange) throws IOException {
        Path folder = Files.createDirectories(root.resolve(FOLDER));
        String name = ExchangeFolder.name(exchange);
        Map<String, Integer> seen = new HashMap<>();
        Map<String, Long> times = new HashMap<>();
        exchange.legs().forEach(leg -> times.merge(key(leg), 1L, Long::sum));
        for (int i = 0; i < exchange.legs().size(); i++) {
            Leg leg = exchange.legs().get(i);
            String title = name + "_" + Keyed.padded(i + 1, 2);
            ObjectNode mapping = mapping(title, leg);
            if (times.getOrDefault(key(leg), 0L) > 1) {
                int turn = seen.merge(key(leg), 1, Integer::sum);
                mapping.put("scenarioName", name + " " + UUID.nameUUIDFromBytes(leg.request()));
                mapping.put("requiredScenarioState", turn == 1 ? "Started" : "answer " + turn);
                mapping.put("newScenarioState", "answer " + (turn + 1));
            }
            metadata(mapping, exchange, leg);
            Files.write(
                    folder.resolve(title + ".json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(mapping));
        }
    }

    private static String key(Leg leg) {
        return Base64.getEncoder().encodeToString(leg.request());
    }

    private static ObjectNode mapping(String title, Leg leg) {
        ObjectNode mapping = JSON.createObjectNode();
        mapping.put(
                "id",
                UUID.nameUUIDFromBytes(title.getBytes(StandardCharsets.UTF_8)).toString());
        mapping.put("name", title);
        HttpBytes asked = HttpBytes.parse(leg.request());
        ObjectNode request = mapping.putObject("request").put("method", asked.method());
        if (leg.headMade()) {
            request.put("urlPattern", ".*");
        } else {
            request.put("url", asked.target());
        }
        if (asked.body().length > 0) {
            request.putArray("bodyPatterns").add(pattern(asked.body()));
        }
        response(mapping.putObject("response"), leg);
        return mapping;
    }

    private static ObjectNode pattern(byte[] body) {
        ObjectNode pattern = JSON.createObjectNode();
        Text text = Text.read("", body);
        if (text == null) {
            return pattern.put("binaryEqualTo", Base64.getEncoder().encodeToString(body));
        }
        String front = text.text().strip();
        if (front.startsWith("<")) {
            return pattern.put("equalToXml", text.text());
        }
        return front.startsWith("{") || front.startsWith("[")
                ? pattern.put("equalToJson", text.text())
                : pattern.put("equalTo", text.text());
    }

    private static void response(ObjectNode response, Leg leg) {
        byte[] answered = leg.answer();
        if (answered == null) {
            boolean late = "ANSWER_TIMEOUT".equals(leg.failure());
            if (late) {
                response.put("status", 200).put("fixedDelayMilliseconds", NEVER_MILLIS);
            } else {
                response.put("fault", "CONNECTION_RESET_BY_PEER");
            }
            return;
        }
        HttpBytes answer = HttpBytes.parse(answered);
        response.put("status", answer.status());
        ObjectNode headers = response.putObject("headers");
        answer.headers().stream()
                .filter(header -> !header.is("Content-Length"))
                .forEach(header -> headers.put(header.name(), header.value()));
        Text text = Text.read("", answer.body());
        if (text == null) {
            response.put("base64Body", Base64.getEncoder().encodeToString(answer.body()));
        } else {
            response.put("body", text.text());
        }
    }

    private static void metadata(ObjectNode mapping, RecordedExchange exchange, Leg leg) {
        ObjectNode node = mapping.putObject("metadata").putObject(METADATA);
        node.put("exchange", ExchangeFolder.name(exchange))
                .put("operation", leg.operation())
                .put("tookMillis", leg.tookMillis());
        node.put("request", key(leg)).put("headMade", leg.headMade()).put("mayRepeat", leg.mayRepeat());
        if (exchange.about().recorded().keyId() != null) {
            node.put("keyId", exchange.about().recorded().keyId());
        }
        byte[] answer = leg.answer();
        if (answer != null) {
            node.put("answer", Base64.getEncoder().encodeToString(answer));
        }
        if (leg.failure() != null) {
            node.put("failure", leg.failure());
        }
    }

    /**
     * Reads mappings, one or several in a file; those of one exchange become one again, each other one an exchange of its own.
     *
     * @param root a folder of WireMock, its folder of mappings, or one file
     * @param connector whose words are spoken there
     */
    public static List<RecordedExchange> read(Path root, String connector, Recorded recorded) {
        Gathering gathering = new Gathering(connector, recorded);
        for (Path file : files(root)) {
            JsonNode tree;
            try {
                tree = ForeignFile.json(file);
            } catch (IOException e) {
                throw noMapping(file, "not JSON, or not readable");
            }
            int number = 0;
            for (JsonNode mapping : tree.has(FOLDER) ? tree.path(FOLDER) : List.of(tree)) {
                number++;
                if (!mapping.path("request").isObject()
                        || !mapping.path("response").isObject()) {
                    throw noMapping(file, "mapping " + number + " without request or response");
                }
                JsonNode ours = mapping.path("metadata").path(METADATA);
                ForeignFile.mayGoInto(recorded, ours.path("keyId").asText(""), file);
                try {
                    gathering.add(ours.path("exchange").asText(file + " " + number), leg(mapping, ours), null);
                } catch (IllegalArgumentException e) {
                    throw noMapping(file, "mapping " + number + ", " + e.getMessage());
                }
            }
        }
        return gathering.all();
    }

    private static List<Path> files(Path root) {
        if (Files.isRegularFile(root)) {
            return List.of(root);
        }
        Path folder = Files.isDirectory(root.resolve(FOLDER)) ? root.resolve(FOLDER) : root;
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw noMapping(folder, "no .json in it");
            }
            return files;
        } catch (IOException e) {
            throw noMapping(folder, "no such folder");
        }
    }

    private static BadRecording noMapping(Path file, String found) {
        return new BadRecording(
                "There is no mapping of WireMock.",
                file + ", " + found,
                "Name a folder of WireMock with mappings/, or a file of mappings.");
    }

    private static Leg leg(JsonNode mapping, JsonNode ours) {
        if (ours.has("request")) {
            return new Leg(
                    ours.path("operation").asText(),
                    kept(ours.path("request")),
                    ours.has("answer") ? kept(ours.path("answer")) : null,
                    ours.has("failure") ? ours.path("failure").asText() : null,
                    ours.path("tookMillis").asLong(),
                    ours.path("headMade").asBoolean(),
                    ours.path("mayRepeat").asBoolean());
        }
        JsonNode response = mapping.path("response");
        boolean fault = response.has("fault");
        return new Leg(
                "",
                asked(mapping.path("request")),
                fault ? null : answered(response),
                fault ? "CONNECTION_LOST" : null,
                response.path("fixedDelayMilliseconds").asLong(),
                false,
                false);
    }

    /** @throws IllegalArgumentException when it is no message of HTTP in base64 */
    private static byte[] kept(JsonNode packed) {
        byte[] bytes = ForeignFile.fromBase64(packed.asText());
        try {
            HttpBytes.parse(bytes).status();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the message kept in its metadata is none of HTTP", e);
        }
        return bytes;
    }

    private static byte[] asked(JsonNode request) {
        String target = Stream.of("url", "urlPath", "urlPathPattern", "urlPattern")
                .map(name -> request.path(name).asText(""))
                .filter(text -> text.startsWith("/"))
                .findFirst()
                .orElse("/");
        String method = request.path("method").asText("POST").replace("ANY", "POST");
        if (!method.matches("[A-Za-z]{1,20}")) {
            throw new IllegalArgumentException("without a method of HTTP");
        }
        byte[] body = new byte[0];
        for (JsonNode pattern : request.path("bodyPatterns")) {
            for (String name : List.of("equalToJson", "equalToXml", "equalTo", "binaryEqualTo")) {
                if (pattern.has(name)) {
                    body = body(pattern.path(name), name.startsWith("binary"));
                }
            }
        }
        return new HttpBytes(
                        method + " " + target.replace(" ", "%20") + " HTTP/1.1", matched(request.path("headers")), body)
                .bytes();
    }

    private static List<HttpBytes.Header> matched(JsonNode headers) {
        List<HttpBytes.Header> all = new ArrayList<>();
        headers.properties().stream()
                .filter(header -> header.getValue().has("equalTo"))
                .forEach(header -> all.add(new HttpBytes.Header(
                        header.getKey(), header.getValue().path("equalTo").asText())));
        return all;
    }

    private static byte[] answered(JsonNode response) {
        byte[] body = response.has("base64Body")
                ? body(response.path("base64Body"), true)
                : body(response.has("jsonBody") ? response.path("jsonBody") : response.path("body"), false);
        List<HttpBytes.Header> headers = new ArrayList<>();
        response.path("headers")
                .properties()
                .forEach(header -> headers.add(
                        new HttpBytes.Header(header.getKey(), header.getValue().asText())));
        return new HttpBytes("HTTP/1.1 " + response.path("status").asInt(200), headers, body).bytes();
    }

    private static byte[] body(@Nullable JsonNode node, boolean binary) {
        JsonNode found = Objects.requireNonNull(node);
        if (binary) {
            return ForeignFile.fromBase64(found.asText());
        }
        String text = found.isTextual() || found.isMissingNode() ? found.asText("") : found.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
