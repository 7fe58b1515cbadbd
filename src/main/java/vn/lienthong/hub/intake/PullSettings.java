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
 * @param days how a source is asked that is told nothing
 * @param forMapping what the mapping may see
 */
public record PullSettings(
        @Nullable Duration every, Duration longestWait, int window, Days days, Map<String, String> forMapping) {

    /**
     * How a source is asked that lists by days and is told nothing.
     *
     * @param lookBack for how long after its end a day is asked again; whole days, 3
     * @param fetchAgain after how long a message that is listed again is fetched again, for it may have changed; 1 h
     * @param giveUpAfter so long after its day a message that is listed and never given is kept as refused; whole days, 30
     */
    public record Days(Duration lookBack, Duration fetchAgain, Duration giveUpAfter) {
        /** The same in days. */
        public int wholeLookBack() {
            return whole(lookBack);
        }

        static int whole(Duration days) {
            return (int) Math.min(10_000, days.plusDays(1).minusNanos(1).toDays());
        }
    }

    /** The settings of a pull that are the hub's own, as they are written. */
    public static final Set<String> KEYS =
            Set.of("every", "longest-wait", "window", "look-back", "fetch-again", "give-up-after", "unit-code");

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
                new Days(
                        duration(key + "look-back", settings.getOrDefault("look-back", "P3D")),
                        duration(key + "fetch-again", settings.getOrDefault("fetch-again", "PT1H")),
                        duration(key + "give-up-after", settings.getOrDefault("give-up-after", "P30D"))),
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
