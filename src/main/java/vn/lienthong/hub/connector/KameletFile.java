package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Kamelet as far as the hub must understand it: its properties and the steps it takes. Immutable. */
record KameletFile(YamlNode root, Map<String, Property> properties, List<Use> uses) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([\\w.-]+)(?::[^}]*)?}}");

    /**
     * A setting of the connector.
     *
     * @param format {@code password} for credentials, {@code duration} for time limits, {@code uri} for addresses
     */
    record Property(
            YamlNode node, String name, String type, String format, @Nullable String fallback, boolean required) {

        boolean credential() {
            return format.equals("password");
        }
    }

    /** One {@code to} in the template. */
    record Use(YamlNode node, String uri, Map<String, YamlNode> parameters) {}

    static KameletFile of(YamlNode root) {
        Map<String, Property> properties = new LinkedHashMap<>();
        YamlNode definition = root.get("spec", "definition");
        Set<String> required = new LinkedHashSet<>();
        YamlNode requiredList = definition == null ? null : definition.get("required");
        if (requiredList != null) {
            requiredList.items().forEach(item -> required.add(item.text()));
        }
        YamlNode declared = definition == null ? null : definition.get("properties");
        if (declared != null) {
            declared.entries().forEach((name, node) -> {
                YamlNode fallback = node.get("default");
                properties.put(
                        name,
                        new Property(
                                node,
                                name,
                                node.text("type", ""),
                                node.text("format", ""),
                                fallback == null ? null : fallback.text(),
                                required.contains(name)));
            });
        }
        List<Use> uses = new ArrayList<>();
        YamlNode steps = root.get("spec", "template", "from", "steps");
        if (steps != null) {
            steps.items().forEach(step -> collect(step, uses));
        }
        return new KameletFile(root, properties, uses);
    }

    private static void collect(YamlNode step, List<Use> uses) {
        YamlNode to = step.get("to");
        if (to == null) {
            return;
        }
        YamlNode parameters = to.get("parameters");
        uses.add(new Use(
                to, to.isMap() ? to.text("uri", "") : to.text(), parameters == null ? Map.of() : parameters.entries()));
    }

    /** Names in double braces anywhere below a node. */
    static Set<String> placeholders(@Nullable YamlNode node) {
        Set<String> names = new LinkedHashSet<>();
        if (node != null) {
            gather(node, names);
        }
        return names;
    }

    private static void gather(YamlNode node, Set<String> names) {
        if (node.isMap()) {
            node.entries().values().forEach(child -> gather(child, names));
        } else if (node.isList()) {
            node.items().forEach(child -> gather(child, names));
        } else {
            Matcher matcher = PLACEHOLDER.matcher(node.text());
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
    }
}
