package vn.lienthong.hub.replay;

import java.util.List;
import java.util.Map;

/**
 * What the fake province answers to one message before the weather is let at it.
 *
 * @param body as the province writes it
 * @param hits the misbehaviours that take this answer, in the order in which they do
 * @param variation seeded number of this message, for whatever varies
 * @param status of HTTP
 * @param type of the body
 * @param headers others
 */
record Reply(
        byte[] body,
        List<Misbehaviour.Kind> hits,
        long variation,
        int status,
        String type,
        Map<String, String> headers) {

    Reply(byte[] body, List<Misbehaviour.Kind> hits, long variation, int status, String type) {
        this(body, hits, variation, status, type, Map.of());
    }

    /** JSON with HTTP 200. */
    Reply(byte[] body, List<Misbehaviour.Kind> hits, long variation) {
        this(body, hits, variation, 200, "application/json; charset=utf-8");
    }

    /** One that no weather is let at. */
    Reply(byte[] body, int status, String type) {
        this(body, List.of(), 0, status, type);
    }

    /** Whether it is SOAP. */
    boolean xml() {
        return type.contains("xml");
    }

    /** The same with another body. */
    Reply withBody(byte[] other) {
        return new Reply(other, hits, variation, status, type, headers);
    }
}
