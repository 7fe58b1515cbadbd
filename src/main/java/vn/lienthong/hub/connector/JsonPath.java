package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON pointer (RFC 6901) that also walks through JSON written inside a text value, because answers carry it there.
 * Immutable.
 */
record JsonPath(String written, List<String> steps) {

    static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final int NESTING = 3;

    /** Parses {@code /a/0/b}; an empty text is the whole document. */
    static JsonPath of(String written) {
        if (written.isEmpty()) {
            return new JsonPath(written, List.of());
        }
        List<String> steps = Arrays.stream(written.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
        return new JsonPath(written, steps);
    }

    static boolean valid(String written) {
        return written.isEmpty() || written.startsWith("/");
    }

    JsonNode in(@Nullable JsonNode root) {
        JsonNode here = root == null ? MissingNode.getInstance() : root;
        for (String step : steps) {
            here = open(here);
            here = here.isArray()
                            && !step.isEmpty()
                            && step.chars().allMatch(c -> c >= '0' && c <= '9')
                            && step.length() < 9
                    ? here.path(Integer.parseInt(step))
                    : here.path(step);
        }
        return here;
    }

    /** JSON inside text becomes what it says; everything else stays. */
    static JsonNode open(JsonNode node) {
        JsonNode here = node;
        for (int i = 0; i < NESTING && here.isTextual(); i++) {
            JsonNode inner = parse(here.textValue());
            if (inner == null || inner.isValueNode() && !inner.isTextual()) {
                return here;
            }
            here = inner;
        }
        return here;
    }

    static @Nullable JsonNode parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || "{[\"".indexOf(trimmed.charAt(0)) < 0) {
            return null;
        }
        try {
            return JSON.readTree(trimmed);
        } catch (JsonProcessingException | NumberFormatException e) {
            // A number may have an exponent that Java cannot hold.
            return null;
        }
    }
}
