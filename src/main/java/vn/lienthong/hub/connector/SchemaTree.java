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
            "uniqueItems",
            "multipleOf",
            ContractFacts.ENCODING,
            "nullable",
            "deprecated");

    private final JsonNode root;
    private final String hides;
    private final Map<String, ObjectNode> known = new HashMap<>();
    private final Deque<String> around = new ArrayDeque<>();

    SchemaTree(JsonNode root) {
        this(root, "");
    }

    private SchemaTree(JsonNode root, String hides) {
        this.root = root;
        this.hides = hides;
    }

    /** For what is sent: without the fields that stand in answers only. */
    static SchemaTree ofRequests(JsonNode root) {
        return new SchemaTree(root, "readOnly");
    }

    /** For what comes back: without the fields that stand in requests only. */
    static SchemaTree ofAnswers(JsonNode root) {
        return new SchemaTree(root, "writeOnly");
    }

    ObjectNode of(JsonNode schema) {
        return of(schema, 0);
    }

    private ObjectNode of(JsonNode schema, int depth) {
        String reference = schema.path("$ref").asText("");
        if (depth > DEEPEST || around.contains(reference)) {
            return JSON.objectNode().put(ContractFacts.AGAIN, true);
        }
        if (reference.isEmpty()) {
            return whole(schema, depth);
        }
        if (!reference.startsWith("#/") || root.at(reference.substring(1)).isMissingNode()) {
            return JSON.objectNode().put(ContractFacts.ELSEWHERE, reference);
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
        JoinedSchemas.join(with, before);
        return with;
    }

    private ObjectNode whole(JsonNode schema, int depth) {
        ObjectNode made = JSON.objectNode();
        WORDS.stream().filter(schema::has).forEach(word -> made.set(word, schema.get(word)));
        typed(made);
        written(made);
        exclusive(made, "exclusiveMaximum", "maximum");
        exclusive(made, "exclusiveMinimum", "minimum");
        fields(schema, made, depth);
        if (schema.path("items").isObject()) {
            made.set("items", of(schema.get("items"), depth + 1));
        }
        JsonNode others = schema.path("additionalProperties");
        if (others.isBoolean()) {
            made.set("additionalProperties", others);
        } else if (!others.isEmpty()) {
            made.set("additionalProperties", of(others, depth + 1));
        }
        schema.path("allOf").forEach(part -> JoinedSchemas.join(made, of(part, depth + 1)));
        alternatives(schema, made, depth);
        if (!made.has("type") && (made.has("properties") || made.has("items"))) {
            made.put("type", made.has("properties") ? "object" : "array");
        }
        ofValues(made);
        made.path(JoinedSchemas.HIDDEN).forEach(name -> without(made, name.asText()));
        return made;
    }

    private void fields(JsonNode schema, ObjectNode made, int depth) {
        if (schema.path("properties").isObject()) {
            ObjectNode properties = made.putObject("properties");
            schema.path("properties").properties().forEach(field -> {
                if (isHidden(field.getValue())) {
                    made.withArray(JoinedSchemas.HIDDEN).add(field.getKey());
                } else {
                    properties.set(field.getKey(), of(field.getValue(), depth + 1));
                }
            });
        }
        if (schema.path("required").isArray()) {
            made.set("required", schema.get("required").deepCopy());
        }
    }

    /** Whether a field stands in the other direction only; said beside it, or where its reference leads. */
    private boolean isHidden(JsonNode field) {
        if (hides.isEmpty()) {
            return false;
        }
        boolean hidden = field.path(hides).asBoolean();
        for (JsonNode part : field.path("allOf")) {
            hidden |= said(part).path(hides).asBoolean();
        }
        return hidden || said(field).path(hides).asBoolean();
    }

    private JsonNode said(JsonNode schema) {
        String reference = schema.path("$ref").asText("");
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : schema;
    }

    private static void without(ObjectNode made, String name) {
        ArrayNode left = JSON.arrayNode();
        made.path("required").forEach(one -> {
            if (!one.asText().equals(name)) {
                left.add(one);
            }
        });
        if (made.has("required")) {
            made.set("required", left);
        }
    }

    /** Words that say the same in another way, or that mean nothing to a machine. */
    private static void written(ObjectNode made) {
        String format = made.path("format").asText("");
        if (format.equals("byte")) {
            made.remove("format");
            made.put(ContractFacts.ENCODING, "base64");
        } else if (format.equals("password")) {
            made.remove("format");
        }
        ArrayNode values = JSON.arrayNode();
        made.path("enum").forEach(value -> {
            if (!value.isNull()) {
                values.add(value);
            }
        });
        if (values.size() < made.path("enum").size()) {
            made.set("enum", values);
            if (!made.has("type")) {
                made.put("nullable", true);
            }
        }
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
        JoinedSchemas.alternatives(made, all);
    }
}
