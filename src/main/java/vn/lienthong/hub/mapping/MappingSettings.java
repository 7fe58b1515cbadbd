package vn.lienthong.hub.mapping;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a mapping may see of the settings of the system that it maps for. */
public final class MappingSettings {
    private static final Pattern DASH = Pattern.compile("-([a-z])");
    private static final String OURS = "mapping.";

    private MappingSettings() {}

    /** {@code unit-code} as {@code unitCode} and {@code mapping.such-a-name} as {@code suchAName}; nothing else. */
    public static Map<String, String> of(Map<String, String> settings) {
        Map<String, String> seen = new HashMap<>();
        settings.forEach((key, value) -> {
            if (key.equals("unit-code")) {
                seen.put("unitCode", value);
            } else if (key.startsWith(OURS)) {
                seen.put(camel(key.substring(OURS.length())), value);
            }
        });
        return seen;
    }

    private static String camel(String dashed) {
        return DASH.matcher(dashed).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
