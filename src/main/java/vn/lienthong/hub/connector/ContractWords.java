package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Says what a field of a contract takes as one reads it: where it stands, its type, and what it is limited to. */
final class ContractWords {

    private static final int MOST_VALUES = 12;

    private ContractWords() {}

    /** The shape itself, with these words under {@code $comment}. */
    static ObjectNode commented(ObjectNode shape, String where) {
        return shape.put("$comment", of(shape, where));
    }

    private static String of(JsonNode shape, String where) {
        List<String> words = new ArrayList<>();
        words.add(where);
        if (shape.path("enum").has(0)) {
            List<String> values = new ArrayList<>();
            shape.path("enum").forEach(value -> values.add(value.asText()));
            boolean many = values.size() > MOST_VALUES;
            words.add("one of " + String.join(", ", many ? values.subList(0, MOST_VALUES) : values)
                    + (many ? " and " + (values.size() - MOST_VALUES) + " more" : ""));
        }
        if (shape.has("const")) {
            words.add("always " + shape.path("const").asText());
        }
        if (shape.has("minLength") || shape.has("maxLength")) {
            words.add(shape.path("minLength").asText("0") + " to "
                    + shape.path("maxLength").asText("any number of") + " characters");
        }
        if (shape.has("pattern") && !shape.has("format")) {
            words.add("of the form " + shape.path("pattern").asText());
        }
        if (shape.has("minimum") || shape.has("maximum")) {
            words.add("from " + shape.path("minimum").asText("any") + " to "
                    + shape.path("maximum").asText("any"));
        }
        return String.join("; ", words).replaceAll("\\s+", " ");
    }
}
