package vn.lienthong.hub.replay;

import java.util.Optional;

/**
 * What the fake province answers to one message before the weather is let at it.
 *
 * @param body as the province writes it
 * @param hit the misbehaviour that takes this answer, if any
 * @param variation seeded number of this message, for whatever varies
 * @param status of HTTP
 * @param type of the body
 */
record Reply(byte[] body, Optional<Misbehaviour.Kind> hit, long variation, int status, String type) {

    /** JSON with HTTP 200. */
    Reply(byte[] body, Optional<Misbehaviour.Kind> hit, long variation) {
        this(body, hit, variation, 200, "application/json; charset=utf-8");
    }

    /** Whether it is SOAP. */
    boolean xml() {
        return type.contains("xml");
    }
}
