package vn.lienthong.hub.connector;

import com.ctc.wstx.stax.WstxOutputFactory;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.cxf.common.xmlschema.SchemaCollection;
import org.apache.ws.commons.schema.XmlSchemaCollection;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** An element of an XML Schema that travels as text inside something else: written as the schema wants it, and checked against it. Thread-safe. */
final class XmlForm {

    private static final XMLOutputFactory WRITERS = new WstxOutputFactory();

    private final SoapElement root;
    private final Schema schema;

    private XmlForm(SoapElement root, Schema schema) {
        this.root = root;
        this.schema = schema;
    }

    /**
     * Reads a schema that stands alone: nothing is fetched.
     *
     * @param element local name of the element
     * @throws ContractFault if it cannot be read or has no such element
     */
    static XmlForm read(Path xsd, String element) {
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            String text = Files.readString(xsd);
            Schema schema = factory.newSchema(new StreamSource(new StringReader(text)));
            XmlSchemaCollection collection = new XmlSchemaCollection();
            QName name = new QName(collection.read(new StringReader(text)).getTargetNamespace(), element);
            return new XmlForm(new SoapSchema(new SchemaCollection(collection)).element(name), schema);
        } catch (Exception e) {
            throw new ContractFault(
                    "The schema of a field in XML cannot be used",
                    e.getMessage() + " (" + xsd.getFileName() + ", element " + element + ")",
                    "One schema in contract/ that imports nothing and declares the element for all");
        }
    }

    /**
     * The element as text, without a declaration in front: it is part of a text already.
     *
     * @throws SoapContract.OffContract if the schema has no place for it, with what is wrong and where; nothing of what it says
     */
    String write(JsonNode said) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = WRITERS.createXMLStreamWriter(text);
            new SoapWriter(writer).write(root, said);
            writer.close();
            check(text.toString());
        } catch (XMLStreamException e) {
            throw new SoapContract.OffContract(
                    "it cannot be written as XML: " + e.getClass().getSimpleName());
        }
        return text.toString();
    }

    private void check(String text) throws XMLStreamException {
        SoapCheck check = new SoapCheck(schema.newValidatorHandler());
        XMLStreamReader at = new SafeXml(new StringReader(text)).at();
        try {
            check.begin();
            while (at.hasNext()) {
                switch (at.next()) {
                    case XMLStreamConstants.START_ELEMENT -> check.begins(at.getName(), false, attributes(at));
                    case XMLStreamConstants.END_ELEMENT -> check.ends(at.getName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> check.text(at.getText());
                    default -> {
                        // We wrote nothing else.
                    }
                }
            }
            check.end();
        } catch (SAXException e) {
            throw new SoapContract.OffContract(check.why());
        }
    }

    private static AttributesImpl attributes(XMLStreamReader at) {
        AttributesImpl all = new AttributesImpl();
        for (int i = 0; i < at.getAttributeCount(); i++) {
            String local = at.getAttributeLocalName(i);
            String namespace = at.getAttributeNamespace(i) == null ? "" : at.getAttributeNamespace(i);
            all.addAttribute(namespace, local, local, "CDATA", at.getAttributeValue(i));
        }
        return all;
    }
}
