package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Makes up JSON that a schema of an OpenAPI document describes. Nothing is taken from their examples: they may show somebody real. */
record JsonSample(JsonNode root) {

    private static final int DEEPEST = 6;
    private static final int MOST = 20;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** An object with what is mandatory, or with everything where nothing is; empty where the schema describes none. */
    Optional<JsonNode> object(JsonNode schema) {
        JsonNode sample = of(schema, 0);
        return sample.isObject() && !sample.isEmpty() ? Optional.of(sample) : Optional.empty();
    }

    private JsonNode of(JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").has(0)) {
            return schema.path("enum").get(0);
        }
        for (String either : List.of("oneOf", "anyOf")) {
            if (schema.path(either).has(0) && !schema.has("properties")) {
                return of(schema.path(either).get(0), depth + 1);
            }
        }
        return switch (type(schema)) {
            case "object" -> depth > DEEPEST ? NODES.objectNode() : object(schema, depth);
            case "array" ->
                depth > DEEPEST ? NODES.arrayNode() : NODES.arrayNode().add(of(schema.path("items"), depth + 1));
            case "integer", "number" -> number(schema);
            case "boolean" -> NODES.booleanNode(true);
            default -> NODES.textNode(text(schema));
        };
    }

    private static String type(JsonNode schema) {
        String otherwise =
                schema.has("properties") || schema.has("allOf") ? "object" : schema.has("items") ? "array" : "string";
        for (JsonNode one : schema.path("type")) {
            // OpenAPI 3.1: one of several, null among them.
            if (!one.asText().equals("null")) {
                return one.asText();
            }
        }
        return schema.path("type").isTextual() ? schema.path("type").asText() : otherwise;
    }

    private static JsonNode number(JsonNode schema) {
        long least =
                schema.path("minimum").asLong(schema.path("exclusiveMinimum").asLong(1));
        boolean over = schema.path("exclusiveMinimum").isNumber()
                || schema.path("exclusiveMinimum").asBoolean();
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        return NODES.numberNode(Math.min(over ? least + 1 : least, most));
    }

    private static String text(JsonNode schema) {
        Optional<String> fits =
                schema.has("pattern") ? PatternSample.of(schema.path("pattern").asText()) : Optional.empty();
        return fits.orElseGet(() -> switch (schema.path("format").asText()) {
            case "date" -> "2026-01-05";
            case "date-time" -> "2026-01-05T08:00:00+07:00";
            case "time" -> "08:00:00+07:00";
            case "uri", "url" -> "https://sample.example";
            case "email" -> "mau@mau.example";
            case "uuid" -> "00000000-0000-0000-0000-000000000000";
            case "byte" -> "bWF1";
            default ->
                cut(
                        "mau",
                        schema.path("minLength").asInt(0),
                        schema.path("maxLength").asInt(Integer.MAX_VALUE));
        });
    }

    private static String cut(String text, int least, int most) {
        String long_ = text.length() >= least ? text : text.repeat(Math.min(least, 10_000) / text.length() + 1);
        int end = Math.min(Math.max(least, text.length()), most);
        return long_.substring(0, Math.min(end, long_.length()));
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        for (JsonNode part : schema.path("allOf")) {
            if (of(part, depth + 1) instanceof ObjectNode more) {
                object.setAll(more);
            }
        }
        List<String> wanted = new ArrayList<>();
        schema.path("required").forEach(name -> wanted.add(name.asText()));
        if (wanted.isEmpty()) {
            schema.path("properties").fieldNames().forEachRemaining(wanted::add);
        }
        for (Iterator<String> names = wanted.iterator(); names.hasNext() && object.size() < MOST; ) {
            String name = names.next();
            if (!object.has(name)) {
                object.set(name, of(schema.path("properties").path(name), depth + 1));
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
