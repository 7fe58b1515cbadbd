package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a JSON object as the arguments of an RPC operation, in their order, encoded with the type at each value. */
final class RpcWriter {

    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    private final XMLStreamWriter writer;
    private final RpcOperation operation;

    RpcWriter(XMLStreamWriter writer, RpcOperation operation) {
        this.writer = writer;
        this.operation = operation;
    }

    /** @throws SoapContract.OffContract if an argument is missing, unknown or of another type */
    void write(JsonNode message) throws XMLStreamException {
        if (!message.isObject()) {
            throw new SoapContract.OffContract("arguments belong at /");
        }
        for (Iterator<String> names = message.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (RpcOperation.named(operation.arguments(), name) == null) {
                throw new SoapContract.OffContract("the contract has no place /" + name);
            }
        }
        QName wrapper = operation.request();
        writer.writeStartElement("ns", wrapper.getLocalPart(), wrapper.getNamespaceURI());
        writer.writeNamespace("ns", wrapper.getNamespaceURI());
        writer.writeNamespace("xsi", XSI);
        if (operation.encoded()) {
            writer.writeNamespace("xsd", XMLConstants.W3C_XML_SCHEMA_NS_URI);
            writer.writeNamespace("soapenc", RpcType.ENCODING);
            writer.writeAttribute(writer.getPrefix(SOAP), SOAP, "encodingStyle", RpcType.ENCODING);
        }
        for (RpcOperation.Part part : operation.arguments()) {
            part(part, message.path(part.name()));
        }
        writer.writeEndElement();
    }

    private void part(RpcOperation.Part part, JsonNode value) throws XMLStreamException {
        String place = "/" + part.name();
        if (value.isMissingNode()) {
            throw new SoapContract.OffContract("something must stand at " + place);
        }
        writer.writeStartElement(part.name());
        if (value.isNull()) {
            writer.writeAttribute("xsi", XSI, "nil", "true");
        } else if (part.type().shape() == RpcType.Shape.LIST) {
            list(part.type(), value, place);
        } else {
            typed(part.type());
            text(part.type(), value, place);
        }
        writer.writeEndElement();
    }

    private void list(RpcType type, JsonNode values, String place) throws XMLStreamException {
        if (!values.isArray()) {
            throw new SoapContract.OffContract("a list belongs at " + place);
        }
        if (operation.encoded()) {
            writer.writeAttribute("xsi", XSI, "type", "soapenc:Array");
            writer.writeAttribute(
                    "soapenc", RpcType.ENCODING, "arrayType", written(type.name()) + "[" + values.size() + "]");
        }
        for (JsonNode value : values) {
            writer.writeStartElement(type.item());
            if (value.isNull()) {
                writer.writeAttribute("xsi", XSI, "nil", "true");
            } else {
                typed(type);
                text(type, value, place);
            }
            writer.writeEndElement();
        }
    }

    private void typed(RpcType type) throws XMLStreamException {
        if (operation.encoded() && RpcType.isSimple(type.name())) {
            writer.writeAttribute("xsi", XSI, "type", written(type.name()));
        }
    }

    private static String written(QName type) {
        return (type.getNamespaceURI().equals(RpcType.ENCODING) ? "soapenc:" : "xsd:") + type.getLocalPart();
    }

    private void text(RpcType type, JsonNode value, String place) throws XMLStreamException {
        String text = SoapWriter.said(value, place);
        if (!type.takes(text)) {
            throw new SoapContract.OffContract(
                    place + " breaks the contract: no " + type.name().getLocalPart());
        }
        writer.writeCharacters(text);
    }
}
