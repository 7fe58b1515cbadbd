package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;

/**
 * Puts a session into a body that is already bytes. The body has {@code "session":""} in front, under whatever name the other
 * side has for it; the secret goes between the two quotes, so that the bytes without it can be kept and shown as they are.
 * Immutable.
 */
final class SessionBody {

    private final String field;
    private final byte[] front;

    /** @param field the other side's name for the session in a body */
    SessionBody(String field) {
        this.field = field;
        byte[] empty = bytes(JsonPath.JSON.createObjectNode().put(field, ""));
        // Without the second quote and the brace: there the secret goes in.
        this.front = Arrays.copyOf(empty, empty.length - 2);
    }

    static byte[] bytes(JsonNode json) {
        try {
            return JsonPath.JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree could not be written", e);
        }
    }

    /** The body with an empty session in front, whether the mapping put one there or not. */
    byte[] prepared(byte[] body) {
        if (startsWithFront(body) && body.length > front.length && body[front.length] == '"') {
            return body;
        }
        try {
            JsonNode json = JsonPath.JSON.readTree(body);
            if (!json.isObject()) {
                throw new IllegalArgumentException("A body that carries a session must be a JSON object");
            }
            ObjectNode whole = JsonPath.JSON.createObjectNode();
            whole.put(field, "");
            ((ObjectNode) json).remove(field);
            whole.setAll((ObjectNode) json);
            return bytes(whole);
        } catch (IOException e) {
            throw new IllegalArgumentException("A body that carries a session must be JSON", e);
        }
    }

    private boolean startsWithFront(byte[] body) {
        return body.length >= front.length && Arrays.equals(body, 0, front.length, front, 0, front.length);
    }

    /** A prepared body with the session in its place. */
    byte[] with(byte[] prepared, String session) {
        byte[] quoted = bytes(JsonPath.JSON.getNodeFactory().textNode(session));
        byte[] whole = new byte[prepared.length + quoted.length - 2];
        System.arraycopy(prepared, 0, whole, 0, front.length);
        System.arraycopy(quoted, 1, whole, front.length, quoted.length - 2);
        System.arraycopy(
                prepared, front.length, whole, front.length + quoted.length - 2, prepared.length - front.length);
        return whole;
    }
}
