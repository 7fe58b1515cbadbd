package vn.lienthong.hub.difference;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xmlunit.diff.Comparison;

/** XML as text: for people, and as leaves to be matched. */
final class XmlText {
    private static final String DECLARATIONS = "http://www.w3.org/2000/xmlns/";

    private XmlText() {}

    /** What is missing or extra there. */
    static String found(Comparison.Detail detail, boolean attribute) {
        Node node = detail.getTarget();
        if (attribute && node instanceof Element element && detail.getValue() instanceof QName name) {
            String space = name.getNamespaceURI();
            return element.getAttributeNS(space.isEmpty() ? null : space, name.getLocalPart());
        }
        return of(node);
    }

    /** Its text if it has nothing else, else its markup. */
    static String of(@Nullable Node node) {
        if (node == null) {
            return "";
        }
        boolean inner = node instanceof Element element
                && element.getElementsByTagName("*").getLength() > 0;
        return inner ? markup(node) : String.valueOf(node.getTextContent());
    }

    private static String markup(Node node) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter out = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            return String.valueOf(node.getTextContent());
        }
    }

    /** Where it stands, as an XPath of local names. */
    static String path(Node node) {
        Deque<String> steps = new ArrayDeque<>();
        for (Node at = node; at instanceof Element; at = at.getParentNode()) {
            int index = 1;
            for (Node before = at.getPreviousSibling(); before != null; before = before.getPreviousSibling()) {
                index += before instanceof Element && at.getLocalName().equals(before.getLocalName()) ? 1 : 0;
            }
            steps.push("/" + at.getLocalName() + "[" + index + "]");
        }
        return String.join("", steps);
    }

    /** All that stands in it, a line each, sorted, so that what means the same reads the same. */
    static String leaves(Node node) {
        List<String> lines = new ArrayList<>();
        leaves("", node, lines);
        Collections.sort(lines);
        return String.join("\n", lines);
    }

    private static void leaves(String path, Node node, List<String> lines) {
        if (!(node instanceof Element)) {
            lines.add(path + "=" + node.getNodeValue());
            return;
        }
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if (!DECLARATIONS.equals(attribute.getNamespaceURI())) {
                lines.add(path + "/@" + attribute.getLocalName() + "=" + attribute.getNodeValue());
            }
        }
        Map<String, Integer> counts = new HashMap<>();
        if (node.getFirstChild() == null) {
            lines.add(path + "=");
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            boolean element = child instanceof Element;
            String name = element ? "{" + child.getNamespaceURI() + "}" + child.getLocalName() : "";
            int index = counts.merge(name, 1, Integer::sum);
            leaves(element ? path + "/" + name + "[" + index + "]" : path, child, lines);
        }
    }
}
