package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the bytes of an exchange are shown to people.
 *
 * <p>A destination's field names are not known to the machine, so masking denies by default: in a JSON body only codes, dates,
 * numbers of up to four digits and the texts of a few named fields stay; every other text shows its length alone.
 */
final class BodyMask {
    /** Texts that say how an exchange went, in the spellings seen so far. */
    private static final Set<String> TELLING = Set.of(
            "error_code",
            "errorcode",
            "message",
            "service",
            "isupdating",
            "madonvi",
            "mahoso",
            "matthc",
            "matrangthai",
            "trangthai",
            "trangthaihoso",
            "sotientrinh",
            "status",
            "error",
            "fault",
            "faultcode",
            "faultstring");

    private static final Pattern HARMLESS = Pattern.compile("\\d{0,4}|\\d{14}|\\d{4}-\\d{2}-\\d{2}(T.*)?|true|false");
    private static final Pattern NUMBER_OF_A_PERSON = Pattern.compile("\\d{8,}");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+");
    private static final int SHOWN_OF_OTHER_TEXT = 400;

    private final boolean plain;

    private BodyMask(boolean plain) {
        this.plain = plain;
    }

    /** Shows everything: for roles that may, or where the setting asks for it. */
    static BodyMask plain() {
        return new BodyMask(true);
    }

    static BodyMask masking() {
        return new BodyMask(false);
    }

    String show(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (plain || text.isBlank()) {
            return text;
        }
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            if (tree != null && tree.isContainerNode()) {
                return masked("", tree).toString();
            }
        } catch (IOException e) {
            // Not JSON: an error page, a fragment. Shown in part below.
        }
        return otherText(text);
    }

    private static String otherText(String text) {
        String cut = text.length() <= SHOWN_OF_OTHER_TEXT
                ? text
                : text.substring(0, SHOWN_OF_OTHER_TEXT) + "... (" + text.length() + " characters)";
        return ADDRESS.matcher(NUMBER_OF_A_PERSON.matcher(cut).replaceAll("########"))
                .replaceAll("###@###");
    }

    private static JsonNode masked(String name, JsonNode node) {
        if (node.isObject()) {
            ObjectNode masked = Json.object();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                masked.set(field.getKey(), masked(field.getKey(), field.getValue()));
            }
            return masked;
        }
        if (node.isArray()) {
            ArrayNode masked = Json.array();
            node.forEach(element -> masked.add(masked(name, element)));
            return masked;
        }
        return stays(name, node.asText()) || node.isNull() ? node : TextNode.valueOf(length(node.asText()));
    }

    private static boolean stays(String name, String value) {
        return HARMLESS.matcher(value).matches()
                || (TELLING.contains(name.toLowerCase(Locale.ROOT))
                        && !NUMBER_OF_A_PERSON.matcher(value).matches());
    }

    private static String length(String value) {
        return "(" + value.codePointCount(0, value.length()) + " characters)";
    }
}
