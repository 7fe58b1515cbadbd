package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Makes up JSON that a schema of an OpenAPI document describes: of alternatives the first with which the whole keeps the schema. Nothing is taken from
 * their examples: they may show somebody real.
 */
final class JsonSample {

    private static final int DEEPEST = 6;
    private static final int MOST = 20;
    static final int MOST_CHOICES = 8;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode root;
    private final JsonMerge merge;

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
            case "object" -> depth > DEEPEST ? NODES.objectNode() : object(schema, depth, choice);
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

    private ObjectNode object(JsonNode schema, int depth, int choice) {
        ObjectNode object = NODES.objectNode();
        Set<String> wanted = new LinkedHashSet<>();
        schema.path("required").forEach(name -> wanted.add(name.asText()));
        if (wanted.isEmpty()) {
            schema.path("properties").fieldNames().forEachRemaining(wanted::add);
        }
        for (Iterator<String> names = wanted.iterator(); names.hasNext() && object.size() < MOST; ) {
            String name = names.next();
            object.set(name, of(schema.path("properties").path(name), depth + 1, choice));
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
