package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * How a register is asked about records on their way.
 *
 * @param name name of its connector folder
 * @param policy what follows when it does not answer, or not as it should; default advisory
 * @param patience how long a transfer waits for an answer; default 3 s. The question itself goes on, and its answer serves the next
 * @param keep how long an answer is remembered, in memory only; default 12 h
 * @param keepNotFound the same for the answer that nobody is known; default 15 min
 * @param entries how many answers are remembered at most; default 10,000
 * @param rest how long it is left alone after ten troubles in a row; default 30 s
 * @param concurrency questions at the same time; default 4
 * @param forMapping settings that the mappings of the lookup may read
 */
public record LookupSettings(
        String name,
        Policy policy,
        Duration patience,
        Duration keep,
        Duration keepNotFound,
        int entries,
        Duration rest,
        int concurrency,
        Map<String, String> forMapping) {

    /** What follows when there is no answer, or one that the mapping does not accept. */
    public enum Policy {
        /** The record goes its way; the mapping sees what was found. */
        ADVISORY,
        /** Without an answer the record waits; an answer that is not accepted parks it. */
        REQUIRED,
        /** Nobody is asked. */
        OFF
    }

    public LookupSettings {
        require(patience.toMillis() > 0, name, "patience must be positive", patience, "PT3S");
        require(!keep.isNegative(), name, "keep must not be negative", keep, "PT12H");
        require(!keepNotFound.isNegative(), name, "keep-not-found must not be negative", keepNotFound, "PT15M");
        require(entries > 0 && entries <= 1_000_000, name, "entries must be between 1 and 1000000", entries, "10000");
        require(rest.toMillis() > 0, name, "rest must be positive", rest, "PT30S");
        require(concurrency > 0 && concurrency <= 64, name, "concurrency must be between 1 and 64", concurrency, "4");
        forMapping = Map.copyOf(forMapping);
    }

    /**
     * Reads the keys of this record out of a lookup's settings ({@code policy}, {@code patience}, {@code keep}, {@code keep-not-found},
     * {@code entries}, {@code rest}, {@code concurrency}); its mappings see {@code mapping.such-a-name} as {@code suchAName}.
     */
    public static LookupSettings read(String name, Map<String, String> settings) {
        SettingReader read = new SettingReader("lookups", name, settings);
        return new LookupSettings(
                name,
                policy(name, read.text("policy", "advisory")),
                read.duration("patience", Duration.ofSeconds(3)),
                read.duration("keep", Duration.ofHours(12)),
                read.duration("keep-not-found", Duration.ofMinutes(15)),
                read.number("entries", 10_000),
                read.duration("rest", Duration.ofSeconds(30)),
                read.number("concurrency", 4),
                DestinationSettings.forMapping(settings));
    }

    private static Policy policy(String name, String text) {
        return Arrays.stream(Policy.values())
                .filter(policy -> policy.name().toLowerCase(Locale.ROOT).equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Setting hub.lookups." + name
                        + ".policy must be advisory, required or off. Found: " + text + ". Example: advisory."));
    }

    private static void require(boolean holds, String name, String what, Object found, String example) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Setting hub.lookups." + name + "." + what + ". Found: " + found + ". Example: " + example + ".");
        }
    }
}
