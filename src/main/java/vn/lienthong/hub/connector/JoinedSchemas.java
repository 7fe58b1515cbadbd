package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes one schema of several: of those that all hold, and of those of which one holds. */
final class JoinedSchemas {

    /** Names of fields that stand only in the other direction, until what must be there is known. */
    static final String HIDDEN = "x-hidden";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> SCALARS = Set.of("string", "integer", "number", "boolean");
    /** Of a schema that says nothing but which values there are. */
    private static final Set<String> VALUES = Set.of("type", "enum", "const");

    private JoinedSchemas() {}

    /** One that takes all of a type takes what the others of this type do; several that only list values are one list. */
    static void alternatives(ObjectNode made, ArrayNode all) {
        Map<String, JsonNode> free = new TreeMap<>();
        all.forEach(one -> {
            if (one.size() == 1 && SCALARS.contains(one.path("type").asText())) {
                free.put(one.path("type").asText(), one);
            }
        });
        Map<String, ObjectNode> lists = new TreeMap<>();
        List<JsonNode> left = new ArrayList<>(free.values());
        for (JsonNode one : all) {
            String type = one.path("type").asText("");
            if (free.containsKey(type)) {
                continue;
            }
            if ((one.has("enum") || one.has("const")) && onlyLists(one)) {
                ArrayNode list = lists.computeIfAbsent(type, key -> typed(key)).withArray("enum");
                one.path("enum").forEach(list::add);
                if (one.has("const")) {
                    list.add(one.get("const"));
                }
            } else {
                left.add(one);
            }
        }
        left.addAll(lists.values());
        if (left.size() == 1) {
            join(made, (ObjectNode) left.get(0));
        } else if (!left.isEmpty()) {
            made.set("oneOf", JSON.arrayNode().addAll(left));
        }
    }

    private static ObjectNode typed(String type) {
        ObjectNode schema = JSON.objectNode();
        return type.isEmpty() ? schema : schema.put("type", type);
    }

    private static boolean onlyLists(JsonNode schema) {
        List<String> words = new ArrayList<>();
        schema.fieldNames().forEachRemaining(words::add);
        return VALUES.containsAll(words);
    }

    /** Both hold: what only one says holds too. */
    static void join(ObjectNode whole, ObjectNode part) {
        part.properties().forEach(word -> {
            if (!whole.has(word.getKey())) {
                whole.set(word.getKey(), word.getValue());
            } else if (word.getKey().equals("properties")) {
                ObjectNode properties = JSON.objectNode();
                properties.setAll((ObjectNode) word.getValue());
                properties.setAll((ObjectNode) whole.get("properties"));
                whole.set("properties", properties);
            } else if (Set.of("required", HIDDEN).contains(word.getKey())) {
                whole.set(word.getKey(), both(whole.get(word.getKey()), word.getValue()));
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
