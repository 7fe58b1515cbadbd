package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A schema as plain checks, for the documents that fit, which are nearly all. It says yes only where the schema library would find nothing;
 * where it says no, the library decides and finds the words. It knows the keywords that our schemas use, and makes nothing of a schema with
 * others. Immutable.
 *
 * <p>Why not the library alone: it costs 38 µs for a record of 60 fields, a sixth of all the hub does for it (docs/benchmark.md).
 */
final class QuickShape {
    private static final Set<String> MEANINGLESS = Set.of("$schema", "title", "description", "$comment", "$defs");
    private static final String LOCAL = "#/$defs/";

    private final JsonNode root;
    private final Map<String, Reference> references = new HashMap<>();

    /** A part of the schema that others refer to; filled after it is made, because it may refer to itself. */
    private static final class Reference implements Predicate<JsonNode> {
        private Predicate<JsonNode> meant = node -> false;

        @Override
        public boolean test(JsonNode node) {
            return meant.test(node);
        }
    }

    /** A keyword that is not known here. */
    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private QuickShape(JsonNode root) {
        this.root = root;
    }

    /** The checks of a schema; empty when it uses something that is not known here. */
    static Optional<Predicate<JsonNode>> of(JsonNode schema) {
        try {
            return Optional.of(new QuickShape(schema).compile(schema));
        } catch (Unknown e) {
            return Optional.empty();
        }
    }

    private Predicate<JsonNode> compile(JsonNode schema) throws Unknown {
        if (schema.isBoolean()) {
            boolean all = schema.booleanValue();
            return node -> all;
        }
        List<Predicate<JsonNode>> checks = new ArrayList<>();
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!MEANINGLESS.contains(keyword.getKey())) {
                add(keyword.getKey(), keyword.getValue(), schema, checks);
            }
        }
        return all(checks);
    }

    private void add(String keyword, JsonNode value, JsonNode schema, List<Predicate<JsonNode>> checks) throws Unknown {
        switch (keyword) {
            case "$ref" -> checks.add(reference(value.asText()));
            case "anyOf" -> checks.add(any(value));
            case "properties" -> checks.add(properties(schema));
            case "additionalProperties" -> {
                // Asked with the properties, where there are any.
                if (!schema.has("properties")) {
                    checks.add(properties(schema));
                }
            }
            case "required" -> checks.add(required(value));
            case "propertyNames" -> checks.add(names(compile(value)));
            case "items" -> checks.add(items(compile(value)));
            default -> checks.add(QuickChecks.of(keyword, value).orElseThrow(Unknown::new));
        }
    }

    private Predicate<JsonNode> reference(String written) throws Unknown {
        if (!written.startsWith(LOCAL)) {
            throw new Unknown();
        }
        Reference known = references.get(written);
        if (known == null) {
            known = new Reference();
            references.put(written, known);
            JsonNode meant = root.path("$defs").path(written.substring(LOCAL.length()));
            if (meant.isMissingNode()) {
                throw new Unknown();
            }
            known.meant = compile(meant);
        }
        return known;
    }

    private Predicate<JsonNode> any(JsonNode schemas) throws Unknown {
        List<Predicate<JsonNode>> some = new ArrayList<>();
        for (JsonNode schema : schemas) {
            some.add(compile(schema));
        }
        return node -> some.stream().anyMatch(one -> one.test(node));
    }

    private Predicate<JsonNode> properties(JsonNode schema) throws Unknown {
        Map<String, Predicate<JsonNode>> known = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            known.put(property.getKey(), compile(property.getValue()));
        }
        Predicate<JsonNode> others =
                schema.has("additionalProperties") ? compile(schema.get("additionalProperties")) : node -> true;
        return node -> {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                if (!known.getOrDefault(property.getKey(), others).test(property.getValue())) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Predicate<JsonNode> required(JsonNode names) {
        List<String> all = new ArrayList<>();
        names.forEach(name -> all.add(name.asText()));
        return node -> {
            for (String name : all) {
                if (node.isObject() && !node.has(name)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Predicate<JsonNode> names(Predicate<JsonNode> name) {
        return node -> {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                if (!name.test(TextNode.valueOf(property.getKey()))) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Predicate<JsonNode> items(Predicate<JsonNode> item) {
        return node -> {
            if (node.isArray()) {
                for (JsonNode one : node) {
                    if (!item.test(one)) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    private static Predicate<JsonNode> all(List<Predicate<JsonNode>> checks) {
        List<Predicate<JsonNode>> all = List.copyOf(checks);
        return node -> {
            for (Predicate<JsonNode> check : all) {
                if (!check.test(node)) {
                    return false;
                }
            }
            return true;
        };
    }
}
