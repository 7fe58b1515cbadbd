package vn.lienthong.hub.connector;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a Kamelet's steps with settings, or what they are without, in the place of the names in double braces. Immutable. */
final class KameletValues {

    private static final Pattern NAME = Pattern.compile("\\{\\{\\??([\\w.-]+)(?::([^}]*))?}}");

    private final KameletFile kamelet;
    private final Map<String, String> given = new HashMap<>();

    /** @param settings of the connector, dashed or not; may be none at all */
    KameletValues(KameletFile kamelet, Map<String, String> settings) {
        this.kamelet = kamelet;
        settings.forEach((key, value) -> given.put(Connectors.dashed(key), value));
    }

    /** A text filled in; a credential stays its name, and what has no value becomes empty. */
    String filled(String text) {
        return filled(text, true);
    }

    /** What stands behind the address: path and query of where a step calls, as the folder says it. */
    String behindAddress(String url) {
        return filled(url, false);
    }

    private String filled(String text, boolean addresses) {
        Matcher matcher = NAME.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), addresses)));
    }

    private String value(String name, boolean addresses) {
        KameletFile.Property property = kamelet.properties().get(name);
        if (property == null || property.credential()) {
            return property == null ? "" : Instance.NAMED + name;
        }
        if (property.format().equals("uri") && !addresses) {
            return "";
        }
        String set = given.get(Connectors.dashed(name));
        String value = set == null || set.isBlank() ? property.fallback() : set.strip();
        return value == null ? "" : property.format().equals("uri") ? value.replaceFirst("/$", "") : value;
    }

    /** The credential behind a name that {@link #filled} left. */
    String credential(String named) {
        String name = named.startsWith(Instance.NAMED) ? named.substring(Instance.NAMED.length()) : named;
        return given.getOrDefault(Connectors.dashed(name), "");
    }

    /** A parameter of a step, filled in; the fallback where it is not told. */
    String told(KameletFile.Use use, String parameter, String fallback) {
        YamlNode node = use.parameters().get(parameter);
        return node == null ? fallback : filled(node.text());
    }

    /** The name of a step, such as {@code post}; null for what is none. */
    static @Nullable String step(KameletFile.Use use) {
        return use.uri().startsWith("step:") ? use.uri().substring(5) : null;
    }
}
