package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JSON Schema with its references resolved and its {@code allOf} made one, and only with the words that decide what fits. Alternatives stay alternatives, in
 * {@code oneOf}. What a reference outside of the document stands for is left open. One use, one thread.
 */
final class SchemaTree {

    private static final int DEEPEST = 64;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WORDS = List.of(
            "type",
            "format",
            "enum",
            "const",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minItems",
            "maxItems",
            "nullable",
            "deprecated");

    private final JsonNode root;
    private final Map<String, ObjectNode> known = new HashMap<>();
    private final Deque<String> around = new ArrayDeque<>();

    SchemaTree(JsonNode root) {
        this.root = root;
    }

    ObjectNode of(JsonNode schema) {
        return of(schema, 0);
    }

    private ObjectNode of(JsonNode schema, int depth) {
        String reference = schema.path("$ref").asText("");
        if (depth > DEEPEST || around.contains(reference)) {
            return JSON.objectNode().put(SoapFacts.AGAIN, true);
        }
        if (reference.isEmpty()) {
            return whole(schema, depth);
        }
        if (!reference.startsWith("#/")) {
            return JSON.objectNode();
        }
        ObjectNode before = known.get(reference);
        if (before == null) {
            around.push(reference);
            before = of(root.at(reference.substring(1)), depth + 1);
            around.pop();
            known.put(reference, before);
        }
        if (schema.size() == 1) {
            return before;
        }
        ObjectNode with = whole(schema, depth);
        join(with, before);
        return with;
    }

    private ObjectNode whole(JsonNode schema, int depth) {
        ObjectNode made = JSON.objectNode();
        WORDS.stream().filter(schema::has).forEach(word -> made.set(word, schema.get(word)));
        typed(made);
        exclusive(made, "exclusiveMaximum", "maximum");
        exclusive(made, "exclusiveMinimum", "minimum");
        if (schema.path("properties").isObject()) {
            ObjectNode properties = made.putObject("properties");
            schema.path("properties")
                    .properties()
                    .forEach(field -> properties.set(field.getKey(), of(field.getValue(), depth + 1)));
        }
        if (schema.path("required").isArray()) {
            made.set("required", schema.get("required").deepCopy());
        }
        if (schema.path("items").isObject()) {
            made.set("items", of(schema.get("items"), depth + 1));
        }
        if (schema.path("additionalProperties").isBoolean()) {
            made.set("additionalProperties", schema.get("additionalProperties"));
        }
        schema.path("allOf").forEach(part -> join(made, of(part, depth + 1)));
        alternatives(schema, made, depth);
        if (!made.has("type") && (made.has("properties") || made.has("items"))) {
            made.put("type", made.has("properties") ? "object" : "array");
        }
        ofValues(made);
        return made;
    }

    /** Values without a type have one, if all have the same. */
    private static void ofValues(ObjectNode made) {
        ArrayNode values = JSON.arrayNode();
        made.path("enum").forEach(values::add);
        if (made.has("const")) {
            values.add(made.get("const"));
        }
        TreeSet<String> types = new TreeSet<>();
        values.forEach(value -> types.add(
                value.isIntegralNumber()
                        ? "integer"
                        : value.isNumber() ? "number" : value.isBoolean() ? "boolean" : "string"));
        if (!made.has("type") && types.size() == 1) {
            made.put("type", types.first());
        }
    }

    /** OpenAPI 3.0 writes a bound that is not reached itself as the bound, with true beside it. */
    private static void exclusive(ObjectNode made, String word, String bound) {
        if (made.path(word).isBoolean()) {
            boolean not = made.remove(word).asBoolean();
            if (not && made.has(bound)) {
                made.set(word, made.remove(bound));
            }
        }
    }

    /** OpenAPI 3.1 writes what may be null as one of several types; of several others nobody can say which. */
    private static void typed(ObjectNode made) {
        if (!made.path("type").isArray()) {
            return;
        }
        TreeSet<String> types = new TreeSet<>();
        made.get("type").forEach(type -> types.add(type.asText()));
        if (types.remove("null")) {
            made.put("nullable", true);
        }
        made.remove("type");
        if (types.size() == 1) {
            made.put("type", types.first());
        } else {
            types.forEach(type -> made.withArray("oneOf").addObject().put("type", type));
        }
    }

    private void alternatives(JsonNode schema, ObjectNode made, int depth) {
        ArrayNode all = JSON.arrayNode();
        for (String word : List.of("oneOf", "anyOf")) {
            for (JsonNode one : schema.path(word)) {
                if (one.path("type").asText().equals("null")) {
                    made.put("nullable", true);
                } else {
                    all.add(of(one, depth + 1));
                }
            }
        }
        if (all.size() == 1) {
            join(made, (ObjectNode) all.get(0));
        } else if (!all.isEmpty()) {
            made.set("oneOf", all);
        }
    }

    /** Both hold: what only one says holds too. */
    private static void join(ObjectNode whole, ObjectNode part) {
        part.properties().forEach(word -> {
            if (!whole.has(word.getKey())) {
                whole.set(word.getKey(), word.getValue());
            } else if (word.getKey().equals("properties")) {
                ObjectNode properties = JSON.objectNode();
                properties.setAll((ObjectNode) word.getValue());
                properties.setAll((ObjectNode) whole.get("properties"));
                whole.set("properties", properties);
            } else if (word.getKey().equals("required")) {
                whole.set("required", both(whole.get("required"), word.getValue()));
            } else if (word.getKey().equals("enum")) {
                whole.set("enum", inBoth(whole.get("enum"), word.getValue()));
            } else if (isTighter(word.getKey(), word.getValue(), whole.get(word.getKey()))) {
                whole.set(word.getKey(), word.getValue());
            }
        });
    }

    /** Of two limits that both hold, the one that leaves less. */
    private static boolean isTighter(String word, JsonNode one, JsonNode other) {
        boolean numbers = one.isNumber() && other.isNumber();
        int order = numbers ? Double.compare(one.doubleValue(), other.doubleValue()) : 0;
        return word.startsWith("max") || word.equals("exclusiveMaximum")
                ? order < 0
                : order > 0 && (word.startsWith("min") || word.equals("exclusiveMinimum"));
    }

    private static ArrayNode inBoth(JsonNode one, JsonNode other) {
        ArrayNode all = JSON.arrayNode();
        one.forEach(value -> other.forEach(same -> {
            if (value.equals(same)) {
                all.add(value);
            }
        }));
        return all;
    }

    private static ArrayNode both(JsonNode one, JsonNode other) {
        Set<String> names = new TreeSet<>();
        one.forEach(name -> names.add(name.asText()));
        other.forEach(name -> names.add(name.asText()));
        ArrayNode all = JSON.arrayNode();
        names.forEach(all::add);
        return all;
    }
}
