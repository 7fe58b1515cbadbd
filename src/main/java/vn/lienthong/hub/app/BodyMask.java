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
 * <p>Masking denies by default: in a JSON body only codes, dates, numbers of up to four digits and the texts of those fields stay
 * that the destination's connector names as harmless; every other text shows its length alone.
 */
final class BodyMask {
    private static final Pattern HARMLESS = Pattern.compile("\\d{0,4}|\\d{14}|\\d{4}-\\d{2}-\\d{2}(T.*)?|true|false");
    private static final Pattern NUMBER_OF_A_PERSON = Pattern.compile("\\d{8,}");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+");
    private static final int SHOWN_OF_OTHER_TEXT = 400;

    private final boolean plain;
    private final Set<String> shown;

    private BodyMask(boolean plain, Set<String> shown) {
        this.plain = plain;
        this.shown = shown;
    }

    /** Shows everything: for roles that may, or where the setting asks for it. */
    static BodyMask plain() {
        return new BodyMask(true, Set.of());
    }

    /** @param shown names of fields, in lower case, whose texts are about nobody */
    static BodyMask masking(Set<String> shown) {
        return new BodyMask(false, shown);
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

    private JsonNode masked(String name, JsonNode node) {
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

    private boolean stays(String name, String value) {
        return HARMLESS.matcher(value).matches()
                || (shown.contains(name.toLowerCase(Locale.ROOT))
                        && !NUMBER_OF_A_PERSON.matcher(value).matches());
    }

    private static String length(String value) {
        return "(" + value.codePointCount(0, value.length()) + " characters)";
    }
}
