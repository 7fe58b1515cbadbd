package vn.lienthong.hub.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a torture run is told.
 *
 * @param length how long records are pushed and faults happen, both phases together
 * @param seed of the schedule, the records and every chance of the other sides
 * @param rate records that all units push in a second, about
 * @param drain how long what is left may take afterwards, in each phase
 * @param out folder of this run: data, logs
 */
record Arguments(Duration length, long seed, int rate, Duration drain, Path out) {
    private static final Set<String> KNOWN = Set.of("for", "seed", "rate", "drain", "out");
    private static final Duration SHORTEST = Duration.ofSeconds(60);

    /** @throws IllegalArgumentException in three parts */
    static Arguments of(List<String> words) {
        Map<String, String> given = new HashMap<>();
        for (String word : words) {
            String[] pair = word.split("=", 2);
            if (pair.length != 2 || !KNOWN.contains(pair[0])) {
                throw new IllegalArgumentException("An argument of the torture run is not known. Found: " + word
                        + ". Known: for=3m seed=7 rate=30 drain=5m out=target/torture.");
            }
            given.put(pair[0], pair[1]);
        }
        Arguments arguments = new Arguments(
                duration(given.getOrDefault("for", "3m")),
                Long.parseLong(given.getOrDefault("seed", "7")),
                Integer.parseInt(given.getOrDefault("rate", "30")),
                duration(given.getOrDefault("drain", "5m")),
                Path.of(given.getOrDefault("out", "target/torture")).toAbsolutePath());
        if (arguments.length().compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "A torture run shorter than a minute has no room for every fault. Found: for=" + given.get("for")
                            + ". Example: for=2m.");
        }
        return arguments;
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text.strip().toUpperCase(Locale.ROOT));
    }
}
