package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Stream;

/** What an element of a contract takes, in the words of JSON Schema: as deep as a message of it goes. */
final class SoapShape {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SoapShape() {}

    /** Along a message: what is not in it is not told. Where each field comes from stands in its {@code $comment}. */
    static ObjectNode of(SoapElement element, JsonNode message) {
        ObjectNode shape = JSON.objectNode();
        ObjectNode properties = shape.put("type", "object").putObject("properties");
        message.properties().forEach(field -> {
            String key = field.getKey();
            JsonNode value = field.getValue().isArray() ? field.getValue().path(0) : field.getValue();
            ObjectNode leaf = leaf(element, key).orElse(null);
            SoapElement child = child(element, key).orElse(null);
            if (leaf != null) {
                properties.set(key, leaf);
            } else if (child != null && value.isObject()) {
                ObjectNode inner = of(child, value);
                properties.set(
                        key,
                        field.getValue().isArray()
                                ? JSON.objectNode().put("type", "array").set("items", inner)
                                : inner);
            }
        });
        return shape;
    }

    /** What the contract says of a place in a message, in words. */
    static String at(SoapElement element, String pointer) {
        SoapElement here = element;
        String[] names = pointer.substring(1).split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
            SoapElement child = child(here, names[i]).orElse(null);
            if (child == null) {
                return names[i];
            }
            here = child;
        }
        return leaf(here, names[names.length - 1])
                .map(leaf -> leaf.path("$comment").asText())
                .orElse(names[names.length - 1]);
    }

    private static Optional<ObjectNode> leaf(SoapElement around, String key) {
        if (key.equals(SoapElement.TEXT)) {
            return Optional.of(commented(XsdWords.of(around.content().type()), "the text of element " + named(around)));
        }
        Optional<ObjectNode> attribute = around.attributes().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .map(one -> commented(
                        XsdWords.of(one.type()),
                        "attribute " + key.substring(1) + " of element " + named(around)
                                + (one.required() ? "" : ", may be absent")));
        return attribute.or(() -> child(around, key)
                .filter(SoapElement::plain)
                .map(child -> commented(
                        XsdWords.of(child.content().type()),
                        "element " + key + " in " + named(around)
                                + (child.occurs() == SoapElement.Occurs.ALWAYS ? "" : ", may be absent")
                                + (child.nillable() ? ", may be null" : ""))));
    }

    private static ObjectNode commented(ObjectNode words, String where) {
        String type = words.path("$comment").asText("");
        return ContractWords.commented(words, where + (type.isEmpty() ? "" : ", " + type));
    }

    private static String named(SoapElement element) {
        return element.name().getLocalPart();
    }

    private static Optional<SoapElement> child(SoapElement element, String key) {
        Stream<SoapElement> children = element.children().stream();
        return children.filter(child -> named(child).equals(key)).findFirst();
    }
}
