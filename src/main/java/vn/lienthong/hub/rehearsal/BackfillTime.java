package vn.lienthong.hub.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Times;

/**
 * How long the backfill of a unit will take: its messages at the pace of the destination, within its hours and its daily limit.
 *
 * @param perHour messages
 * @param source where the pace comes from, for people
 */
public record BackfillTime(double perHour, String source) {
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration FARTHEST = Duration.ofDays(365);

    /**
     * When the destination takes messages.
     *
     * @param closedUntil empty while it may be sent to
     * @param perDay most in a day of Viet Nam; 0 for no limit
     */
    public record Openings(Function<Instant, Optional<Instant>> closedUntil, long perDay) {
        /** At any time, without limit. */
        public static final Openings ALWAYS = new Openings(now -> Optional.empty(), 0);
    }

    /** When all are sent, to ten minutes; null when that lies more than a year ahead. */
    public @Nullable Instant end(double messages, Instant begin, Openings openings) {
        double left = messages;
        double today = 0;
        LocalDate day = LocalDate.ofInstant(begin, Times.ZONE);
        Instant now = begin;
        while (left > 1e-9 && now.isBefore(begin.plus(FARTHEST))) {
            LocalDate date = LocalDate.ofInstant(now, Times.ZONE);
            today = date.equals(day) ? today : 0;
            day = date;
            double most = openings.perDay() == 0 ? left : Math.min(left, openings.perDay() - today);
            Instant opens = most <= 0
                    ? date.plusDays(1).atStartOfDay(Times.ZONE).toInstant()
                    : openings.closedUntil().apply(now).orElse(now);
            if (opens.isAfter(now)) {
                now = opens;
                continue;
            }
            double inStep = perHour * STEP.toSeconds() / Duration.ofHours(1).toSeconds();
            double sent = Math.min(inStep, most);
            left -= sent;
            today += sent;
            now = now.plusMillis(inStep <= 0 ? STEP.toMillis() : Math.round(STEP.toMillis() * (sent / inStep)));
        }
        return left > 1e-9 ? null : now;
    }
}
