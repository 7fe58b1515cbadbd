package vn.lienthong.hub.reference;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Half-open spans of days {@code [from, until)}; null means open on that side. */
final class Span {
    private Span() {}

    static boolean contains(@Nullable LocalDate from, @Nullable LocalDate until, LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
    }

    static boolean overlap(
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate from2,
            @Nullable LocalDate until2) {
        return (until == null || from2 == null || from2.isBefore(until))
                && (until2 == null || from == null || from.isBefore(until2));
    }
}
