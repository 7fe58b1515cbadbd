package vn.lienthong.hub.replay;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** XML of the gateway as the JDK reads it, and the envelopes that Axis 1.4 writes. */
final class GatewayXml {
    static final String NAMESPACE = "urn:http.service.gateway.nss.com";
    private static final String ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";

    private GatewayXml() {}

    /** The outermost element; empty when it is no XML. */
    static Optional<Element> read(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return Optional.of(
                    builder.parse(new InputSource(new StringReader(text))).getDocumentElement());
        } catch (ParserConfigurationException | SAXException | java.io.IOException e) {
            return Optional.empty();
        }
    }

    static List<Element> children(Element of) {
        List<Element> children = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static Optional<Element> child(Element of, String name) {
        return children(of).stream()
                .filter(child -> name.equals(child.getLocalName()))
                .findFirst();
    }

    static String text(Element of, String name) {
        return child(of, name).map(Element::getTextContent).orElse("").strip();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String envelope(String body) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
                + body + "</soapenv:Body></soapenv:Envelope>";
    }

    private static String response(String operation, String result, String more) {
        return envelope("<ns1:" + operation + "Response soapenv:encodingStyle=\"" + ENCODING + "\" xmlns:ns1=\""
                + NAMESPACE + "\">" + result + "</ns1:" + operation + "Response>" + more);
    }

    /** A value in its place. */
    static String value(String operation, String type, String text) {
        return response(
                operation,
                "<" + operation + "Return xsi:type=\"xsd:" + type + "\">" + escaped(text) + "</" + operation
                        + "Return>",
                "");
    }

    /** The same where a reference leads, as Axis writes what it serializes as an object. */
    static String referred(String operation, String text) {
        return response(
                operation,
                "<" + operation + "Return href=\"#id0\"/>",
                "<multiRef id=\"id0\" soapenc:root=\"0\" soapenv:encodingStyle=\"" + ENCODING
                        + "\" xsi:type=\"soapenc:string\" xmlns:soapenc=\"" + ENCODING + "\">" + escaped(text)
                        + "</multiRef>");
    }

    static String list(String operation, List<String> texts) {
        StringBuilder items = new StringBuilder();
        texts.forEach(text -> items.append("<")
                .append(operation)
                .append("Return xsi:type=\"xsd:string\">")
                .append(escaped(text))
                .append("</")
                .append(operation)
                .append("Return>"));
        return response(
                operation,
                "<" + operation + "Return soapenc:arrayType=\"xsd:string[" + texts.size()
                        + "]\" xsi:type=\"soapenc:Array\" xmlns:soapenc=\"" + ENCODING + "\">" + items + "</"
                        + operation + "Return>",
                "");
    }

    static String fault(String code, String words) {
        return envelope(
                "<soapenv:Fault><faultcode>soapenv:" + code + "</faultcode><faultstring>" + escaped(words)
                        + "</faultstring><detail><ns1:hostname xmlns:ns1=\"http://xml.apache.org/axis/\">may-mau</ns1:hostname></detail></soapenv:Fault>");
    }
}
