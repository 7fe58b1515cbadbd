package vn.lienthong.hub.connector;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;

/** Checks one document against the schemas while it is read, and remembers where it went wrong, without what stands there. One use, one thread. */
final class SoapCheck {

    /** How the checker begins what it says: the name of the rule of XML Schema. What comes after it may quote. */
    private static final Pattern RULE = Pattern.compile("^(cvc-[\\w.-]+|[\\w.-]+):");

    private final ValidatorHandler validator;
    private final Deque<String> path = new ArrayDeque<>();
    private String why = "";

    SoapCheck(ValidatorHandler validator) {
        this.validator = validator;
        validator.setErrorHandler(new Strict());
    }

    ValidatorHandler validator() {
        return validator;
    }

    String why() {
        return why;
    }

    void begin() throws SAXException {
        validator.startDocument();
    }

    void end() throws SAXException {
        validator.endDocument();
    }

    /** @param attributes those that the contract declares; becomes the checker's own */
    void begins(QName name, boolean nil, AttributesImpl attributes) throws SAXException {
        path.addLast(name.getLocalPart());
        if (nil) {
            attributes.addAttribute(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil", "xsi:nil", "CDATA", "true");
        }
        validator.startElement(name.getNamespaceURI(), name.getLocalPart(), name.getLocalPart(), attributes);
    }

    void text(CharSequence text) throws SAXException {
        char[] characters = text.toString().toCharArray();
        validator.characters(characters, 0, characters.length);
    }

    void ends(QName name) throws SAXException {
        validator.endElement(name.getNamespaceURI(), name.getLocalPart(), name.getLocalPart());
        path.removeLast();
    }

    /** The first mistake ends the check. */
    private final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // A warning breaks no contract.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            Matcher rule = RULE.matcher(String.valueOf(e.getMessage()));
            why = "/" + String.join("/", path) + " breaks the contract"
                    + (rule.find() ? " (" + rule.group(1) + ")" : "");
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            error(e);
        }
    }
}
