package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JSON tree as the XML that a schema asks for: in the schema's order, with the schema's namespaces. A list is an element that comes again, null
 * is an element that is nil, {@code "@name"} is an attribute, {@code "#text"} the text beside attributes; what the tree does not name is left out.
 */
final class SoapWriter {

    private static final String PREFIX = "ns";
    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

    private final XMLStreamWriter writer;

    private final @Nullable SoapFiles files;

    /** @param files that go out in the place of their claims; null: a claim is a text like any other */
    SoapWriter(XMLStreamWriter writer, @Nullable SoapFiles files) {
        this.writer = writer;
        this.files = files;
    }

    /**
     * @param message what stands in the element
     * @throws SoapContract.OffContract if the schema has no place for something
     */
    void write(SoapElement element, JsonNode message) throws XMLStreamException {
        open(element, "");
        inside(element, message, "");
        writer.writeEndElement();
    }

    private void open(SoapElement element, String around) throws XMLStreamException {
        String namespace = element.name().getNamespaceURI();
        if (namespace.isEmpty()) {
            writer.writeStartElement(element.name().getLocalPart());
            return;
        }
        writer.writeStartElement(PREFIX, element.name().getLocalPart(), namespace);
        if (!namespace.equals(around)) {
            writer.writeNamespace(PREFIX, namespace);
        }
    }

    private void inside(SoapElement element, JsonNode value, String path) throws XMLStreamException {
        if (element.text() && !value.isObject()) {
            text(value, path);
            return;
        }
        if (element.plain() && !value.has(SoapElement.TEXT)) {
            throw new SoapContract.OffContract("text belongs at " + path);
        }
        if (!value.isObject()) {
            throw new SoapContract.OffContract("elements belong at " + path + "/");
        }
        known(element, value, path);
        attributes(element, value, path);
        if (element.text()) {
            text(value.path(SoapElement.TEXT), path + "/" + SoapElement.TEXT);
            return;
        }
        for (SoapElement child : element.children()) {
            String name = child.name().getLocalPart();
            JsonNode said = value.path(name);
            String place = path + "/" + name;
            if (said.isArray()) {
                for (JsonNode one : said) {
                    child(child, one, place);
                }
            } else if (!said.isMissingNode()) {
                child(child, said, place);
            }
        }
    }

    /** A name that the schema does not have would be left out without a word. */
    private static void known(SoapElement element, JsonNode value, String path) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = value.fields(); fields.hasNext(); ) {
            String name = fields.next().getKey();
            if (!element.knows(name) && !(element.text() && name.equals(SoapElement.TEXT))) {
                throw new SoapContract.OffContract("the contract has no place " + path + "/" + name);
            }
        }
    }

    private void attributes(SoapElement element, JsonNode value, String path) throws XMLStreamException {
        int foreign = 0;
        for (SoapElement.Attribute attribute : element.attributes()) {
            JsonNode said = value.path(attribute.key());
            if (said.isMissingNode() || said.isNull()) {
                continue;
            }
            String text = said(said, path + "/" + attribute.key());
            String namespace = attribute.name().getNamespaceURI();
            if (namespace.isEmpty()) {
                writer.writeAttribute(attribute.name().getLocalPart(), text);
            } else if (namespace.equals(XMLConstants.XML_NS_URI)) {
                writer.writeAttribute(
                        XMLConstants.XML_NS_PREFIX, namespace, attribute.name().getLocalPart(), text);
            } else {
                // Each of its own: which of them share a namespace is nobody's business.
                String prefix = PREFIX + "a" + foreign++;
                writer.writeNamespace(prefix, namespace);
                writer.writeAttribute(prefix, namespace, attribute.name().getLocalPart(), text);
            }
        }
    }

    private void child(SoapElement child, JsonNode value, String place) throws XMLStreamException {
        open(child, "");
        if (value.isNull()) {
            if (!child.nillable()) {
                throw new SoapContract.OffContract("something must stand at " + place);
            }
            writer.writeNamespace("xsi", XSI);
            writer.writeAttribute("xsi", XSI, "nil", "true");
        } else if (files != null && files.takes(child.name().getLocalPart(), value)) {
            files.write(writer, value.asText());
        } else {
            inside(child, value, place);
        }
        writer.writeEndElement();
    }

    private void text(JsonNode value, String place) throws XMLStreamException {
        if (!value.isMissingNode()) {
            writer.writeCharacters(said(value, place));
        }
    }

    /** What a value says in XML. */
    static String said(JsonNode value, String place) {
        if (value.isContainerNode()) {
            throw new SoapContract.OffContract("text belongs at " + place);
        }
        String text = value.isNumber() && !value.isIntegralNumber()
                ? value.decimalValue().toPlainString()
                : value.asText();
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw new SoapContract.OffContract("half a character at " + place);
        }
        return text;
    }
}
