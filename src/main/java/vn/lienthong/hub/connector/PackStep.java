package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * The step {@code pack}: where a mapping says {@code {"$xml": …}}, {@code {"$xml-cdata": …}}, {@code {"$json": …}} or {@code {"$base64": …}}, what stands in
 * there becomes a text: the one form inside the other, as deep as the mapping says. What is shown of the message stays as the mapping made it.
 */
final class PackStep implements Step {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern CLAIM = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String MARK = "$";

    @Override
    public void take(Call call, Exchange exchange) {
        try {
            call.becomes(packed(message(call, exchange), false), exchange);
        } catch (SoapContract.OffContract e) {
            call.ended(new Answer.Failed(Answer.Failure.OFF_CONTRACT, String.valueOf(e.getMessage())), exchange);
        }
    }

    private static JsonNode message(Call call, Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        if (body == call.said().bytes()) {
            return call.message();
        }
        try {
            return JsonPath.JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("What is packed must be JSON", e);
        }
    }

    /** @param inside whether it stands in something that becomes a text */
    private static JsonNode packed(JsonNode node, boolean inside) {
        if (node.isArray()) {
            ArrayNode list = JSON.arrayNode(node.size());
            node.forEach(one -> list.add(packed(one, inside)));
            return list;
        }
        if (node.isObject()) {
            return object(node, inside);
        }
        if (inside && node.isTextual() && CLAIM.matcher(node.textValue()).matches()) {
            throw new SoapContract.OffContract(
                    "a file that step:inline-files would look for is packed away; let step:upload take it before");
        }
        return node;
    }

    private static JsonNode object(JsonNode node, boolean inside) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().startsWith(MARK)) {
                if (node.size() != 1) {
                    throw new SoapContract.OffContract("beside " + field.getKey() + " stands something else");
                }
                return JSON.textNode(text(field.getKey(), packed(field.getValue(), true)));
            }
        }
        ObjectNode tree = JSON.objectNode();
        node.properties().forEach(field -> tree.set(field.getKey(), packed(field.getValue(), inside)));
        return tree;
    }

    private static String text(String form, JsonNode inside) {
        return switch (form) {
            case "$xml" -> XmlText.write(inside, false);
            case "$xml-cdata" -> XmlText.write(inside, true);
            case "$json" -> new String(SessionBody.bytes(inside), StandardCharsets.UTF_8);
            case "$base64" -> base64(inside);
            default -> throw new SoapContract.OffContract("nothing is packed as " + form);
        };
    }

    private static String base64(JsonNode inside) {
        if (!inside.isTextual()) {
            throw new SoapContract.OffContract("base64 is made of a text: say $json or $xml inside");
        }
        return Base64.getEncoder().encodeToString(inside.textValue().getBytes(StandardCharsets.UTF_8));
    }
}
