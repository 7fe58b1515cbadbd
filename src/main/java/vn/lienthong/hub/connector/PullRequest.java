package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation of pull.yaml and its body, in which names in double braces stand for what is not known before. Immutable.
 *
 * @param line where it stands in pull.yaml
 */
record PullRequest(String operation, JsonNode body, int line) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NAME = Pattern.compile("\\{\\{([^{}]+)}}");
    static final String SETTING = "setting:";
    static final String ITEM = "item:";
    static final String FILE = "file:";

    /** Every name in double braces. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        gather(body, names);
        return names;
    }

    Set<String> settings() {
        Set<String> settings = new TreeSet<>();
        names().stream()
                .filter(name -> name.startsWith(SETTING))
                .forEach(name -> settings.add(name.substring(SETTING.length())));
        return settings;
    }

    private static void gather(JsonNode node, Set<String> names) {
        if (node.isTextual()) {
            Matcher matcher = NAME.matcher(node.textValue());
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        node.forEach(child -> gather(child, names));
    }

    /** The body with the names filled in: a text that is nothing but a name becomes the value itself, whatever its kind. */
    JsonNode filled(Function<String, JsonNode> values) {
        return filled(body, values);
    }

    private static JsonNode filled(JsonNode node, Function<String, JsonNode> values) {
        if (node.isTextual()) {
            return text(node.textValue(), values);
        }
        if (node.isObject()) {
            ObjectNode made = JSON.objectNode();
            node.properties().forEach(field -> {
                JsonNode value = filled(field.getValue(), values);
                // What the list does not say is left out, and not said to be nothing.
                if (!value.isMissingNode()) {
                    made.set(field.getKey(), value);
                }
            });
            return made;
        }
        if (node.isArray()) {
            ArrayNode made = JSON.arrayNode();
            node.forEach(child -> made.add(filled(child, values)));
            return made;
        }
        return node;
    }

    private static JsonNode text(String written, Function<String, JsonNode> values) {
        Matcher matcher = NAME.matcher(written);
        if (matcher.matches()) {
            return values.apply(matcher.group(1));
        }
        return JSON.textNode(matcher.reset()
                .replaceAll(found ->
                        Matcher.quoteReplacement(values.apply(found.group(1)).asText())));
    }
}
