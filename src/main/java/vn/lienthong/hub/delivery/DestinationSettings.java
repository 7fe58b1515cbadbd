package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import vn.lienthong.hub.mapping.MappingSettings;

/**
 * How records go to one destination.
 *
 * @param name name of its connector folder
 * @param concurrency conversations at the same time; default 16
 * @param window transfers in flight at the same time, which is also how many may be unclear after a crash; default 8 × concurrency
 * @param laneWindow transfers put on one lane ahead of delivery; the rest waits in the journal; default 1024
 * @param rate attempts a second at most, evenly spread; 0 for no limit, the default
 * @param perDay attempts a day at most, by the calendar of Viet Nam; 0 for no limit, the default
 * @param hours in which it may be sent to; default any
 * @param longestMessage longest time from the decision to send one message to the end of its answer: waiting for a free connection, making
 *     it, agreeing on TLS, each at most {@code connect-timeout}, and the answer; default 45 s
 * @param probeEvery how long the breaker stays open before one real record tries again; default 5 s
 * @param newestOnly whether only the newest record of a dossier counts there: older ones that were not begun are superseded; default false
 * @param forMapping settings a mapping may read, such as the sending unit's code
 */
public record DestinationSettings(
        String name,
        int concurrency,
        int window,
        int laneWindow,
        int rate,
        long perDay,
        SendingWindow hours,
        Duration longestMessage,
        Duration probeEvery,
        RetryPlan retry,
        boolean newestOnly,
        Map<String, String> forMapping) {
    public DestinationSettings {
        require(
                concurrency > 0 && concurrency <= 512,
                name,
                "concurrency must be between 1 and 512",
                concurrency,
                "16");
        require(window >= concurrency, name, "window must be at least concurrency", window, "128");
        require(laneWindow >= 1, name, "lane-window must be positive", laneWindow, "1024");
        require(rate >= 0 && rate <= 100_000, name, "rate must be between 0 and 100000", rate, "50");
        require(perDay >= 0, name, "per-day must not be negative", perDay, "20000");
        require(longestMessage.toMillis() > 0, name, "answer-timeout must be positive", longestMessage, "PT30S");
        require(probeEvery.toMillis() > 0, name, "probe-every must be positive", probeEvery, "PT5S");
        forMapping = Map.copyOf(forMapping);
    }

    /**
     * Reads the keys of this record out of a destination's settings ({@code concurrency}, {@code window}, {@code lane-window},
     * {@code rate}, {@code per-day}, {@code send-when}, {@code connect-timeout}, {@code answer-timeout}, {@code probe-every}, {@code retry.first},
     * {@code retry.factor}, {@code retry.cap}, {@code retry.give-up-after-attempts}, {@code retry.give-up-after-troubles}, {@code newest-only}); a
     * mapping sees {@code unit-code} as {@code unitCode} and {@code mapping.such-a-name} as {@code suchAName}.
     */
    public static DestinationSettings read(
            String name, Map<String, String> settings, Function<String, SendingWindow> hours) {
        SettingReader read = new SettingReader(name, settings);
        int concurrency = read.number("concurrency", 16);
        return new DestinationSettings(
                name,
                concurrency,
                read.number("window", 8 * concurrency),
                read.number("lane-window", 1024),
                read.number("rate", 0),
                read.number("per-day", 0),
                hours.apply(read.text("send-when", "")),
                read.positive("answer-timeout", Duration.ofSeconds(30))
                        .plus(read.positive("connect-timeout", Duration.ofSeconds(5))
                                .multipliedBy(3)),
                read.duration("probe-every", Duration.ofSeconds(5)),
                retry(read),
                read.flag("newest-only"),
                forMapping(settings));
    }

    /** What a mapping may see of a destination's settings. */
    public static Map<String, String> forMapping(Map<String, String> settings) {
        return MappingSettings.of(settings);
    }

    private static RetryPlan retry(SettingReader read) {
        RetryPlan standard = RetryPlan.DEFAULT;
        Duration first = read.duration("retry.first", standard.first());
        int factor = read.number("retry.factor", (int) standard.factor());
        Duration cap = read.duration("retry.cap", standard.cap());
        int attempts = read.number("retry.give-up-after-attempts", standard.giveUpAfterAttempts());
        int troubles = read.number("retry.give-up-after-troubles", standard.giveUpAfterTroubles());
        try {
            return new RetryPlan(first, factor, cap, attempts, troubles);
        } catch (IllegalArgumentException e) {
            // A plan does not know whose it is.
            throw new IllegalArgumentException(
                    "Setting hub.destinations." + read.destination() + "." + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String name, String what, Object found, String example) {
        if (!holds) {
            throw new IllegalArgumentException("Setting hub.destinations." + name + "." + what + ". Found: " + found
                    + ". Example: " + example + ".");
        }
    }
}
