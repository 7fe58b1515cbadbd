package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts a session into a body that is already bytes. The body has {@code "session":""} in front; the secret goes between the
 * two quotes, so that the bytes without it can be kept and shown as they are.
 */
final class SessionBody {

    private static final byte[] FRONT = "{\"session\":\"".getBytes(StandardCharsets.US_ASCII);

    private SessionBody() {}

    static byte[] bytes(JsonNode json) {
        try {
            return JsonPath.JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree could not be written", e);
        }
    }

    /** The body with an empty session in front, whether the mapping put one there or not. */
    static byte[] prepared(byte[] body) {
        if (startsWithFront(body) && body.length > FRONT.length && body[FRONT.length] == '"') {
            return body;
        }
        try {
            JsonNode json = JsonPath.JSON.readTree(body);
            if (!json.isObject()) {
                throw new IllegalArgumentException("A body that carries a session must be a JSON object");
            }
            ObjectNode front = JsonPath.JSON.createObjectNode();
            front.put("session", "");
            ((ObjectNode) json).remove("session");
            front.setAll((ObjectNode) json);
            return bytes(front);
        } catch (IOException e) {
            throw new IllegalArgumentException("A body that carries a session must be JSON", e);
        }
    }

    private static boolean startsWithFront(byte[] body) {
        return body.length >= FRONT.length && Arrays.equals(body, 0, FRONT.length, FRONT, 0, FRONT.length);
    }

    /** A prepared body with the session in its place. */
    static byte[] with(byte[] prepared, String session) {
        byte[] quoted = bytes(JsonPath.JSON.getNodeFactory().textNode(session));
        byte[] whole = new byte[prepared.length + quoted.length - 2];
        System.arraycopy(prepared, 0, whole, 0, FRONT.length);
        System.arraycopy(quoted, 1, whole, FRONT.length, quoted.length - 2);
        System.arraycopy(
                prepared, FRONT.length, whole, FRONT.length + quoted.length - 2, prepared.length - FRONT.length);
        return whole;
    }
}
