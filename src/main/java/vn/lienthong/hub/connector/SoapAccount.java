package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where in a message an account goes, as its names tell.
 *
 * @param holder the object that holds both
 */
record SoapAccount(String holder, String username, String password) {

    private static final Pattern USERNAME = Pattern.compile(
            "(?i)(user(_?name|_?id)?|login(_?name)?|account(_?name)?|tai_?khoan|ten_?dang_?nhap|ten_?tai_?khoan)");
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password|passwd|passw|pass|pwd|mat_?khau)");
    private static final int DEEPEST = 6;

    /** The first object of a message that has a name and a password. */
    static Optional<SoapAccount> in(JsonNode message) {
        return in("", message, 0);
    }

    private static Optional<SoapAccount> in(String around, JsonNode node, int depth) {
        String username = null;
        String password = null;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isTextual()) {
                username = username == null && USERNAME.matcher(field.getKey()).matches() ? field.getKey() : username;
                password = password == null && PASSWORD.matcher(field.getKey()).matches() ? field.getKey() : password;
            }
        }
        if (username != null && password != null) {
            return Optional.of(new SoapAccount(around, username, password));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            Optional<SoapAccount> inside = field.getValue().isObject() && depth < DEEPEST
                    ? in(around + "/" + field.getKey(), field.getValue(), depth + 1)
                    : Optional.empty();
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    String usernameAt() {
        return holder + "/" + username;
    }

    String passwordAt() {
        return holder + "/" + password;
    }

    /** A copy in which other values stand. */
    ObjectNode with(ObjectNode message, String name, String secret) {
        ObjectNode copy = message.deepCopy();
        // What held nothing else is not in a message without it.
        ObjectNode here = holder.isEmpty() ? copy : copy.withObject(JsonPointer.compile(holder));
        here.put(username, name).put(password, secret);
        return copy;
    }

    /** A copy without them. */
    ObjectNode without(ObjectNode message) {
        ObjectNode copy = message.deepCopy();
        if (copy.at(holder) instanceof ObjectNode here) {
            here.remove(username);
            here.remove(password);
            // What held nothing else is made by the step that fills it in.
            int last = holder.lastIndexOf('/');
            if (here.isEmpty() && last >= 0 && copy.at(holder.substring(0, last)) instanceof ObjectNode around) {
                around.remove(holder.substring(last + 1));
            }
        }
        return copy;
    }
}
