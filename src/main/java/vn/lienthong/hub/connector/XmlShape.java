package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** XML as far as it means something: names with their namespaces, text and attributes in order; no prefixes, no blanks between elements. */
final class XmlShape {

    private XmlShape() {}

    /** Requests as sent.http writes them, each body that is XML in its shape; JSON, and what only looks like XML, stays byte for byte. */
    static String inside(String requests) {
        List<String> shapes = new ArrayList<>();
        for (String request : requests.split("\n###\n", -1)) {
            int body = request.indexOf("\n\n");
            boolean xml = body >= 0 && request.startsWith("<", body + 2);
            shapes.add(xml ? request.substring(0, body + 2) + shapeOrSame(request.substring(body + 2)) : request);
        }
        return String.join("\n###\n", shapes);
    }

    private static String shapeOrSame(String body) {
        try {
            return of(body);
        } catch (IllegalArgumentException e) {
            return body;
        }
    }

    /** @throws IllegalArgumentException if it is no XML */
    static String of(String xml) {
        StringBuilder shape = new StringBuilder();
        write(parsed(xml).getDocumentElement(), "", shape);
        return shape.toString();
    }

    /** All elements without elements in them: local name and text. */
    static Stream<Map.Entry<String, String>> leaves(String xml) {
        NodeList all = parsed(xml).getElementsByTagNameNS("*", "*");
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(element -> element.getElementsByTagNameNS("*", "*").getLength() == 0)
                .map(element -> Map.entry(element.getLocalName(), element.getTextContent()));
    }

    private static Document parsed(String xml) {
        try {
            return SafeXml.tree(xml.strip());
        } catch (XMLStreamException | SafeXml.Harmful e) {
            throw new IllegalArgumentException("not XML", e);
        }
    }

    private static void write(Element element, String indent, StringBuilder into) {
        into.append(indent).append('{').append(element.getNamespaceURI() == null ? "" : element.getNamespaceURI());
        into.append('}').append(element.getLocalName());
        TreeMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (!"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())) {
                attributes.put(
                        "{" + attribute.getNamespaceURI() + "}" + attribute.getLocalName(), attribute.getNodeValue());
            }
        }
        into.append(attributes.isEmpty() ? "" : attributes);
        List<Element> children = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                children.add(inner);
            }
        }
        if (children.isEmpty()) {
            into.append(" = ").append(element.getTextContent()).append('\n');
            return;
        }
        into.append('\n');
        children.forEach(child -> write(child, indent + "  ", into));
    }
}
