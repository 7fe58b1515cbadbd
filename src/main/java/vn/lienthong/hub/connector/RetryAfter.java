package vn.lienthong.hub.connector;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The HTTP header {@code Retry-After}: seconds or a date. At most a day is believed; a past date means at once. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    static @Nullable Duration read(String header, Clock clock) {
        String written = header.strip();
        if (written.matches("\\d{1,9}")) {
            return bounded(Duration.ofSeconds(Long.parseLong(written)));
        }
        if (written.isEmpty()) {
            return null;
        }
        try {
            ZonedDateTime at =
                    ZonedDateTime.parse(written, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT));
            return bounded(Duration.between(clock.instant(), at.toInstant()));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
