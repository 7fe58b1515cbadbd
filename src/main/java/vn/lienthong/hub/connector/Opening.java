package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text in an answer in which something is packed: it stands as a tree in its place from then on. Whatever is opened is no larger than the answer was,
 * and is read no deeper than XML is. Immutable.
 *
 * @param at where the text stands; {@value #EACH} stands for all items of a list
 */
record Opening(JsonPath at, Form form) {

    enum Form {
        XML,
        /** Of XML or JSON in UTF-8; with line breaks or without, in either alphabet. */
        BASE64,
        JSON
    }

    /** In a pointer, all items of a list. */
    static final String EACH = "*";

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final ObjectMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(SafeXml.DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** What is packed there cannot be opened; says where and why, never what stands there. */
    static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Closed(String why) {
            super(why);
        }
    }

    /**
     * Opens all, in order; what is not there, or nothing, is passed over.
     *
     * @throws Closed if one cannot be opened
     * @throws SafeXml.Harmful if one could do harm
     */
    static void all(List<Opening> openings, @Nullable JsonNode tree) {
        openings.forEach(opening -> opening.open(tree));
    }

    private void open(@Nullable JsonNode tree) {
        open(tree == null ? MissingNode.getInstance() : tree, at.steps());
    }

    private void open(JsonNode owner, List<String> steps) {
        String step = steps.get(0);
        if (step.equals(EACH)) {
            owner.forEach(item -> open(item, steps.subList(1, steps.size())));
        } else if (steps.size() > 1) {
            open(new JsonPath("", List.of(step)).in(owner), steps.subList(1, steps.size()));
        } else if (owner instanceof ObjectNode object && object.path(step).isTextual()) {
            String text = object.path(step).textValue();
            if (!text.isBlank()) {
                object.set(step, opened(text));
            }
        }
    }

    private JsonNode opened(String text) {
        JsonNode opened =
                switch (form) {
                    case XML -> xml(text);
                    case JSON -> json(text);
                    case BASE64 -> {
                        String inside = decoded(text).strip();
                        yield inside.startsWith("<") || inside.startsWith("&lt;") ? xml(inside) : json(inside);
                    }
                };
        if (opened == null) {
            throw closed("is no " + Words.kebab(form) + " to its end");
        }
        return opened;
    }

    private @Nullable JsonNode xml(String text) {
        try {
            return XmlText.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (XmlText.Twofold e) {
            throw closed("cannot be read: " + e.getMessage());
        }
    }

    private static @Nullable JsonNode json(String text) {
        try {
            JsonNode tree = JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
            return tree.isContainerNode() ? tree : null;
        } catch (StreamConstraintsException e) {
            throw new SafeXml.Harmful("JSON nested deeper than " + SafeXml.DEEPEST);
        } catch (JsonProcessingException | NumberFormatException e) {
            return null;
        }
    }

    private String decoded(String text) {
        String base64 = BLANKS.matcher(text).replaceAll("").replace('-', '+').replace('_', '/');
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        } catch (IllegalArgumentException e) {
            throw closed("is no base64");
        } catch (CharacterCodingException e) {
            throw closed("is no text in UTF-8");
        }
    }

    private Closed closed(String why) {
        return new Closed(at.written() + " " + why);
    }
}
