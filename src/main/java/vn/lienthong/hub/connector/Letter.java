package vn.lienthong.hub.connector;

import java.util.Map;

/**
 * A body with what is said about it in the head of the request.
 *
 * @param type of the body, as the header says it
 * @param accept what may come back
 * @param headers more of them; nothing else travels
 */
record Letter(byte[] body, String type, String accept, Map<String, String> headers) {

    static Letter json(byte[] body, Map<String, String> headers) {
        return new Letter(body, "application/json; charset=UTF-8", "application/json", headers);
    }

    /** SOAP 1.1 wants the action in quotes, also when there is none. */
    static Letter soap(byte[] envelope, String action) {
        return new Letter(envelope, "text/xml; charset=UTF-8", "text/xml", Map.of("SOAPAction", '"' + action + '"'));
    }

    @Override
    public String toString() {
        return "Letter[" + type + ", " + body.length + " bytes]";
    }
}
