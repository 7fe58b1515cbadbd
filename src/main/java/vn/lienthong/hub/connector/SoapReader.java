package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * Reads an envelope, SOAP 1.1 or 1.2, with any prefix: checks what stands in its body against the contract and gives it as a tree. What the contract
 * does not know is passed over wherever it stands, and so is a type that the other side writes at an element. One use, one thread.
 */
final class SoapReader {

    /** Of SOAP 1.1 and of SOAP 1.2. */
    static final Set<String> ENVELOPES =
            Set.of("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");

    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SafeXml xml;
    private final SoapContract contract;
    private final @Nullable SoapElement expected;

    private SoapReader(SafeXml xml, SoapContract contract, @Nullable SoapElement expected) {
        this.xml = xml;
        this.contract = contract;
        this.expected = expected;
    }

    /** Reads what was just written. */
    static SoapReading request(SoapContract contract, SoapElement expected, byte[] written) {
        return answer(contract, expected, new String(written, StandardCharsets.UTF_8));
    }

    /** @param expected what must stand in the body; null when nobody knows the operation */
    static SoapReading answer(SoapContract contract, @Nullable SoapElement expected, String text) {
        try {
            return new SoapReader(new SafeXml(new StringReader(text)), contract, expected).envelope();
        } catch (SafeXml.Harmful e) {
            return SoapReading.of(SoapReading.Kind.HARMFUL, String.valueOf(e.getMessage()));
        } catch (XMLStreamException | RuntimeException e) {
            // The parser tells what it broke off at, and that may be about a person.
            return SoapReading.of(SoapReading.Kind.NOT_SOAP, "not XML to its end");
        }
    }

    private SoapReading envelope() throws XMLStreamException {
        XMLStreamReader at = xml.at();
        if (!xml.nextTag() || !isEnvelope(at)) {
            return SoapReading.of(SoapReading.Kind.NOT_SOAP, "no SOAP envelope");
        }
        String namespace = at.getNamespaceURI();
        SoapReading reading = SoapReading.of(SoapReading.Kind.OFF_CONTRACT, "an envelope without a body");
        while (xml.nextTag() && at.isStartElement()) {
            if (at.getLocalName().equals("Body") && namespace.equals(at.getNamespaceURI())) {
                reading = body(namespace);
            } else {
                xml.skip();
            }
        }
        // To the end: half an envelope is no answer.
        while (at.hasNext()) {
            xml.next();
        }
        return reading;
    }

    /** Whether the element that has begun is an envelope of SOAP 1.1 or 1.2. */
    static boolean isEnvelope(XMLStreamReader at) {
        return at.getLocalName().equals("Envelope") && ENVELOPES.contains(at.getNamespaceURI());
    }

    private SoapReading body(String namespace) throws XMLStreamException {
        XMLStreamReader at = xml.at();
        if (!xml.nextTag() || at.isEndElement()) {
            return SoapReading.of(SoapReading.Kind.OFF_CONTRACT, "an empty body");
        }
        SoapReading reading;
        if (at.getLocalName().equals("Fault") && namespace.equals(at.getNamespaceURI())) {
            reading = fault(plain());
        } else if (expected != null && expected.name().equals(at.getName())) {
            reading = payload(expected);
        } else {
            xml.skip();
            reading =
                    SoapReading.of(SoapReading.Kind.OFF_CONTRACT, "another element in the body than the contract says");
        }
        while (xml.nextTag() && at.isStartElement()) {
            xml.skip();
            reading = SoapReading.of(SoapReading.Kind.OFF_CONTRACT, "more than one element in the body");
        }
        return reading;
    }

    static SoapReading fault(JsonNode said) {
        boolean newer = said.path("Code").isObject();
        String code = (newer ? said.path("Code").path("Value") : said.path("faultcode"))
                .asText("")
                .strip();
        JsonNode reason = newer ? said.path("Reason").path("Text") : said.path("faultstring");
        ObjectNode fault = JSON.objectNode();
        fault.put("faultcode", code.substring(code.lastIndexOf(':') + 1));
        // One text for each language: the first one.
        fault.set(
                "faultstring", reason.isArray() ? reason.path(0) : reason.isMissingNode() ? JSON.textNode("") : reason);
        JsonNode detail = said.path(newer ? "Detail" : "detail");
        if (!detail.isMissingNode()) {
            fault.set("detail", detail);
        }
        return SoapReading.fault(
                JSON.objectNode().set("Fault", fault), fault.path("faultcode").asText());
    }

    private SoapReading payload(SoapElement element) throws XMLStreamException {
        SoapCheck check = new SoapCheck(contract.lend());
        try {
            check.begin();
            JsonNode tree = declared(element, check);
            check.end();
            contract.giveBack(check.validator());
            return SoapReading.kept(tree);
        } catch (SAXException e) {
            // The reader must come to the end all the same.
            xml.skipTo(0);
            return SoapReading.of(SoapReading.Kind.OFF_CONTRACT, check.why());
        }
    }

    /** What the contract knows of the element that has begun, checked on the way. */
    private JsonNode declared(SoapElement element, SoapCheck check) throws XMLStreamException, SAXException {
        XMLStreamReader at = xml.at();
        boolean nil = isNil(at);
        ObjectNode tree = JSON.objectNode();
        check.begins(element.name(), nil, attributes(element, tree));
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                SoapElement child = element.child(at.getName());
                if (child == null) {
                    xml.skip();
                } else {
                    add(tree, child.name().getLocalPart(), declared(child, check));
                }
            } else if (isText(event)) {
                text.append(at.getText());
            }
        }
        if (element.text()) {
            check.text(text);
        }
        check.ends(element.name());
        if (nil) {
            return JSON.nullNode();
        }
        if (element.plain()) {
            return JSON.textNode(text.toString());
        }
        return element.text() ? tree.put(SoapElement.TEXT, text.toString()) : tree;
    }

    /** The attributes that the contract declares: into the tree, and as the checker wants them. */
    private AttributesImpl attributes(SoapElement element, ObjectNode tree) {
        AttributesImpl checked = new AttributesImpl();
        XMLStreamReader at = xml.at();
        for (int i = 0; !element.attributes().isEmpty() && i < at.getAttributeCount(); i++) {
            SoapElement.Attribute attribute = element.attribute(at.getAttributeName(i));
            if (attribute != null) {
                QName name = attribute.name();
                tree.put(attribute.key(), at.getAttributeValue(i));
                checked.addAttribute(
                        name.getNamespaceURI(),
                        name.getLocalPart(),
                        name.getLocalPart(),
                        "CDATA",
                        at.getAttributeValue(i));
            }
        }
        return checked;
    }

    /** The element that has begun, whatever stands in it, by local names. */
    private JsonNode plain() throws XMLStreamException {
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
                add(tree, name, plain());
            } else if (isText(event)) {
                text.append(at.getText());
            }
        }
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    private static boolean isNil(XMLStreamReader at) {
        String nil = at.getAttributeValue(XSI, "nil");
        return nil != null && Set.of("true", "1").contains(nil.strip());
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
}
