package vn.lienthong.hub.difference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.difference.Difference.Kind;

/** JSON by value and path: the order of names means nothing, that of lists does; 1 is 1.0 and is not "1"; null is not absent. */
final class JsonDifferences {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Values values;

    JsonDifferences(Values values) {
        this.values = values;
    }

    /** Null when it is no JSON object or list, or a name is there twice, so that nobody knows which counts. */
    static @Nullable JsonNode read(String text) {
        String core = text.strip();
        if (!core.startsWith("{") && !core.startsWith("[")) {
            return null;
        }
        try {
            return JSON.readTree(core);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    void compare(String path, JsonNode left, JsonNode right, Finds finds) {
        if (left.isObject() && right.isObject()) {
            fields(path, left, right, finds);
        } else if (left.isArray() && right.isArray()) {
            lists(path, left, right, finds);
        } else if (left.isTextual() && right.isTextual()) {
            values.text(path, left.textValue(), right.textValue(), finds);
        } else if (left.isNumber() && right.isNumber()) {
            if (left.decimalValue().compareTo(right.decimalValue()) != 0) {
                finds.found(path, Kind.VALUE, left.asText(), right.asText());
            }
        } else if (!left.equals(right)) {
            boolean type = left.getNodeType() != right.getNodeType();
            finds.found(path, type ? Kind.TYPE : Kind.VALUE, left.toString(), right.toString());
        }
    }

    private void fields(String path, JsonNode left, JsonNode right, Finds finds) {
        Set<String> names = new LinkedHashSet<>();
        left.fieldNames().forEachRemaining(names::add);
        right.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            pair(path + "/" + Values.step(name), left.get(name), right.get(name), finds);
        }
    }

    private void pair(String path, @Nullable JsonNode left, @Nullable JsonNode right, Finds finds) {
        if (left != null && right != null) {
            compare(path, left, right, finds);
        } else if (left != null) {
            finds.found(path, Kind.MISSING, shown(left), null);
        } else if (right != null) {
            finds.found(path, Kind.EXTRA, null, shown(right));
        }
    }

    private static String shown(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private void lists(String path, JsonNode left, JsonNode right, Finds finds) {
        Pairing pairing = Pairing.of(leaves(left), leaves(right), finds.anyOrder(path));
        if (pairing.reordered()) {
            finds.found(path, Kind.ORDER, left.toString(), right.toString());
        }
        for (Pairing.Pair pair : pairing.pairs()) {
            int index = pair.left() < 0 ? pair.right() : pair.left();
            pair(path + "/" + index, left.get(pair.left()), right.get(pair.right()), finds);
        }
    }

    private static List<String> leaves(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(element -> {
            StringBuilder lines = new StringBuilder();
            leaves("", element, lines);
            all.add(lines.toString());
        });
        return all;
    }

    private static void leaves(String path, JsonNode node, StringBuilder lines) {
        if (node.isContainerNode() && !node.isEmpty()) {
            int index = 0;
            for (Iterator<JsonNode> each = node.isArray()
                            ? node.elements()
                            : List.<JsonNode>of().iterator();
                    each.hasNext(); ) {
                leaves(path + "/" + index++, each.next(), lines);
            }
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(one -> sorted.put(one.getKey(), one.getValue()));
            sorted.forEach((name, value) -> leaves(path + "/" + Values.step(name), value, lines));
        } else {
            String value =
                    node.isNumber() ? node.decimalValue().stripTrailingZeros().toString() : node.toString();
            lines.append(path).append('=').append(value).append('\n');
        }
    }
}
