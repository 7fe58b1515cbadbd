package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.check.Violation;

/**
 * The rule that an output schema is closed: every object with properties says {@code additionalProperties: false} and
 * requires every one of them, because JSLT says nothing about a misspelt path. One that says {@value #ABSENT} in its {@code $comment} need not be required;
 * then a case must show it.
 */
final class ClosedRule {
    /** Begins the comment on a field that the mapping may leave out. */
    static final String ABSENT = "may be absent";

    private ClosedRule() {}

    /** The fields that a mapping may leave out, each by its place in what is made. */
    static Set<OutputPlace> mayBeAbsent(JsonNode schema) {
        Set<OutputPlace> places = new TreeSet<>();
        OutputPlace.walk(schema, (place, field) -> {
            if (isAbsent(field)) {
                places.add(place);
            }
        });
        return places;
    }

    private static boolean isAbsent(JsonNode property) {
        return property.path("$comment").asText("").startsWith(ABSENT);
    }

    static List<Violation> violations(String where, JsonNode schema) {
        List<Violation> found = new ArrayList<>();
        walk(where, "", schema, found);
        return found;
    }

    private static void walk(String where, String pointer, JsonNode node, List<Violation> found) {
        if (node.isObject() && describesObject(node)) {
            checkObject(where, pointer.isEmpty() ? "/" : pointer, node, found);
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                walk(where, pointer + "/" + field.getKey(), field.getValue(), found);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(where, pointer + "/" + i, node.get(i), found);
            }
        }
    }

    private static boolean describesObject(JsonNode node) {
        return "object".equals(node.path("type").asText())
                || node.path("properties").isObject();
    }

    private static void checkObject(String where, String pointer, JsonNode node, List<Violation> found) {
        JsonNode more = node.path("additionalProperties");
        if (!more.isBoolean() || more.booleanValue()) {
            found.add(new Violation(
                    where,
                    "An object of an output schema is open.",
                    "no additionalProperties: false at " + pointer,
                    "Close it."));
        }
        List<String> required = new ArrayList<>();
        node.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
            if (!required.contains(property.getKey()) && !isAbsent(property.getValue())) {
                found.add(new Violation(
                        where,
                        "An object of an output schema does not require all its properties.",
                        property.getKey() + " is not required at " + pointer,
                        "Add it to required, for the mapping writes it always; if it leaves it out with present(), say why in it: \"$comment\": \""
                                + ABSENT + ", …\"."));
            }
        }
    }
}
