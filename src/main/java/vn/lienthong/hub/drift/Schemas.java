package vn.lienthong.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractFacts;

/** Reads schemas in the form of a contract's facts. */
final class Schemas {

    /** Anything may stand there. */
    static final JsonNode OPEN = JsonNodeFactory.instance.objectNode();

    static final JsonNode NONE = MissingNode.getInstance();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int CONFLICT = 1000;

    private Schemas() {}

    static Set<String> names(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    static JsonNode field(JsonNode schema, String name) {
        return schema.path("properties").path(name);
    }

    static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    static boolean requires(JsonNode schema, String name) {
        return texts(schema.path("required")).contains(name);
    }

    /** Whether one of these names is always there. */
    static boolean isSure(JsonNode schema, Set<String> names) {
        Set<String> required = texts(schema.path("required"));
        boolean sure = required.stream().anyMatch(names::contains);
        for (JsonNode group : schema.path(ContractFacts.ONE_OF)) {
            sure |= names.containsAll(texts(group));
        }
        return sure;
    }

    /** Those that may not stand together in the one, and could in the other. */
    static Set<String> either(JsonNode of, JsonNode than) {
        Set<String> names = texts(of.path(ContractFacts.EITHER));
        names.removeAll(texts(than.path(ContractFacts.EITHER)));
        names.retainAll(names(than));
        return names.size() > 1 ? names : Set.of();
    }

    /** The only values that may stand there; empty where others may. */
    static Set<String> values(JsonNode schema) {
        Set<String> values = texts(schema.path("enum"));
        if (schema.has("const")) {
            values = Set.of(schema.path("const").asText());
        }
        return values;
    }

    static boolean isList(JsonNode schema) {
        return schema.path("type").asText().equals("array");
    }

    static boolean isObject(JsonNode schema) {
        return schema.has("properties") || schema.path("type").asText().equals("object");
    }

    /** What a list holds; the schema itself where it is none. */
    static JsonNode item(JsonNode schema) {
        return isList(schema) ? schema.path("items") : schema;
    }

    /** Of what may be one of several, each; one that may not is the only one. */
    static List<JsonNode> alternatives(JsonNode schema) {
        if (!schema.has("oneOf")) {
            return List.of(schema);
        }
        List<JsonNode> all = new ArrayList<>();
        schema.path("oneOf").forEach(one -> alternatives(joined(schema, one)).forEach(all::add));
        return all;
    }

    /** An alternative with what is said beside all of them. */
    private static JsonNode joined(JsonNode around, JsonNode one) {
        ObjectNode whole = JSON.objectNode();
        around.properties().stream()
                .filter(word -> !word.getKey().equals("oneOf"))
                .forEach(word -> whole.set(word.getKey(), word.getValue()));
        one.properties().forEach(word -> {
            JsonNode before = whole.get(word.getKey());
            if (before instanceof ObjectNode fields && word.getKey().equals("properties")) {
                ObjectNode both = JSON.objectNode();
                both.setAll(fields);
                both.setAll((ObjectNode) word.getValue());
                whole.set("properties", both);
            } else if (before instanceof ArrayNode && word.getKey().equals("required")) {
                Set<String> both = texts(before);
                both.addAll(texts(word.getValue()));
                whole.set("required", list(both));
            } else {
                whole.set(word.getKey(), word.getValue());
            }
        });
        return whole;
    }

    static ArrayNode list(Set<String> values) {
        ArrayNode list = JSON.arrayNode();
        values.forEach(list::add);
        return list;
    }

    /** The alternative that what we send is meant for; how badly it fits stands in {@link #conflicts}. */
    static JsonNode meant(JsonNode schema, JsonNode ours) {
        JsonNode best = NONE;
        int most = Integer.MIN_VALUE;
        for (JsonNode one : alternatives(schema)) {
            int score = -CONFLICT * conflicts(one, ours) - (isObject(one) ? 0 : misfits(one, ours));
            for (String name : names(ours)) {
                score += field(one, name).isMissingNode() ? 0 : 1;
            }
            if (score > most || score == most && !isObject(one) && before(one, best)) {
                most = score;
                best = one;
            }
        }
        return best;
    }

    /** Of two that fit as well any will do, but always the same, wherever it stands. */
    private static boolean before(JsonNode one, JsonNode other) {
        return one.toString().compareTo(other.toString()) < 0;
    }

    /** How far a value of ours is from what theirs says: by type first, then by words of theirs that ours does not keep for sure. */
    private static int misfits(JsonNode theirs, JsonNode ours) {
        String type = theirs.path("type").asText("");
        String sent = ours.path("type").asText("");
        boolean fits = type.isEmpty()
                || sent.isEmpty()
                || type.equals(sent)
                || type.equals("number") && sent.equals("integer");
        Set<String> values = values(theirs);
        int misfits = fits ? 0 : CONFLICT / 2;
        misfits += values.isEmpty() || !values(ours).isEmpty() && values.containsAll(values(ours)) ? 0 : 1;
        for (String word : List.of("pattern", "format", ContractFacts.ENCODING, ContractFacts.LIST)) {
            misfits += !theirs.has(word) || theirs.path(word).equals(ours.path(word)) ? 0 : 1;
        }
        return misfits
                + (int) Limit.ALL.stream()
                        .filter(limit -> !limit.keeps(ours, theirs))
                        .count();
    }

    /** A schema that says nothing of what stands there. */
    static boolean isOpen(JsonNode schema) {
        return !schema.has("type")
                && !schema.has("properties")
                && !schema.has("oneOf")
                && !schema.has("enum")
                && !schema.has("const");
    }

    /** What fields may hold that are not named; missing where nobody says it. */
    static JsonNode others(JsonNode schema) {
        JsonNode others = schema.path("additionalProperties");
        return others.isObject() ? others : NONE;
    }

    /** How many fields of ours can hold nothing that stands in theirs; a type that is another one counts as well. */
    static int conflicts(JsonNode theirs, JsonNode ours) {
        int conflicts = isObject(theirs) == isObject(ours) || ours.isMissingNode() || !theirs.has("type") ? 0 : 1;
        for (String name : names(ours)) {
            Set<String> only = values(field(theirs, name));
            Set<String> sent = values(field(ours, name));
            if (!only.isEmpty() && !sent.isEmpty() && sent.stream().noneMatch(only::contains)) {
                conflicts++;
            }
        }
        return conflicts;
    }

    /** A field that alternatives describe in different ways is what any of them says. */
    private static void either(ObjectNode fields, String name, JsonNode schema) {
        JsonNode before = fields.get(name);
        if (before == null || before.equals(schema)) {
            fields.set(name, schema);
        } else {
            ArrayNode ways = JSON.arrayNode();
            alternatives(before).forEach(ways::add);
            ways.add(schema);
            fields.set(name, JSON.objectNode().set("oneOf", ways));
        }
    }

    /** What may come back: the fields of all alternatives, of which only those are sure that all have. */
    static JsonNode united(JsonNode schema) {
        List<JsonNode> all = alternatives(schema);
        if (all.size() == 1) {
            return all.get(0);
        }
        ObjectNode whole = JSON.objectNode();
        Set<String> required = texts(all.get(0).path("required"));
        Set<String> types = new TreeSet<>();
        ObjectNode fields = JSON.objectNode();
        for (JsonNode one : all) {
            JsonNode inner = item(one);
            types.add(one.path("type").asText("any"));
            inner.path("properties").properties().forEach(field -> either(fields, field.getKey(), field.getValue()));
            required.retainAll(texts(inner.path("required")));
        }
        whole.put("type", String.join(" or ", types));
        if (all.stream().anyMatch(one -> one.path("nullable").asBoolean())) {
            whole.put("nullable", true);
        }
        Set<String> values = new TreeSet<>();
        all.forEach(one -> values.addAll(values(one)));
        if (all.stream().noneMatch(one -> values(one).isEmpty())) {
            whole.set("enum", list(values));
        }
        if (!fields.isEmpty()) {
            whole.set("properties", fields);
            whole.set("required", list(required));
        }
        return whole;
    }
}
