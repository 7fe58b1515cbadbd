package vn.lienthong.hub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a message says, value by value, each at its place: JSON, XML, and either within a text or in base64 within the other; what stands in the query of its
 * address stands as at the top of its body. Prefixes do not count.
 */
final class MessageLeaves {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]{40,}={0,2}\\s*");
    private static final int DEEPEST = 4;
    /** Whatever stands beyond is no help in telling two messages apart. */
    private static final int MOST = 2_000;

    private final Map<String, String> leaves = new LinkedHashMap<>();

    private MessageLeaves() {}

    static Map<String, String> of(String target, byte[] body) {
        MessageLeaves found = new MessageLeaves();
        int query = target.indexOf('?');
        if (query < 0 || body.length > 0) {
            found.text("", new String(body, StandardCharsets.UTF_8), 0);
        }
        if (query >= 0) {
            found.query(target.substring(query + 1));
        }
        return found.leaves;
    }

    private void query(String query) {
        for (String part : query.split("&", MOST)) {
            String[] pair = part.split("=", 2);
            leaves.putIfAbsent("/" + plain(pair[0]), pair.length < 2 ? "" : plain(pair[1]));
        }
    }

    /** What is written wrongly stays as it is written. */
    static String plain(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    private void text(String place, String text, int depth) {
        String front = text.strip();
        if (depth < DEEPEST && front.startsWith("<")) {
            Optional<Element> root = GatewayXml.read(front);
            if (root.isPresent()) {
                element(place + "/" + root.get().getLocalName(), root.get(), depth);
                return;
            }
        }
        if (depth < DEEPEST && (front.startsWith("{") || front.startsWith("["))) {
            Optional<JsonNode> json = json(front);
            if (json.isPresent()) {
                node(place, json.get(), depth);
                return;
            }
        }
        if (depth > 0 && depth < DEEPEST && BASE64.matcher(front).matches()) {
            packed(place, front, depth);
            return;
        }
        if (leaves.size() < MOST) {
            leaves.put(place, front);
        }
    }

    private void packed(String place, String base64, int depth) {
        try {
            String opened = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
            text(place, opened.startsWith("<") || opened.startsWith("{") ? opened : base64, depth + 1);
        } catch (IllegalArgumentException e) {
            leaves.put(place, base64);
        }
    }

    private void node(String place, JsonNode node, int depth) {
        if (node.isObject()) {
            node.properties().forEach(one -> node(place + "/" + one.getKey(), one.getValue(), depth));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                node(place + "/" + i, node.get(i), depth);
            }
        } else {
            text(place, node.asText(), depth + 1);
        }
    }

    private void element(String place, Element element, int depth) {
        Map<String, Integer> seen = new TreeMap<>();
        boolean leaf = true;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                leaf = false;
                String name = inner.getLocalName();
                int number = seen.merge(name, 1, Integer::sum) - 1;
                element(place + "/" + name + (number == 0 ? "" : "/" + number), inner, depth);
            }
        }
        if (leaf) {
            text(place, element.getTextContent(), depth + 1);
        }
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
