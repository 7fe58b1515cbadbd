package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What another system publishes about itself as OpenAPI 3, as far as a connector can be begun from it. Immutable. */
final class OpenApiContract {
    /** A url of a step is a setting and a plain path; what needs more is a missing step. */
    private static final String PLAIN = "/[\\w./-]*";

    private static final int DEEPEST = 6;

    private final JsonNode root;
    private final List<Operation> usable = new ArrayList<>();
    private final TreeSet<String> others = new TreeSet<>();

    /** One operation that {@code step:post} can carry. */
    record Operation(String id, String path, JsonNode node) {}

    private OpenApiContract(JsonNode root) {
        this.root = root;
        root.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(call -> take(path.getKey(), call.getKey(), call.getValue())));
    }

    /**
     * Reads a contract; contacts nobody.
     *
     * @throws IllegalArgumentException if a connector cannot be begun from it, in three parts
     */
    static OpenApiContract read(Path file, String wanted) {
        String text = text(file);
        JsonNode root = tree(text, file);
        if (!root.path("openapi").asText().startsWith("3.")) {
            throw new IllegalArgumentException("The contract is no OpenAPI 3. Found: openapi '"
                    + root.path("openapi").asText("") + "', swagger '"
                    + root.path("swagger").asText("") + "' in " + file
                    + ". Convert it to OpenAPI 3, or make the folder without --from.");
        }
        OpenApiContract contract = new OpenApiContract(root);
        if (contract.usable.isEmpty()) {
            throw new IllegalArgumentException(
                    "The contract has no operation that the steps can carry: POST to a plain path. Found: "
                            + (contract.others.isEmpty() ? "no operation at all" : String.join(", ", contract.others))
                            + " in " + file
                            + ". Make the folder without --from; what is missing is a step, hence an ADR.");
        }
        return contract;
    }

    /** Whether a document is a WSDL, or would be one. */
    static boolean isXml(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            // A byte order mark, and zeros between the letters, in whatever encoding it is.
            String begin = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1).replaceAll("[^!-~]", "");
            return begin.startsWith("<");
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The contract cannot be read. Found: " + file + " ("
                            + e.getClass().getSimpleName() + "). Name a file in UTF-8 that this user may read.",
                    e);
        }
    }

    private static JsonNode tree(String text, Path file) {
        try {
            return JsonPath.JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The contract is neither a WSDL nor an OpenAPI document. Found: " + file
                            + ", no XML, YAML or JSON. Give --from a WSDL or an OpenAPI document.",
                    e);
        }
    }

    private void take(String path, String method, JsonNode call) {
        if (method.equals("post") && path.matches(PLAIN)) {
            String id = call.path("operationId").asText(path.replaceAll("^.*/", ""));
            usable.add(new Operation(id.isEmpty() ? "post" : id, path, call));
        } else if (call.isObject() && !method.equals("parameters") && !method.equals("servers")) {
            others.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
        }
    }

    String title() {
        return root.path("info").path("title").asText("").strip();
    }

    /** The operation that the connector begins with: the first. */
    Operation first() {
        return usable.get(0);
    }

    /** The operations that are left to whoever goes on. */
    List<String> others() {
        List<String> left = new ArrayList<>();
        usable.stream().skip(1).forEach(operation -> left.add("POST " + operation.path()));
        left.addAll(others);
        return left;
    }

    /** Whether an operation knows a header that keeps repetitions apart; its name as they write it. */
    Optional<String> idempotencyHeader(Operation operation) {
        for (JsonNode parameter : operation.node().path("parameters")) {
            JsonNode header = resolved(parameter);
            String name = header.path("name").asText();
            if (header.path("in").asText().equals("header")
                    && name.toLowerCase(java.util.Locale.ROOT).contains("idempot")) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** A made-up body that has what is mandatory; empty where the contract describes no JSON object. */
    Optional<JsonNode> sampleRequest(Operation operation) {
        return object(content(resolved(operation.node().path("requestBody"))));
    }

    /** The same for an answer of success. */
    Optional<JsonNode> sampleAnswer(Operation operation) {
        for (Map.Entry<String, JsonNode> answer :
                operation.node().path("responses").properties()) {
            if (answer.getKey().matches("2..")) {
                return object(content(resolved(answer.getValue())));
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> object(JsonNode schema) {
        JsonNode sample = sample(schema, 0);
        return sample.isObject() && !sample.isEmpty() ? Optional.of(sample) : Optional.empty();
    }

    private static JsonNode content(JsonNode holder) {
        for (Map.Entry<String, JsonNode> kind : holder.path("content").properties()) {
            if (kind.getKey().contains("json")) {
                return kind.getValue().path("schema");
            }
        }
        return MissingNode.getInstance();
    }

    /** Nothing is taken from their examples: they may show somebody real. */
    private JsonNode sample(JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (schema.path("enum").has(0)) {
            return schema.path("enum").get(0);
        }
        String type = schema.path("type").isArray()
                ? schema.path("type").path(0).asText()
                : schema.path("type").asText(schema.has("properties") || schema.has("allOf") ? "object" : "string");
        return switch (type) {
            case "object" -> depth > DEEPEST ? nodes.objectNode() : sampleObject(schema, depth);
            case "array" -> nodes.arrayNode().add(sample(schema.path("items"), depth + 1));
            case "integer", "number" -> nodes.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> nodes.booleanNode(true);
            default ->
                nodes.textNode(
                        switch (schema.path("format").asText()) {
                            case "date" -> "2026-01-05";
                            case "date-time" -> "2026-01-05T08:00:00+07:00";
                            case "uri" -> "https://sample.example";
                            default -> "mau";
                        });
        };
    }

    private ObjectNode sampleObject(JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (JsonNode part : schema.path("allOf")) {
            if (sample(part, depth + 1) instanceof ObjectNode more) {
                object.setAll(more);
            }
        }
        List<String> wanted = new ArrayList<>();
        schema.path("required").forEach(name -> wanted.add(name.asText()));
        if (wanted.isEmpty()) {
            schema.path("properties").fieldNames().forEachRemaining(wanted::add);
        }
        for (Iterator<String> names = wanted.iterator(); names.hasNext() && object.size() < 20; ) {
            String name = names.next();
            object.set(name, sample(schema.path("properties").path(name), depth + 1));
        }
        return object;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode here = node;
        for (int i = 0; i < DEEPEST && here.path("$ref").asText().startsWith("#/"); i++) {
            here = root.at(here.path("$ref").asText().substring(1));
        }
        return here;
    }
}
