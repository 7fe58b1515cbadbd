package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.lienthong.hub.connector.Connectors;

/**
 * How the bytes of an exchange are shown to people.
 *
 * <p>A destination may echo anything anywhere. So everything is masked but the structure of a JSON body and, in the fields that the destination's
 * connector names as harmless, what has the shape of a code or a time; of what a destination says in words, the turns of {@link KnownWords}. What
 * is neither JSON nor an envelope of the destination's contract shows its kind and length.
 */
final class BodyMask {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,40}");
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z._:/-]{1,40}");
    private static final Pattern TIME =
            Pattern.compile("(19|20)\\d{6}(\\d{4}|\\d{6})?|(19|20)\\d{2}-\\d{2}-\\d{2}([T ][0-9:.+Z-]*)?");
    private static final Pattern NUMBER_OF_A_PERSON = Pattern.compile("\\d{8}");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[._:/-]");

    private static final Envelopes NONE = (operation, body) -> Optional.empty();

    private final boolean plain;
    private final Set<String> shown;
    private final Set<String> words;
    private final Envelopes envelopes;

    /** How an envelope of an operation is read as a tree; empty if it cannot be. */
    interface Envelopes {
        Optional<JsonNode> read(String operation, byte[] body);
    }

    private BodyMask(boolean plain, Set<String> shown, Set<String> words, Envelopes envelopes) {
        this.plain = plain;
        this.envelopes = envelopes;
        this.shown = shown;
        this.words = words;
    }

    /** Shows everything: for roles that may, or where the setting asks for it. */
    static BodyMask plain() {
        return new BodyMask(true, Set.of(), Set.of(), NONE);
    }

    /**
     * @param shown names of fields, in lower case, whose codes and times are about nobody
     * @param words names of the fields, in lower case, in which a destination says how it went
     */
    static BodyMask masking(Set<String> shown, Set<String> words) {
        return new BodyMask(false, shown, words, NONE);
    }

    /** The same, for a destination of a hub, which may speak XML. */
    static BodyMask masking(Connectors connectors, String destination) {
        return new BodyMask(
                false,
                connectors.shownFields(destination),
                connectors.wordFields(destination),
                (operation, body) -> connectors.said(destination, operation, body));
    }

    /** A body of an operation: of an envelope, what stands in it, as JSON. */
    String show(String operation, byte[] body) {
        String first = show(body);
        return plain || !first.startsWith("(")
                ? first
                : envelopes
                        .read(operation, body)
                        .map(tree -> masked("", tree).toString())
                        .orElse(first);
    }

    String show(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (plain || text.isBlank()) {
            return text;
        }
        try {
            JsonNode tree = Json.STRICT.readTree(body);
            if (tree != null && tree.isContainerNode()) {
                return masked("", tree).toString();
            }
        } catch (IOException e) {
            // Not JSON: an error page, a fragment.
        }
        return "(" + kind(text.strip()) + " of " + text.codePointCount(0, text.length()) + " characters)";
    }

    private static String kind(String text) {
        switch (text.charAt(0)) {
            case '{':
            case '[':
                return "JSON that breaks off or does not parse";
            case '<':
                return "a web page or XML";
            default:
                return text.chars().anyMatch(c -> c < ' ' && !Character.isWhitespace(c)) ? "bytes" : "text";
        }
    }

    private JsonNode masked(String name, JsonNode node) {
        if (node.isObject()) {
            ObjectNode masked = Json.object();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                // An attribute of an envelope is named like any field.
                String called = field.getKey().startsWith("@") ? field.getKey().substring(1) : field.getKey();
                masked.set(name(called, masked), masked(called, field.getValue()));
            }
            return masked;
        }
        if (node.isArray()) {
            ArrayNode masked = Json.array();
            node.forEach(element -> masked.add(masked(name, element)));
            return masked;
        }
        return node.isNull() || node.isBoolean() ? node : value(name.toLowerCase(Locale.ROOT), node);
    }

    private JsonNode value(String name, JsonNode node) {
        String text = node.asText();
        if (shown.contains(name) && (isCode(text) || TIME.matcher(text).matches())) {
            return node;
        }
        return TextNode.valueOf(words.contains(name) ? KnownWords.of(text) : KnownWords.length(text));
    }

    /** Eight digits and more are a person's number, however they are grouped; a dossier code has letters among its digits. */
    private static boolean isCode(String text) {
        return text.isEmpty()
                || CODE.matcher(text).matches()
                        && !NUMBER_OF_A_PERSON.matcher(text).find()
                        && !BETWEEN_DIGITS.matcher(text).replaceAll("").matches("\\d{8,}");
    }

    /** The name of a field, unless somebody's name or number got there. */
    private static String name(String name, ObjectNode beside) {
        if (NAME.matcher(name).matches() && !NUMBER_OF_A_PERSON.matcher(name).find()) {
            return name;
        }
        String length = "(a name of " + name.codePointCount(0, name.length()) + " characters)";
        return beside.isEmpty() ? length : length + " " + (beside.size() + 1);
    }
}
