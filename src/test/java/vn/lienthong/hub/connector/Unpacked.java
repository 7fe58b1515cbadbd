package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a field says, however deep it is packed: JSON or XML, and either of them as a text, or as base64, in the other. By the JDK, not by the hub. */
final class Unpacked {

    private Unpacked() {}

    static String under(String text, String field) {
        return find(text, field).orElseThrow(() -> new AssertionError("no " + field + " in " + text));
    }

    private static Optional<String> find(String text, String field) {
        String trimmed = text.strip();
        if (trimmed.startsWith("<")) {
            return XmlShape.leaves(trimmed)
                    .flatMap(leaf -> leaf.getKey().equals(field)
                            ? Stream.of(leaf.getValue())
                            : find(leaf.getValue(), field).stream())
                    .findFirst();
        }
        if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
            try {
                return find(ConnectorCase.JSON.readTree(trimmed), field);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
        if (trimmed.length() > 100 && trimmed.matches("[A-Za-z0-9+/]+=*")) {
            return find(new String(Base64.getDecoder().decode(trimmed), StandardCharsets.UTF_8), field);
        }
        return Optional.empty();
    }

    private static Optional<String> find(JsonNode node, String field) {
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            Optional<String> inside = each.getKey().equals(field)
                    ? Optional.of(each.getValue().asText())
                    : each.getValue().isTextual()
                            ? find(each.getValue().textValue(), field)
                            : find(each.getValue(), field);
            if (inside.isPresent()) {
                return inside;
            }
        }
        if (node.isArray()) {
            for (JsonNode each : node) {
                Optional<String> inside = find(each, field);
                if (inside.isPresent()) {
                    return inside;
                }
            }
        }
        return Optional.empty();
    }
}
