package vn.lienthong.hub.connector;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a time limit as people write it: {@code PT5S}, or {@code 5s}, {@code 500ms}, {@code 2m}. */
final class Durations {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private Durations() {}

    /** A positive duration, or nothing. */
    static Optional<Duration> parse(String written) {
        Matcher matcher = SHORT.matcher(written);
        Duration read;
        try {
            read = matcher.matches() ? of(Long.parseLong(matcher.group(1)), matcher.group(2)) : Duration.parse(written);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return read.isNegative() || read.isZero() ? Optional.empty() : Optional.of(read);
    }

    private static Duration of(long count, String unit) {
        if (unit.equals("ms")) {
            return Duration.ofMillis(count);
        }
        return unit.equals("s") ? Duration.ofSeconds(count) : Duration.ofMinutes(count);
    }
}
