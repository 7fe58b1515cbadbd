package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML that somebody else wrote, as a tree: by local names, without attributes, an element that comes again makes a list. Reads no further than
 * {@link SafeXml} goes.
 */
final class PlainXml {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Deeper than any honest answer; what is deeper stays closed. */
    private static final int DEEPEST = 64;

    private PlainXml() {}

    /** The element that has begun, whatever stands in it. */
    static JsonNode tree(SafeXml xml) throws XMLStreamException {
        XMLStreamReader at = xml.at();
        ObjectNode tree = JSON.objectNode();
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return tree.isEmpty() ? JSON.textNode(text.toString()) : tree;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = at.getLocalName();
                add(tree, name, tree(xml));
            } else if (isText(event)) {
                text.append(at.getText());
            }
        }
    }

    static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    /** An element that comes again makes a list. */
    static void add(ObjectNode tree, String name, JsonNode value) {
        JsonNode before = tree.get(name);
        if (before == null) {
            tree.set(name, value);
        } else if (before instanceof ArrayNode list) {
            list.add(value);
        } else {
            tree.set(name, JSON.arrayNode().add(before).add(value));
        }
    }

    /**
     * A JSON tree in which the texts under these names are what their XML says, also where JSON in a text stands around them.
     *
     * @throws SafeXml.Harmful if one of the texts could do harm
     */
    static JsonNode opened(JsonNode node, Set<String> fields) {
        return opened(node, fields, 0);
    }

    private static JsonNode opened(JsonNode closed, Set<String> fields, int depth) {
        JsonNode node = JsonPath.open(closed);
        if (depth > DEEPEST || node.isValueNode()) {
            return node.isTextual() ? closed : node;
        }
        if (node.isArray()) {
            ArrayNode list = JSON.arrayNode(node.size());
            node.forEach(item -> list.add(opened(item, fields, depth + 1)));
            return list;
        }
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            boolean xml = value.isTextual() && fields.contains(field.getKey());
            Optional<JsonNode> said = xml ? document(value.textValue()) : Optional.empty();
            object.set(field.getKey(), said.orElseGet(() -> opened(value, fields, depth + 1)));
        }
        return object;
    }

    /** The document in a text, under the name of its root; empty when it is none, or breaks off. */
    private static Optional<JsonNode> document(String text) {
        String written = text.strip();
        int begin = written.startsWith("\uFEFF") ? 1 : 0;
        if (!written.startsWith("<", begin)) {
            return Optional.empty();
        }
        try {
            SafeXml xml = new SafeXml(new StringReader(written.substring(begin)));
            xml.nextTag();
            String root = xml.at().getLocalName();
            JsonNode inside = tree(xml);
            while (xml.at().hasNext()) {
                xml.next();
            }
            return Optional.of(JSON.objectNode().set(root, inside));
        } catch (XMLStreamException e) {
            // What the parser broke off at may be about a person.
            return Optional.empty();
        }
    }
}
