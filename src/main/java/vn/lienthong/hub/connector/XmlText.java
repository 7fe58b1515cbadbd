package vn.lienthong.hub.connector;

import com.ctc.wstx.stax.WstxOutputFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * XML as a text, without a schema. From a tree: a field is an element, a list an element that comes again, null is left out, a field that begins with
 * {@code @} an attribute or, as {@code @xmlns:prefix}, a namespace; prefixes stand in the names. To a tree: by local names, without attributes.
 */
final class XmlText {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]{0,99}");
    private static final String NAMESPACE = "@xmlns:";
    private static final String CDATA_END = "]]>";
    private static final XMLOutputFactory FACTORY = new WstxOutputFactory();

    private final XMLStreamWriter writer;
    private final boolean cdata;

    private XmlText(XMLStreamWriter writer, boolean cdata) {
        this.writer = writer;
        this.cdata = cdata;
    }

    /**
     * Writes a document.
     *
     * @param document an object with one field: the outermost element
     * @param cdata whether what elements say stands in CDATA sections
     * @throws SoapContract.OffContract if it cannot be XML; names places, never what stands there
     */
    static String write(JsonNode document, boolean cdata) {
        if (!document.isObject() || document.size() != 1) {
            throw new SoapContract.OffContract("an XML document has one outermost element");
        }
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = FACTORY.createXMLStreamWriter(text);
            Map.Entry<String, JsonNode> root = document.fields().next();
            new XmlText(writer, cdata).element(root.getKey(), root.getValue(), Map.of());
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new SoapContract.OffContract(
                    "it cannot be written as XML: " + e.getClass().getSimpleName());
        }
        return text.toString();
    }

    private void element(String name, JsonNode value, Map<String, String> around) throws XMLStreamException {
        if (value.isArray()) {
            for (JsonNode one : value) {
                element(name, one, around);
            }
            return;
        }
        if (value.isNull()) {
            return;
        }
        Map<String, String> namespaces = declared(value, around);
        int colon = name.indexOf(':');
        String prefix = colon < 0 ? "" : name.substring(0, colon);
        String local = name.substring(colon + 1);
        if (!NAME.matcher(local).matches() || colon >= 0 && !namespaces.containsKey(prefix)) {
            throw new SoapContract.OffContract("no element can be called so, or nobody declared its prefix: "
                    + (NAME.matcher(local).matches() ? name : "a name with other signs"));
        }
        writer.writeStartElement(prefix, local, namespaces.getOrDefault(prefix, ""));
        attributes(value);
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> child : value.properties()) {
                if (!child.getKey().startsWith("@")) {
                    element(child.getKey(), child.getValue(), namespaces);
                }
            }
        } else {
            text(SoapWriter.said(value, "/" + name), name);
        }
        writer.writeEndElement();
    }

    private static Map<String, String> declared(JsonNode value, Map<String, String> around) {
        Map<String, String> namespaces = around;
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (field.getKey().startsWith(NAMESPACE)) {
                namespaces = namespaces == around ? new HashMap<>(around) : namespaces;
                namespaces.put(
                        field.getKey().substring(NAMESPACE.length()),
                        field.getValue().asText());
            }
        }
        return namespaces;
    }

    private void attributes(JsonNode value) throws XMLStreamException {
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = field.getKey();
            if (name.startsWith(NAMESPACE)) {
                writer.writeNamespace(
                        name.substring(NAMESPACE.length()), field.getValue().asText());
            } else if (name.startsWith("@")) {
                String local = name.substring(1);
                if (!NAME.matcher(local).matches()) {
                    throw new SoapContract.OffContract("no attribute can be called so");
                }
                writer.writeAttribute(local, said(SoapWriter.said(field.getValue(), "/" + name), name));
            }
        }
    }

    /** What would end a CDATA section stands half in one and half in the next. */
    private void text(String text, String name) throws XMLStreamException {
        String said = said(text, name);
        if (!cdata) {
            writer.writeCharacters(said);
            return;
        }
        int from = 0;
        for (int end = said.indexOf(CDATA_END); end >= 0; end = said.indexOf(CDATA_END, from)) {
            writer.writeCData(said.substring(from, end + 2));
            from = end + 2;
        }
        writer.writeCData(said.substring(from));
    }

    private static String said(String text, String name) {
        boolean writable = text.codePoints()
                .allMatch(c -> c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c < 0xFFFE || c > 0xFFFF);
        if (!writable) {
            throw new SoapContract.OffContract("XML cannot carry a sign that stands in " + name);
        }
        return text;
    }

    /**
     * Reads a document, also one that is escaped once more or stands in a CDATA section as text.
     *
     * @return null if it is no XML
     * @throws SafeXml.Harmful if it could do harm
     * @throws Twofold if words stand beside a CDATA section
     */
    static @Nullable ObjectNode read(String text) {
        String written = text.strip();
        try {
            for (int i = 0; i < 2 && (written.startsWith("&lt;") || written.startsWith("<![CDATA[")); i++) {
                written = unmarked(XmlTree.read("<x>" + written + "</x>").text().strip());
            }
            if (!written.startsWith("<")) {
                return null;
            }
            XmlTree root = XmlTree.read(unmarked(written));
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.set(root.local(), value(root));
            return document;
        } catch (XMLStreamException e) {
            return null;
        }
    }

    private static String unmarked(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1).strip() : text;
    }

    private static JsonNode value(XmlTree at) {
        if (at.twofold() || at.mixed()) {
            throw new Twofold(at.local());
        }
        if (at.children().isEmpty()) {
            return JsonNodeFactory.instance.textNode(at.value());
        }
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        at.children().forEach(child -> SoapReader.add(tree, child.local(), value(child)));
        return tree;
    }

    /** Nobody can say which of the two is meant. */
    static final class Twofold extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Twofold(String element) {
            super("words stand beside what " + element + " says");
        }
    }
}
