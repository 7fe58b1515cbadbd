package vn.lienthong.hub.connector;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;

/**
 * A body with what is said about it in the head of the request.
 *
 * @param body with its media type
 * @param accept what may come back
 * @param headers more of them; nothing else travels
 */
record Letter(HttpEntity body, String accept, Map<String, String> headers) {

    static final ContentType JSON_UTF8 = ContentType.parse("application/json; charset=UTF-8");
    private static final ContentType XML_UTF8 = ContentType.parse("text/xml; charset=UTF-8");

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

    /** Nothing: what is said stands in the address. */
    static Letter empty(Map<String, String> headers) {
        return new Letter(new ByteArrayEntity(new byte[0], null), "application/json", headers);
    }

    /** SOAP 1.1 wants the action in quotes, also when there is none. */
    static Letter soap(byte[] envelope, String action, Map<String, String> headers) {
        return new Letter(new ByteArrayEntity(envelope, XML_UTF8), XML_UTF8.getMimeType(), older(action, headers));
    }

    /** SOAP 1.2 has the action in the media type. */
    static Letter newerSoap(byte[] envelope, String action, Map<String, String> headers) {
        return new Letter(new ByteArrayEntity(envelope, newerType(action)), "application/soap+xml", headers);
    }

    /** An envelope of either version with files; the body is made while it is sent. */
    static Letter soap(SoapFiles files, byte[] envelope, boolean newer, String action, Map<String, String> headers) {
        ContentType type = newer ? newerType(action) : XML_UTF8;
        return new Letter(
                files.body(envelope, type), files.accept(type.getMimeType()), newer ? headers : older(action, headers));
    }

    private static Map<String, String> older(String action, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("SOAPAction", '"' + action + '"');
        return all;
    }

    private static ContentType newerType(String action) {
        ContentType type = ContentType.create("application/soap+xml", StandardCharsets.UTF_8);
        return action.isEmpty() ? type : type.withParameters(new BasicNameValuePair("action", action));
    }

    /** The same envelope under another media type: some want it in spite of SOAP. */
    Letter under(String mediaType, byte[] envelope) {
        return new Letter(
                new ByteArrayEntity(envelope, ContentType.parse(mediaType + "; charset=UTF-8")), mediaType, headers);
    }

    @Override
    public String toString() {
        return "Letter[" + body.getContentType() + ", " + body.getContentLength() + " bytes]";
    }
}
