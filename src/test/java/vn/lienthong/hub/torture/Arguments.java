package vn.lienthong.hub.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.lienthong.hub.replay.SampleSizes;

/**
 * What a torture run is told.
 *
 * @param length how long records are pushed and faults happen, both phases together
 * @param seed of the schedule, the records and every chance of the other sides
 * @param rate records that all units push in a second, about
 * @param drain how long what is left may take afterwards, in each phase
 * @param out folder of this run: data, logs
 * @param wards how many wards move over forwards, back and forwards again; 0: none, and the other faults happen instead
 */
record Arguments(Duration length, long seed, int rate, Duration drain, Path out, int wards) {
    private static final Map<String, String> DEFAULTS =
            Map.of("for", "3m", "seed", "7", "rate", "30", "drain", "5m", "out", "target/torture", "switchover", "0");
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_RATE = 10_000;

    /** @throws IllegalArgumentException in three parts */
    static Arguments of(List<String> words) {
        Map<String, String> told = new HashMap<>(DEFAULTS);
        for (String word : words) {
            String[] pair = word.split("=", 2);
            if (pair.length != 2 || !DEFAULTS.containsKey(pair[0])) {
                throw wrong(
                        "An argument of the torture run is not known.",
                        word,
                        "Known: for=3m seed=7 rate=30 drain=5m out=target/torture switchover=21.");
            }
            told.put(pair[0], pair[1]);
        }
        return new Arguments(
                duration("for", told, SHORTEST),
                number("seed", told, Long.MIN_VALUE, Long.MAX_VALUE),
                (int) number("rate", told, 1, MOST_RATE),
                duration("drain", told, Duration.ofSeconds(1)),
                folder(told),
                (int) number("switchover", told, 0, SampleSizes.WARDS.size()));
    }

    private static Duration duration(String name, Map<String, String> told, Duration least) {
        String text = told.getOrDefault(name, "");
        Duration given;
        try {
            given = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw wrong(
                    "A time of the torture run cannot be read.",
                    name + "=" + text,
                    "Give hours, minutes or seconds, such as " + name + "=3m or " + name + "=90s.");
        }
        if (given.compareTo(least) < 0 || given.compareTo(LONGEST) > 0) {
            throw wrong(
                    "A time of the torture run is too short or too long.",
                    name + "=" + text,
                    "Give between " + least.toSeconds() + "s and " + LONGEST.toHours() + "h.");
        }
        return given;
    }

    private static long number(String name, Map<String, String> told, long least, long most) {
        String text = told.getOrDefault(name, "");
        try {
            long given = Long.parseLong(text);
            if (given >= least && given <= most) {
                return given;
            }
        } catch (NumberFormatException e) {
            // Said below, as for one that is too small or too large.
        }
        throw wrong(
                "A number of the torture run cannot be read, or is out of bounds.",
                name + "=" + text,
                "Give a whole number from " + least + " to " + most + ".");
    }

    private static Path folder(Map<String, String> told) {
        String text = told.getOrDefault("out", "");
        if (text.isBlank()) {
            throw wrong("The torture run has no folder.", "out=" + text, "Name one, such as out=target/torture.");
        }
        return Path.of(text).toAbsolutePath();
    }

    private static IllegalArgumentException wrong(String what, String found, String cure) {
        return new IllegalArgumentException(what + " Found: " + found + ". " + cure);
    }
}
