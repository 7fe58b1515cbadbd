package vn.lienthong.hub.connector;

import java.io.StringReader;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * What stands in a part of an RPC message: one simple value, a list of them, or something with a shape of its own.
 *
 * @param shape which of the three
 * @param name of the type, or of what a list holds
 * @param item how an entry of a list is called where the schema says it
 */
record RpcType(Shape shape, QName name, String item) {

    enum Shape {
        SIMPLE,
        LIST,
        /** Read as it comes, and not written. */
        OTHER
    }

    /** SOAP 1.1, section 5: types of its own with the names of those of XML Schema. */
    static final String ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";

    private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;

    private static final Set<String> CHECKED = Set.of(
            "boolean",
            "byte",
            "short",
            "int",
            "long",
            "integer",
            "unsignedByte",
            "unsignedShort",
            "unsignedInt",
            "unsignedLong",
            "positiveInteger",
            "negativeInteger",
            "nonNegativeInteger",
            "nonPositiveInteger",
            "decimal",
            "float",
            "double",
            "dateTime",
            "date",
            "time",
            "duration",
            "gYear",
            "gYearMonth",
            "gMonthDay",
            "gDay",
            "gMonth",
            "base64Binary",
            "hexBinary");
    private static final Set<String> TEXTS =
            Set.of("string", "normalizedString", "token", "anyURI", "QName", "language", "NCName", "Name", "ID");

    /** The values of each simple type, as an element of its name: what they are is for XML Schema to say. */
    private static final class Values {
        static final SchemaCheckers CHECKERS = checkers();

        private static SchemaCheckers checkers() {
            String elements = CHECKED.stream()
                    .map(type -> "<xs:element name=\"" + type + "\" type=\"xs:" + type + "\"/>")
                    .collect(Collectors.joining());
            String schema = "<xs:schema xmlns:xs=\"" + XSD + "\">" + elements + "</xs:schema>";
            try {
                SchemaFactory factory = SchemaFactory.newInstance(XSD);
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                return new SchemaCheckers(factory.newSchema(new StreamSource(new StringReader(schema))));
            } catch (SAXException e) {
                throw new IllegalStateException("The simple types of XML Schema make no schema", e);
            }
        }
    }

    static RpcType simple(QName name) {
        return new RpcType(Shape.SIMPLE, name, "");
    }

    static RpcType list(QName of, String item) {
        return new RpcType(Shape.LIST, of, item);
    }

    static RpcType other(QName name) {
        return new RpcType(Shape.OTHER, name, "");
    }

    /** Whether a type is one of the simple ones that every machine knows. */
    static boolean isSimple(QName name) {
        return Set.of(XSD, ENCODING).contains(name.getNamespaceURI())
                && (CHECKED.contains(name.getLocalPart()) || TEXTS.contains(name.getLocalPart()));
    }

    /** Whether a text is a value of this type, or of what the list holds. */
    boolean takes(String text) {
        if (!CHECKED.contains(name.getLocalPart())) {
            return true;
        }
        SoapCheck check = new SoapCheck(Values.CHECKERS.lend());
        QName element = new QName(name.getLocalPart());
        try {
            check.begin();
            check.begins(element, false, new AttributesImpl());
            check.text(text);
            check.ends(element);
            check.end();
            Values.CHECKERS.giveBack(check.validator());
            return true;
        } catch (SAXException e) {
            return false;
        }
    }
}
