package vn.lienthong.hub.difference;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Writes XML anew: all namespaces with other prefixes at the root, attributes and differently named elements in another order, CDATA for escapes. */
final class RewrittenXml {
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final Pattern QNAME = Pattern.compile("([A-Za-z_][\\w.-]*):([A-Za-z_][\\w.-]*)(\\[\\d*])?");

    private final @Nullable Random random;
    private final BinaryOperator<String> leaf;
    private final Map<String, String> prefixes = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder();

    private RewrittenXml(@Nullable Random random, BinaryOperator<String> leaf) {
        this.random = random;
        this.leaf = leaf;
    }

    /**
     * Null when it is no XML.
     *
     * @param random null: only the leaves change
     * @param leaf what becomes of a text, by the name of its element
     */
    static @Nullable String of(String text, @Nullable Random random, BinaryOperator<String> leaf) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Document document = builder.parse(new InputSource(new StringReader(text.strip())));
            RewrittenXml writer = new RewrittenXml(random, leaf);
            writer.element(document.getDocumentElement());
            String root = writer.out.toString();
            int end = root.indexOf(root.startsWith("<") ? firstEnd(root) : ">");
            StringBuilder declared = new StringBuilder();
            writer.prefixes.forEach((uri, prefix) -> declared.append(" xmlns:")
                    .append(prefix)
                    .append("=\"")
                    .append(escaped(uri))
                    .append('"'));
            return root.substring(0, end) + declared + root.substring(end);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            return null;
        }
    }

    /** What ends the name of the root. */
    private static String firstEnd(String root) {
        Matcher end = Pattern.compile("[ />]").matcher(root);
        return end.find() ? end.group() : ">";
    }

    private String prefix(String uri) {
        return prefixes.computeIfAbsent(uri, key -> "khac" + (prefixes.size() + 1));
    }

    private String named(Node node) {
        String uri = node.getNamespaceURI();
        return uri == null
                ? node.getLocalName()
                : XML.equals(uri) ? node.getNodeName() : prefix(uri) + ":" + node.getLocalName();
    }

    private void element(Element element) {
        out.append('<').append(named(element));
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if (!XMLNS.equals(attribute.getNamespaceURI())) {
                attributes.add(attribute);
            }
        }
        if (random != null) {
            Collections.reverse(attributes);
        }
        for (Attr attribute : attributes) {
            out.append(' ').append(named(attribute)).append("='");
            out.append(escaped(qualified(element, leaf.apply(attribute.getLocalName(), attribute.getValue()))))
                    .append('\'');
        }
        out.append('>');
        content(element);
        out.append("</").append(named(element)).append('>');
    }

    private void content(Element element) {
        List<Element> inner = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                inner.add(child);
            } else if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(node.getNodeValue());
            }
        }
        if (inner.isEmpty()) {
            text(element, text.toString());
        } else if (text.toString().isBlank()) {
            children(inner);
        } else {
            mixed(element);
        }
    }

    private void mixed(Element element) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                element(child);
            } else if (node.getNodeType() != Node.COMMENT_NODE) {
                out.append(escaped(Objects.requireNonNullElse(node.getNodeValue(), "")));
            }
        }
    }

    private void children(List<Element> inner) {
        boolean different = inner.stream().map(this::named).distinct().count() == inner.size();
        if (random != null && different) {
            Collections.shuffle(inner, random);
        }
        for (Element child : inner) {
            if (random != null) {
                out.append(random.nextBoolean() ? "\n  " : "<!-- khac -->");
            }
            element(child);
        }
    }

    private void text(Element element, String text) {
        String other = qualified(element, leaf.apply(element.getLocalName(), text));
        if (random == null || other.isBlank()) {
            out.append(escaped(other));
        } else if (random.nextBoolean() && !other.contains("]]>")) {
            out.append("\n<![CDATA[").append(other).append("]]>\n");
        } else {
            out.append(escaped(other)).append(' ');
        }
    }

    /** A name with a prefix keeps its meaning under the other prefix. */
    private String qualified(Element at, String text) {
        Matcher name = QNAME.matcher(text.strip());
        if (!name.matches()) {
            return text;
        }
        String uri = at.lookupNamespaceURI(name.group(1));
        return uri == null ? text : prefix(uri) + ":" + name.group(2) + Objects.requireNonNullElse(name.group(3), "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;");
    }
}
