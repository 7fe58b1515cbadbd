package vn.lienthong.hub.connector;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one opened connector, checked against its Kamelet. Keys may be written {@code answerTimeout} or
 * {@code answer-timeout}; keys that the Kamelet does not declare are somebody else's and are passed over.
 *
 * @param parameters what the Kamelet is given: credentials only by name
 * @param credentials the credentials themselves
 */
record ConnectorSettings(Map<String, String> parameters, Map<String, String> credentials) {

    private static final Pattern DASH = Pattern.compile("-([a-z])");

    /** @param key what the settings stand under, such as {@code hub.destinations.province-rest} */
    static ConnectorSettings of(String key, KameletFile kamelet, Map<String, String> settings) {
        Map<String, String> given = new HashMap<>();
        Map<String, String> spelled = new HashMap<>();
        new TreeMap<>(settings).forEach((name, value) -> {
            String before = spelled.put(camel(name), name);
            if (before != null && kamelet.properties().containsKey(camel(name))) {
                throw twice(key, before, name);
            }
            given.put(camel(name), value);
        });
        Map<String, String> parameters = new TreeMap<>();
        Map<String, String> credentials = new HashMap<>();
        for (KameletFile.Property property : kamelet.properties().values()) {
            String value = given.get(property.name());
            if (value == null || value.isBlank()) {
                value = property.fallback();
            }
            if (value == null) {
                refuseIfRequired(key, property);
                if (property.credential()) {
                    // The step sees that there is none.
                    parameters.put(property.name(), "");
                }
                continue;
            }
            if (property.credential()) {
                credentials.put(property.name(), value);
                parameters.put(property.name(), Instance.NAMED + property.name());
            } else {
                parameters.put(property.name(), UriSigns.hidden(checked(key, property, value.strip())));
            }
        }
        return new ConnectorSettings(parameters, credentials);
    }

    /** Of two spellings nobody knows which one counts. */
    private static IllegalArgumentException twice(String key, String one, String other) {
        return new IllegalArgumentException("A setting of " + key + " is given twice, in two spellings. Found: " + one
                + " and " + other + ". Remove one.");
    }

    /** As people write it: {@code connectTimeout} as {@code connect-timeout}. */
    static String dashed(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String camel(String key) {
        return DASH.matcher(key).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    }

    private static void refuseIfRequired(String key, KameletFile.Property property) {
        if (property.required()) {
            throw refused(key, property, "is missing", "nothing", example(property));
        }
    }

    private static String example(KameletFile.Property property) {
        YamlNode example = property.node().get("example");
        return example == null ? "Set it" : "Example: " + example.text();
    }

    private static String checked(String key, KameletFile.Property property, String value) {
        switch (property.format()) {
            case "duration" -> {
                if (Durations.parse(value).isEmpty()) {
                    throw refused(key, property, "must be a positive duration", value, "Example: PT20S");
                }
            }
            case "uri" -> {
                String address = address(value);
                if (address == null) {
                    throw refused(
                            key,
                            property,
                            "must be an http or https address without query and without user name",
                            "something else",
                            "Example: https://host.example/base");
                }
                return address;
            }
            default -> {
                if (property.type().equals("integer") && !value.matches("[1-9]\\d{0,8}")) {
                    throw refused(key, property, "must be a whole number above 0", value, "Example: 8");
                }
            }
        }
        return value;
    }

    private static @Nullable String address(String value) {
        try {
            URI uri = new URI(value);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (!web || !plain || uri.getHost() == null) {
                return null;
            }
            return value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static IllegalArgumentException refused(
            String key, KameletFile.Property property, String what, String found, String cure) {
        return new IllegalArgumentException("Setting " + key + "." + dashed(property.name()) + " " + what + ". Found: "
                + found + ". " + cure + ".");
    }

    @Override
    public String toString() {
        return "ConnectorSettings" + parameters;
    }
}
