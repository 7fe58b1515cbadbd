package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** What an OpenAPI document says of fields: the words of its schemas, with where they stand under {@code $comment}. */
final class OpenApiWords {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WORDS =
            List.of("type", "format", "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum");

    private OpenApiWords() {}

    /** Along a message: its fields, and beside them those that are not in it. */
    static ObjectNode along(JsonNode root, JsonNode schema, JsonNode message) {
        JsonMerge merge = new JsonMerge(root);
        return object(merge, schema, message, "the body");
    }

    private static ObjectNode object(JsonMerge merge, JsonNode schema, JsonNode message, String around) {
        int choice = fitting(merge, schema, message);
        JsonNode whole = merge.whole(schema, choice);
        Set<String> required = merge.required(schema, choice);
        String named = named(schema, around);
        ObjectNode shape = JSON.objectNode();
        ObjectNode properties = shape.put("type", "object").putObject("properties");
        whole.path("properties").properties().forEach(field -> {
            JsonNode value = message.path(field.getKey());
            JsonNode inner = merge.whole(field.getValue(), 0);
            String type = JsonMerge.type(inner);
            if (value.isObject()) {
                properties.set(field.getKey(), object(merge, field.getValue(), value, field.getKey()));
            } else if (value.path(0).isObject()) {
                properties
                        .putObject(field.getKey())
                        .put("type", "array")
                        .set("items", object(merge, inner.path("items"), value.path(0), field.getKey()));
            } else {
                boolean leaf = !type.equals("object") && !type.equals("array");
                ObjectNode words = leaf ? words(inner) : JSON.objectNode().put("type", type);
                String kind = inner.path("format").asText(type);
                properties.set(
                        field.getKey(),
                        ContractWords.commented(
                                words,
                                "field " + field.getKey() + " of " + named + ", " + kind
                                        + (required.contains(field.getKey()) ? "" : ", may be absent")));
            }
        });
        return shape;
    }

    /** Of alternatives the one that knows all fields of the message. */
    private static int fitting(JsonMerge merge, JsonNode schema, JsonNode message) {
        for (int choice = 0; choice < JsonSample.MOST_CHOICES; choice++) {
            JsonNode whole = merge.whole(schema, choice);
            if (message.properties().stream()
                    .allMatch(field -> whole.path("properties").has(field.getKey()))) {
                return choice;
            }
        }
        return 0;
    }

    private static ObjectNode words(JsonNode schema) {
        ObjectNode words = JSON.objectNode();
        WORDS.stream().filter(schema::has).forEach(word -> words.set(word, schema.get(word)));
        return words;
    }

    /** What the contract calls a schema; of one without a name where it stands. */
    private static String named(JsonNode schema, String otherwise) {
        String reference = schema.path("$ref").asText("");
        return reference.isEmpty() ? otherwise : reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** What it says of a place in a schema, as one reads it. */
    static String at(JsonNode root, JsonNode schema, String pointer) {
        JsonMerge merge = new JsonMerge(root);
        JsonNode here = schema;
        String around = "the answer";
        String name = "";
        for (String step : pointer.substring(1).split("/", -1)) {
            around = named(here, name.isEmpty() ? around : name);
            here = merge.whole(here, 0).path("properties").path(step);
            name = step;
        }
        JsonNode whole = merge.whole(here, 0);
        return ContractWords.commented(
                        words(whole),
                        "field " + name + " of " + around + ", "
                                + whole.path("format").asText(JsonMerge.type(whole)))
                .path("$comment")
                .asText();
    }
}
