package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of an RPC operation, encoded or literal, as the old toolkits write it: any prefix, a type at each value or none, a value in another
 * place of the body to which a reference leads ({@code href="#id0"}), SOAP's own arrays. In the encoded use the name of what is returned counts for
 * nothing, as SOAP 1.1 has it. One use, one thread.
 */
final class RpcReader {

    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
    private static final QName NIL = new QName(XSI, "nil");
    private static final QName TYPE = new QName(XSI, "type");
    private static final QName HREF = new QName("href");
    private static final QName ID = new QName("id");
    private static final QName ARRAY_TYPE = new QName(RpcType.ENCODING, "arrayType");
    private static final List<QName> SPARSE =
            List.of(new QName(RpcType.ENCODING, "offset"), new QName(RpcType.ENCODING, "position"));
    private static final Pattern SIZE = Pattern.compile("\\[\\s*(\\d*)\\s*]\\s*$");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final RpcOperation operation;
    private final Map<String, XmlTree> named = new HashMap<>();
    /** What is being read, from the outside in: a value may not hold itself. */
    private final Deque<XmlTree> open = new ArrayDeque<>();

    private int read;

    /** It is not what the contract says; names places, never what stands there. */
    private static final class Off extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Off(String why) {
            super(why);
        }
    }

    private RpcReader(RpcOperation operation) {
        this.operation = operation;
    }

    static SoapReading answer(RpcOperation operation, String text) {
        try {
            return new RpcReader(operation).envelope(XmlTree.read(text));
        } catch (SafeXml.Harmful e) {
            return SoapReading.of(SoapReading.Kind.HARMFUL, String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            return SoapReading.of(SoapReading.Kind.HARMFUL, "nested too deep to be read");
        } catch (Off e) {
            return SoapReading.of(SoapReading.Kind.OFF_CONTRACT, String.valueOf(e.getMessage()));
        } catch (XMLStreamException | RuntimeException e) {
            // The parser tells what it broke off at, and that may be about a person.
            return SoapReading.of(SoapReading.Kind.NOT_SOAP, "not XML to its end");
        }
    }

    private SoapReading envelope(XmlTree root) {
        String soap = root.name().getNamespaceURI();
        if (!root.local().equals("Envelope") || !SoapReader.ENVELOPES.contains(soap)) {
            return SoapReading.of(SoapReading.Kind.NOT_SOAP, "no SOAP envelope");
        }
        XmlTree body = root.child(new QName(soap, "Body"));
        if (body == null || body.children().isEmpty()) {
            throw new Off(body == null ? "an envelope without a body" : "an empty body");
        }
        XmlTree fault = body.child(new QName(soap, "Fault"));
        if (fault != null) {
            only(body, fault);
            return SoapReader.fault(plain(fault));
        }
        XmlTree wrapper = body.child(operation.answer());
        if (wrapper == null) {
            throw new Off("another element in the body than the contract says");
        }
        only(body, wrapper);
        name(body);
        return SoapReading.kept(results(wrapper));
    }

    /** Beside it only values that somebody may refer to. */
    private void only(XmlTree body, XmlTree meant) {
        for (XmlTree child : body.children()) {
            if (child != meant && (child.attribute(ID) == null || !operation.encoded())) {
                throw new Off("more than one element in the body");
            }
        }
    }

    private void name(XmlTree tree) {
        String id = tree.attribute(ID);
        if (id != null && named.put(id, tree) != null) {
            throw new Off("two values of one name");
        }
        tree.children().forEach(this::name);
    }

    private ObjectNode results(XmlTree wrapper) {
        ObjectNode results = JSON.objectNode();
        boolean first = true;
        for (XmlTree accessor : wrapper.children()) {
            RpcOperation.Part part = part(accessor, first);
            first = false;
            if (part == null) {
                // An answer may grow.
                continue;
            }
            if (results.has(part.name())) {
                throw new Off("/" + part.name() + " comes twice");
            }
            results.set(part.name(), value(part.type(), accessor, "/" + part.name()));
        }
        return results;
    }

    private RpcOperation.@Nullable Part part(XmlTree accessor, boolean first) {
        List<RpcOperation.Part> parts = operation.results();
        boolean plain = accessor.name().getNamespaceURI().isEmpty();
        RpcOperation.Part part = plain || operation.encoded() ? RpcOperation.named(parts, accessor.local()) : null;
        return part == null && first && operation.encoded() && !parts.isEmpty() ? parts.get(0) : part;
    }

    private JsonNode value(RpcType type, XmlTree at, String place) {
        XmlTree meant = followed(at, place);
        begin(meant);
        try {
            if (isNil(meant)) {
                return JSON.nullNode();
            }
            return switch (type.shape()) {
                case SIMPLE -> simple(type, meant, place);
                case LIST -> list(type, meant, place);
                case OTHER -> tree(meant, place);
            };
        } finally {
            open.pop();
        }
    }

    private XmlTree followed(XmlTree at, String place) {
        XmlTree meant = at;
        for (int steps = 0; meant.attribute(HREF) != null; steps++) {
            String href = String.valueOf(meant.attribute(HREF)).strip();
            XmlTree next = operation.encoded() && href.startsWith("#") ? named.get(href.substring(1)) : null;
            if (next == null) {
                throw new Off("what " + place + " refers to is not in the answer");
            }
            if (steps > SafeXml.DEEPEST) {
                throw new SafeXml.Harmful("references in a circle");
            }
            meant = next;
        }
        return meant;
    }

    private void begin(XmlTree meant) {
        if (open.contains(meant)) {
            throw new SafeXml.Harmful("references in a circle");
        }
        if (open.size() >= SafeXml.DEEPEST) {
            throw new SafeXml.Harmful("values nested deeper than " + SafeXml.DEEPEST + " behind references");
        }
        // Two references to a value that holds two references, and so on: read, it would be without an end.
        if (++read > SafeXml.MOST_ELEMENTS) {
            throw new SafeXml.Harmful("more than " + SafeXml.MOST_ELEMENTS + " values behind references");
        }
        open.push(meant);
    }

    private static JsonNode simple(RpcType type, XmlTree at, String place) {
        String text = at.text();
        if (!at.children().isEmpty()) {
            throw new Off("text belongs at " + place);
        }
        if (!type.takes(text)) {
            throw new Off(place + " breaks the contract: no " + type.name().getLocalPart());
        }
        return JSON.textNode(text);
    }

    private ArrayNode list(RpcType type, XmlTree at, String place) {
        String said = at.attribute(ARRAY_TYPE);
        if (at.mixed() || at.children().isEmpty() && !at.text().isBlank()) {
            throw new Off("a list belongs at " + place);
        }
        ArrayNode list = JSON.arrayNode();
        for (XmlTree entry : at.children()) {
            if (SPARSE.stream().anyMatch(attribute -> entry.attribute(attribute) != null)) {
                throw new Off(place + " is a list with holes");
            }
            list.add(value(RpcType.simple(type.name()), entry, place + "/" + list.size()));
        }
        Matcher size = SIZE.matcher(said == null ? "" : said);
        boolean sized = size.find();
        if (said != null && !sized
                || sized && !size.group(1).isEmpty() && !size.group(1).equals(String.valueOf(list.size()))
                || at.attribute(SPARSE.get(0)) != null) {
            throw new Off(place + " is not as long as it says");
        }
        return list;
    }

    /** Something with a shape of its own, by local names; an array is a list. */
    private JsonNode tree(XmlTree at, String place) {
        String type = at.attribute(TYPE);
        boolean array = at.attribute(ARRAY_TYPE) != null || type != null && type.endsWith(":Array");
        if (array) {
            ArrayNode list = JSON.arrayNode();
            at.children()
                    .forEach(child -> list.add(value(RpcType.other(child.name()), child, place + "/" + list.size())));
            return list;
        }
        if (at.mixed()) {
            throw new Off("words stand between the elements at " + place);
        }
        if (at.children().isEmpty()) {
            return JSON.textNode(at.text());
        }
        ObjectNode tree = JSON.objectNode();
        at.children()
                .forEach(child -> SoapReader.add(
                        tree, child.local(), value(RpcType.other(child.name()), child, place + "/" + child.local())));
        return tree;
    }

    /** An element, whatever stands in it, by local names; references are left alone. */
    static JsonNode plain(XmlTree at) {
        if (at.children().isEmpty()) {
            return JSON.textNode(at.text());
        }
        ObjectNode tree = JSON.objectNode();
        at.children().forEach(child -> SoapReader.add(tree, child.local(), plain(child)));
        return tree;
    }

    private static boolean isNil(XmlTree at) {
        String nil = at.attribute(NIL);
        return nil != null && Set.of("true", "1").contains(nil.strip());
    }
}
