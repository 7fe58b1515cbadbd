package vn.lienthong.hub.connector;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Whether an answer speaks of the message that was sent: X-Road has every answer repeat the headers of its request. */
final class XRoadEcho {

    /** What stands in the headers of an envelope, and whether a Fault stands in its body. */
    private record Said(Map<String, List<String>> headers, boolean fault, boolean envelope) {}

    private XRoadEcho() {}

    /** The answer, or, where a header was found to be another's, that none of ours came. */
    static Answer ours(Answer answer, @Nullable String anothers) {
        return anothers == null
                ? answer
                : new Answer.Failed(Answer.Failure.FOREIGN_ANSWER, "X-Road: the answer " + anothers);
    }

    /** What is wrong; null when nothing is, or nobody can tell. A Fault need not repeat anything. */
    static @Nullable String inEnvelope(Answer answer, String id, XRoadId service) {
        Said said = answer instanceof Answer.Http http ? read(Facts.text(http)) : new Said(Map.of(), false, false);
        if (!said.envelope()) {
            return null;
        }
        List<String> theirId = said.headers().get("id");
        if (theirId == null) {
            return said.fault() ? null : "does not say which message it answers (id)";
        }
        if (!theirId.equals(List.of(id))) {
            return "speaks of another message (id)";
        }
        List<String> theirs = said.headers().get("service");
        return theirs == null || theirs.equals(service.parts()) ? null : "speaks of another service (service)";
    }

    /**
     * The same for HTTP headers; a security server that failed early repeats nothing.
     *
     * @param service empty where no security server speaks to us itself: then nobody need repeat anything
     */
    static @Nullable String inHeaders(Answer answer, String id, String service) {
        if (!(answer instanceof Answer.Http http)) {
            return null;
        }
        boolean failed =
                http.status() < 200 || http.status() > 299 || http.headers().containsKey("x-road-error");
        if (!service.isEmpty() && !failed && !http.headers().containsKey("x-road-id")) {
            return "does not say which message it answers (X-Road-Id)";
        }
        String theirId = http.headers().getOrDefault("x-road-id", id).strip();
        if (!theirId.equals(id)) {
            return "speaks of another message (X-Road-Id)";
        }
        String theirs = http.headers().getOrDefault("x-road-service", service).strip();
        return service.isEmpty() || theirs.equals(service) ? null : "speaks of another service (X-Road-Service)";
    }

    private static Said read(String text) {
        Map<String, List<String>> headers = new HashMap<>();
        boolean envelope = false;
        try {
            SafeXml xml = new SafeXml(new StringReader(text));
            XMLStreamReader at = xml.at();
            if (!xml.nextTag() || !SoapReader.isEnvelope(at)) {
                return new Said(headers, false, false);
            }
            String soap = at.getNamespaceURI();
            envelope = true;
            while (xml.nextTag() && at.isStartElement()) {
                boolean own = soap.equals(at.getNamespaceURI());
                if (own && at.getLocalName().equals("Header")) {
                    headers(xml, headers);
                } else if (own && at.getLocalName().equals("Body")) {
                    boolean full = xml.nextTag() && at.isStartElement();
                    boolean fault = full && at.getLocalName().equals("Fault") && soap.equals(at.getNamespaceURI());
                    return new Said(headers, fault, full);
                } else {
                    xml.skip();
                }
            }
        } catch (XMLStreamException | RuntimeException e) {
            // What cannot be read to here is no answer in any case, and is read by the rows.
            envelope = false;
        }
        return new Said(headers, false, envelope);
    }

    private static void headers(SafeXml xml, Map<String, List<String>> headers) throws XMLStreamException {
        XMLStreamReader at = xml.at();
        while (xml.nextTag() && at.isStartElement()) {
            if (XRoadHeaders.NAMESPACE.equals(at.getNamespaceURI())) {
                headers.put(at.getLocalName(), texts(xml));
            } else {
                xml.skip();
            }
        }
    }

    /** The texts of the element that has begun, in order; blank ones between elements do not count. */
    private static List<String> texts(SafeXml xml) throws XMLStreamException {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int open = 1; open > 0; ) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open++;
                    text.setLength(0);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    open--;
                    if (!text.toString().isBlank()) {
                        texts.add(text.toString().strip());
                    }
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    text.append(xml.at().getText());
                default -> {
                    // Comments and instructions say nothing.
                }
            }
        }
        return texts;
    }
}
