package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Makes up JSON that a schema of an OpenAPI document describes: of alternatives the first with which the whole keeps the schema. Nothing is taken from
 * their examples: they may show somebody real. Used by one thread.
 */
final class JsonSample {

    private static final int DEEPEST = 6;
    /** Fields of one object of which nobody wants any in particular; what is required comes on top. */
    private static final int MOST = 20;
    /** Places in a whole sample from which on nothing comes that nobody wants in particular: merged schemas can be huge. */
    private static final int MANY = 400;
    /** Places in a whole sample from which on nothing comes at all. */
    private static final int LARGEST = 5_000;

    static final int MOST_CHOICES = 8;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode root;
    private final JsonMerge merge;
    private int made;

    JsonSample(JsonNode root) {
        this.root = root;
        this.merge = new JsonMerge(root);
    }

    /**
     * What was made up.
     *
     * @param fault where it does not keep the schema although all was tried; empty when it does
     */
    record Made(JsonNode sample, String fault) {}

    /** An object with what is mandatory, or with everything where nothing is; empty where the schema describes none. */
    Optional<Made> object(JsonNode schema) {
        Made first = null;
        for (int choice = 0; choice < MOST_CHOICES; choice++) {
            made = 0;
            JsonNode sample = of(schema, 0, choice);
            if (!sample.isObject() || sample.isEmpty()) {
                continue;
            }
            Made made =
                    new Made(sample, OpenApiShape.fault(root, schema, sample).orElse(""));
            if (made.fault.isEmpty()) {
                return Optional.of(made);
            }
            first = first == null ? made : first;
        }
        return Optional.ofNullable(first);
    }

    /** Whether an object keeps a schema, as far as that can be told. */
    boolean keeps(JsonNode schema, JsonNode object) {
        return OpenApiShape.fault(root, schema, object).isEmpty();
    }

    private JsonNode of(JsonNode given, int depth, int choice) {
        JsonNode schema = merge.whole(given, choice);
        if (schema.has("const")) {
            return schema.path("const");
        }
        for (JsonNode one : schema.path("enum")) {
            if (!one.isNull()) {
                return one;
            }
        }
        return switch (JsonMerge.type(schema)) {
            case "object" ->
                depth > DEEPEST ? NODES.objectNode() : object(schema, merge.required(given, choice), depth, choice);
            case "array" ->
                depth > DEEPEST
                        ? NODES.arrayNode()
                        : NODES.arrayNode().add(of(schema.path("items"), depth + 1, choice));
            case "integer" -> JsonValues.number(schema, true);
            case "number" -> JsonValues.number(schema, false);
            case "boolean" -> NODES.booleanNode(true);
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(JsonValues.text(schema));
        };
    }

    private ObjectNode object(JsonNode schema, Set<String> required, int depth, int choice) {
        ObjectNode object = NODES.objectNode();
        // What is merged of parts wants everything of a part that wants nothing in particular.
        Set<String> wanted = new LinkedHashSet<>();
        schema.path("required").forEach(name -> wanted.add(name.asText()));
        if (wanted.isEmpty()) {
            schema.path("properties").fieldNames().forEachRemaining(wanted::add);
        }
        for (String name : wanted) {
            boolean room = object.size() < MOST && made < MANY;
            if (made < LARGEST && (room || required.contains(name))) {
                made++;
                object.set(name, of(schema.path("properties").path(name), depth + 1, choice));
            }
        }
        return object;
    }

    /** What a reference inside the document stands for. */
    JsonNode resolved(JsonNode node) {
        JsonNode here = node;
        for (int i = 0; i < DEEPEST && here.path("$ref").asText().startsWith("#/"); i++) {
            here = root.at(here.path("$ref").asText().substring(1));
        }
        return here;
    }
}
