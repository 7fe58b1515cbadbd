package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;

/**
 * A place in what a mapping makes, as its output schema describes it: the names of the fields on the way there, with {@value #ANY} for every item of a list.
 */
record OutputPlace(List<String> steps) implements Comparable<OutputPlace> {
    private static final String ANY = "*";
    private static final List<String> EITHER = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> PERHAPS = List.of("if", "then", "else");
    private static final List<String> EVERY = List.of("items", "additionalProperties", "unevaluatedProperties");

    /** Tells of every field that a schema describes. A definition is told at the places that refer to it, and not once more inside itself. */
    static void walk(JsonNode schema, BiConsumer<OutputPlace, JsonNode> told) {
        new Walk(schema, told, new ArrayDeque<>()).at(schema, new OutputPlace(List.of()));
    }

    private OutputPlace in(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new OutputPlace(List.copyOf(longer));
    }

    /** Whether something stands here. Null is nothing: a path that is spelt wrong gives it too. */
    boolean isShownBy(JsonNode made) {
        return isShownBy(made, 0);
    }

    private boolean isShownBy(JsonNode here, int from) {
        if (from == steps.size()) {
            return !here.isMissingNode() && !here.isNull();
        }
        String step = steps.get(from);
        return step.equals(ANY)
                ? StreamSupport.stream(here.spliterator(), false).anyMatch(item -> isShownBy(item, from + 1))
                : isShownBy(here.path(step), from + 1);
    }

    String name() {
        return steps.get(steps.size() - 1);
    }

    @Override
    public String toString() {
        return "/" + String.join("/", steps);
    }

    @Override
    public int compareTo(OutputPlace other) {
        return Comparator.comparing(OutputPlace::toString).compare(this, other);
    }

    private record Walk(JsonNode root, BiConsumer<OutputPlace, JsonNode> told, Deque<JsonNode> around) {

        void at(JsonNode schema, OutputPlace place) {
            if (!schema.isObject() || around.contains(schema)) {
                return;
            }
            around.push(schema);
            for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
                told.accept(place.in(field.getKey()), field.getValue());
                at(field.getValue(), place.in(field.getKey()));
            }
            EVERY.forEach(word -> at(schema.path(word), place.in(ANY)));
            schema.path("prefixItems").forEach(item -> at(item, place.in(ANY)));
            schema.path("patternProperties").forEach(field -> at(field, place.in(ANY)));
            EITHER.forEach(word -> schema.path(word).forEach(part -> at(part, place)));
            PERHAPS.forEach(word -> at(schema.path(word), place));
            String reference = schema.path("$ref").asText("");
            if (reference.matches("#(/.*)?")) {
                at(root.at(reference.substring(1)), place);
            }
            around.pop();
        }
    }
}
