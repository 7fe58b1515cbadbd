package vn.lienthong.hub.connector;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * A body with what is said about it in the head of the request.
 *
 * @param body with its media type
 * @param accept what may come back
 * @param headers more of them; nothing else travels
 */
record Letter(HttpEntity body, String accept, Map<String, String> headers) {

    private static final ContentType JSON_UTF8 = ContentType.parse("application/json; charset=UTF-8");

    /** As SOAP 1.1 has it. */
    static final String TEXT_XML = "text/xml";
    /** Some want it in spite of that. */
    static final String APPLICATION_XML = "application/xml";


    static Letter json(byte[] body, Map<String, String> headers) {
        return json(new ByteArrayEntity(body, JSON_UTF8), headers);
    }

    /** The same, where the body is made while it is sent. */
    static Letter json(HttpEntity body, Map<String, String> headers) {
        return new Letter(body, "application/json", headers);
    }

    /** SOAP 1.1 wants the action in quotes, also when there is none. */
    static Letter soap(byte[] envelope, String action, Map<String, String> headers, String mediaType) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("SOAPAction", '"' + action + '"');
        return new Letter(new ByteArrayEntity(envelope, ContentType.parse(mediaType + "; charset=UTF-8")), mediaType, all);
    }

    @Override
    public String toString() {
        return "Letter[" + body.getContentType() + ", " + body.getContentLength() + " bytes]";
    }
}
