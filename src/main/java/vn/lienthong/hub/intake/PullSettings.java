package vn.lienthong.hub.intake;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.mapping.MappingSettings;

/**
 * How a source is pulled from.
 *
 * @param every time from the end of one round to the beginning of the next; null: as the flow says
 * @param longestWait longest time from one round to the next while the source is in trouble and asks for no other; 15 min
 * @param window messages that are on their way at once; 50
 * @param forMapping what the mapping may see
 */
public record PullSettings(@Nullable Duration every, Duration longestWait, int window, Map<String, String> forMapping) {

    /** The settings of a pull that are the hub's own, as they are written. */
    public static final Set<String> KEYS = Set.of("every", "longest-wait", "window", "unit-code");

    public PullSettings {
        forMapping = Map.copyOf(forMapping);
    }

    /**
     * Reads them out of all that is set under {@code hub.pulls.NAME}.
     *
     * @throws IllegalArgumentException in three parts
     */
    public static PullSettings read(String name, Map<String, String> settings) {
        String key = "hub.pulls." + name + ".";
        String every = settings.get("every");
        return new PullSettings(
                every == null ? null : duration(key + "every", every),
                duration(key + "longest-wait", settings.getOrDefault("longest-wait", "PT15M")),
                window(key + "window", settings.getOrDefault("window", "50")),
                MappingSettings.of(settings));
    }

    /** A positive duration in ISO 8601. */
    static Duration duration(String key, String text) {
        try {
            Duration read = Duration.parse(text.strip());
            if (!read.isNegative() && !read.isZero()) {
                return read;
            }
        } catch (DateTimeParseException e) {
            // Told below, like a duration of nothing.
        }
        throw new IllegalArgumentException(
                "Setting " + key + " must be a positive ISO 8601 duration. Found: " + text + ". Example: PT1M.");
    }

    private static int window(String key, String text) {
        if (!text.strip().matches("[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException(
                    "Setting " + key + " must be between 1 and 999. Found: " + text + ". Example: 50.");
        }
        return Integer.parseInt(text.strip());
    }
}
