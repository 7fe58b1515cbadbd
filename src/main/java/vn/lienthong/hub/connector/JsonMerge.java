package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes one schema of one that consists of others: references, {@code allOf}, and one of each {@code oneOf} or {@code anyOf}. */
record JsonMerge(JsonNode root) {

    private static final int DEEPEST = 8;
    private static final Set<String> PARTS = Set.of("$ref", "allOf", "oneOf", "anyOf", "discriminator", "required");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * The whole of a schema. What it wants is what its parts want; a part that wants nothing in particular wants everything.
     *
     * @param choice which of alternatives; the last where there are not so many
     */
    JsonNode whole(JsonNode given, int choice) {
        return whole(given, choice, 0);
    }

    private JsonNode whole(JsonNode given, int choice, int depth) {
        JsonNode schema = resolved(given);
        boolean plain = !schema.has("allOf") && !schema.has("oneOf") && !schema.has("anyOf") && !schema.has("$ref");
        if (!schema.isObject() || plain || depth > DEEPEST) {
            return schema;
        }
        ObjectNode all = NODES.objectNode();
        schema.properties().stream()
                .filter(word -> !PARTS.contains(word.getKey()))
                .forEach(word -> all.set(word.getKey(), word.getValue()));
        Set<String> wanted = wanted(schema);
        if (schema.has("$ref")) {
            add(all, whole(NODES.objectNode().set("$ref", schema.path("$ref")), choice, depth + 1), wanted);
        }
        schema.path("allOf").forEach(part -> add(all, whole(part, choice, depth + 1), wanted));
        for (String either : List.of("oneOf", "anyOf")) {
            if (schema.path(either).has(0)) {
                JsonNode chosen = chosen(schema.path(either), choice);
                discriminated(all, schema.path("discriminator"), chosen);
                add(all, whole(chosen, choice, depth + 1), wanted);
            }
        }
        wanted.forEach(all.withArray("required")::add);
        return all;
    }

    /** What a schema wants in particular: what it and its parts, and of alternatives the chosen ones, say to be required. */
    Set<String> required(JsonNode given, int choice) {
        Set<String> names = new LinkedHashSet<>();
        required(given, choice, 0, names);
        return names;
    }

    private void required(JsonNode given, int choice, int depth, Set<String> names) {
        JsonNode schema = resolved(given);
        if (depth > DEEPEST) {
            return;
        }
        schema.path("required").forEach(name -> names.add(name.asText()));
        if (schema.has("$ref")) {
            required(NODES.objectNode().set("$ref", schema.path("$ref")), choice, depth + 1, names);
        }
        schema.path("allOf").forEach(part -> required(part, choice, depth + 1, names));
        for (String either : List.of("oneOf", "anyOf")) {
            if (schema.path(either).has(0)) {
                required(chosen(schema.path(either), choice), choice, depth + 1, names);
            }
        }
    }

    private static Set<String> wanted(JsonNode schema) {
        Set<String> wanted = new LinkedHashSet<>();
        schema.path("required").forEach(name -> wanted.add(name.asText()));
        if (wanted.isEmpty()) {
            schema.path("properties").fieldNames().forEachRemaining(wanted::add);
        }
        return wanted;
    }

    private static void add(ObjectNode all, JsonNode part, Set<String> wanted) {
        for (Map.Entry<String, JsonNode> word : part.properties()) {
            if (word.getKey().equals("properties")) {
                ObjectNode properties =
                        all.path("properties") instanceof ObjectNode there ? there.deepCopy() : NODES.objectNode();
                word.getValue().properties().stream()
                        .filter(one -> !properties.has(one.getKey()))
                        .forEach(one -> properties.set(one.getKey(), one.getValue()));
                all.set("properties", properties);
            } else if (!all.has(word.getKey()) && !PARTS.contains(word.getKey())) {
                all.set(word.getKey(), word.getValue());
            }
        }
        wanted.addAll(wanted(part));
    }

    /** Null, which is nothing to begin from, comes last. */
    private JsonNode chosen(JsonNode alternatives, int choice) {
        List<JsonNode> all = new ArrayList<>();
        alternatives.forEach(all::add);
        all.sort((one, other) -> Boolean.compare(isNull(one), isNull(other)));
        return all.get(Math.min(choice, all.size() - 1));
    }

    private boolean isNull(JsonNode schema) {
        return resolved(schema).path("type").asText().equals("null");
    }

    /** The field that tells alternatives apart holds the name of the chosen one, as the contract maps it. */
    private static void discriminated(ObjectNode all, JsonNode discriminator, JsonNode chosen) {
        String field = discriminator.path("propertyName").asText("");
        String reference = chosen.path("$ref").asText("");
        if (field.isEmpty() || reference.isEmpty()) {
            return;
        }
        String own = reference.substring(reference.lastIndexOf('/') + 1);
        String name = discriminator.path("mapping").properties().stream()
                .filter(one -> one.getValue().asText().equals(reference)
                        || one.getValue().asText().equals(own))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(own);
        ObjectNode properties =
                all.path("properties") instanceof ObjectNode there ? there.deepCopy() : NODES.objectNode();
        properties.putObject(field).put("type", "string").put("const", name);
        all.set("properties", properties);
    }

    /** What a reference inside the document stands for; one with words beside it stays, for those count too. */
    JsonNode resolved(JsonNode node) {
        JsonNode here = node;
        for (int i = 0;
                i < DEEPEST && here.size() == 1 && here.path("$ref").asText().startsWith("#/");
                i++) {
            here = root.at(here.path("$ref").asText().substring(1));
        }
        return here;
    }

    /** The type of a schema, or what its words let expect. */
    static String type(JsonNode schema) {
        for (JsonNode one : schema.path("type")) {
            // OpenAPI 3.1: one of several, null among them.
            if (!one.asText().equals("null")) {
                return one.asText();
            }
        }
        String otherwise = schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
        return schema.path("type").isTextual() ? schema.path("type").asText() : otherwise;
    }
}
