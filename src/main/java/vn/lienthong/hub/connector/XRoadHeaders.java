package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapHeader;
import org.apache.cxf.headers.Header;
import org.apache.cxf.helpers.DOMUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What message protocol 4.0 of X-Road puts into the Header of an envelope. Immutable.
 *
 * @param userId empty: left out; {@code issue} likewise
 */
record XRoadHeaders(XRoadId client, XRoadId service, String id, String userId, String issue) {

    static final String NAMESPACE = "http://x-road.eu/xsd/xroad.xsd";
    static final String IDENTIFIERS = "http://x-road.eu/xsd/identifiers";
    private static final String VERSION = "4.0";

    /** In the order of the protocol. */
    List<Header> all() {
        List<Header> headers = new ArrayList<>();
        headers.add(identifier(
                "client", client.isSubsystem() && client.parts().size() < 4 ? "MEMBER" : "SUBSYSTEM", client));
        headers.add(identifier("service", "SERVICE", service));
        headers.add(text("id", id));
        if (!userId.isEmpty()) {
            headers.add(text("userId", userId));
        }
        if (!issue.isEmpty()) {
            headers.add(text("issue", issue));
        }
        headers.add(text("protocolVersion", VERSION));
        return headers;
    }

    private static Header identifier(String name, String type, XRoadId of) {
        return header(name, element -> {
            element.setAttributeNS(IDENTIFIERS, "iden:objectType", type);
            for (int i = 0; i < of.parts().size(); i++) {
                Element part =
                        element.getOwnerDocument().createElementNS(IDENTIFIERS, "iden:" + XRoadId.ELEMENTS.get(i));
                part.setTextContent(of.parts().get(i));
                element.appendChild(part);
            }
        });
    }

    private static Header text(String name, String text) {
        return header(name, element -> element.setTextContent(text));
    }

    private static Header header(String name, Consumer<Element> content) {
        Document document = DOMUtils.createDocument();
        Element element = document.createElementNS(NAMESPACE, "xrd:" + name);
        document.appendChild(element);
        content.accept(element);
        return new SoapHeader(new QName(NAMESPACE, name), element);
    }
}
