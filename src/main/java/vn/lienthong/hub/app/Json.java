package vn.lienthong.hub.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.vocabulary.Times;

/** JSON as the faces write it: times with the hub's offset, absent is absent. */
final class Json {
    static final JsonMapper MAPPER = new JsonMapper();

    /** Takes one JSON text and nothing behind it, and no name twice in an object. */
    static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static ArrayNode list(List<Violation> violations) {
        ArrayNode list = array();
        for (Violation violation : violations) {
            list.addObject()
                    .put("where", violation.where())
                    .put("what", violation.what())
                    .put("found", violation.found())
                    .put("cure", violation.cure());
        }
        return list;
    }

    static String time(Instant instant) {
        return Times.text(instant);
    }

    static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    static void put(ObjectNode node, String name, @Nullable Instant value) {
        if (value != null) {
            node.put(name, time(value));
        }
    }

    /** JSON that the hub itself wrote. */
    static JsonNode read(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("What should be JSON is none.", e);
        }
    }

    /** For people and scripts alike: two spaces in, keys as built. */
    static String pretty(JsonNode node) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of our own making is always writable", e);
        }
    }
}
