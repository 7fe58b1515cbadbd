package vn.lienthong.hub.switchover;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.reference.WorkingCalendar;

/**
 * When a cut-over may run, in the words that {@code send-when} has for sending hours: {@code office-hours}, and {@code days},
 * {@code working-days} or {@code free-days} with hours, which may pass midnight; several joined with semicolons.
 */
record AllowedHours(String text, List<Term> terms) {
    private static final Pattern TIMES = Pattern.compile(
            "(days|working-days|free-days) ((?:[01][0-9]|2[0-3]):[0-5][0-9])-((?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)");

    /** The stretches that begin on a day. */
    interface Term extends BiFunction<LocalDate, WorkingCalendar, List<Stretch>> {}

    /** A stretch of local time, {@code [from, to)}. */
    record Stretch(LocalDateTime from, LocalDateTime to) {}

    /** Empty when it cannot be read. */
    static Optional<AllowedHours> parse(String text) {
        List<Term> terms = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            Matcher times = TIMES.matcher(part.strip());
            if (part.strip().equals("office-hours")) {
                terms.add(AllowedHours::office);
            } else if (times.matches()) {
                terms.add(times(times.group(1), LocalTime.parse(times.group(2)), times.group(3)));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new AllowedHours(text, terms));
    }

    /** Whether any hours begin on a day. */
    boolean opensOn(LocalDate day, WorkingCalendar calendar) {
        return terms.stream().anyMatch(term -> !term.apply(day, calendar).isEmpty());
    }

    /**
     * Whether a stretch lies within the hours as a whole, which may be several that touch or overlap. Both of its days are of years that the
     * calendar knows.
     */
    boolean hold(LocalDateTime start, LocalDateTime end, WorkingCalendar calendar) {
        LocalDate before = start.toLocalDate().minusDays(1);
        List<Stretch> inOrder = before.datesUntil(end.toLocalDate().plusDays(1))
                .filter(calendar::covers)
                .flatMap(day -> terms.stream().flatMap(term -> term.apply(day, calendar).stream()))
                .sorted(Comparator.comparing(Stretch::from))
                .toList();
        LocalDateTime allowedUntil = start;
        for (Stretch stretch : inOrder) {
            if (!stretch.from().isAfter(allowedUntil) && stretch.to().isAfter(allowedUntil)) {
                allowedUntil = stretch.to();
            }
        }
        return !allowedUntil.isBefore(end);
    }

    private static List<Stretch> office(LocalDate day, WorkingCalendar calendar) {
        return calendar.isWorkingDay(day)
                ? calendar.officeHours().spans().stream()
                        .map(span -> new Stretch(day.atTime(span.from()), day.atTime(span.to())))
                        .toList()
                : List.of();
    }

    private static Term times(String days, LocalTime from, String until) {
        LocalTime to = until.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(until);
        return (day, calendar) -> {
            boolean meant = days.equals("days") || calendar.isWorkingDay(day) == days.equals("working-days");
            LocalDate end = to.isAfter(from) ? day : day.plusDays(1);
            return meant ? List.of(new Stretch(day.atTime(from), end.atTime(to))) : List.of();
        };
    }
}
