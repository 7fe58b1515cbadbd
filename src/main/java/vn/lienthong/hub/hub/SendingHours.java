package vn.lienthong.hub.hub;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.delivery.SendingWindow;
import vn.lienthong.hub.reference.OfficeHours;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.reference.WorkingCalendar;

/**
 * Sending hours as they are written in a setting, local time of Viet Nam. Terms are joined with {@code ;} and any of them opens:
 *
 * <ul>
 *   <li>{@code office-hours}, {@code outside-office-hours}: by the working calendar
 *   <li>{@code days 18:00-06:00}, {@code working-days 07:00-17:00}, {@code free-days 00:00-24:00}: from the day on which they begin
 *   <li>{@code cron 0 0 22 * * ? for PT6H}: a Quartz expression with seconds, and how long it stays open
 * </ul>
 *
 * Years that the working calendar does not know are taken to have Monday to Friday as working days.
 */
final class SendingHours implements SendingWindow {
    private static final Pattern TIMES = Pattern.compile(
            "(days|working-days|free-days) ([0-2][0-9]:[0-5][0-9])-([0-2][0-9]:[0-5][0-9])", Pattern.CASE_INSENSITIVE);
    private static final Pattern CRON = Pattern.compile("cron (.+) for (P\\S+)", Pattern.CASE_INSENSITIVE);
    private static final int DAYS_AHEAD = 40;

    private final List<Term> terms;

    /** When something is open: the hours that begin on a day. */
    private interface Term {
        /** Empty while open, otherwise the next opening; {@link Instant#MAX} when there is none in sight. */
        Optional<Instant> closedUntil(ZonedDateTime now);
    }

    private record Opening(ZonedDateTime from, ZonedDateTime to) {}

    private SendingHours(List<Term> terms) {
        this.terms = terms;
    }

    /**
     * Reads sending hours.
     *
     * @param key name of the setting, for messages
     * @throws IllegalArgumentException in three parts
     */
    static SendingWindow parse(String key, String text, WorkingCalendar calendar) {
        if (text.isBlank()) {
            return SendingWindow.ALWAYS;
        }
        List<Term> terms = new ArrayList<>();
        for (String term : text.split(";", -1)) {
            terms.add(term(key, term.strip(), calendar));
        }
        return new SendingHours(terms);
    }

    @Override
    public Optional<Instant> closedUntil(Instant now) {
        ZonedDateTime local = now.atZone(WallClock.ZONE);
        Instant earliest = Instant.MAX;
        for (Term term : terms) {
            Optional<Instant> closed = term.closedUntil(local);
            if (closed.isEmpty()) {
                return closed;
            }
            earliest = closed.get().isBefore(earliest) ? closed.get() : earliest;
        }
        // Nothing in sight: a moment that can be reckoned with and shown, at which it is looked for again.
        return Optional.of(earliest.equals(Instant.MAX) ? now.plus(Duration.ofDays(DAYS_AHEAD)) : earliest);
    }

    private static Term term(String key, String text, WorkingCalendar calendar) {
        try {
            Matcher times = TIMES.matcher(text);
            if (times.matches()) {
                return times(times, calendar);
            }
            Matcher cron = CRON.matcher(text);
            if (cron.matches()) {
                return cron(cron.group(1), positive(Duration.parse(cron.group(2))));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw wrong(key, text + " (" + e.getMessage() + ")");
        }
        if (text.equalsIgnoreCase("office-hours")) {
            return new Daily(day -> isWorking(calendar, day) ? office(day, calendar.officeHours()) : List.of());
        }
        if (text.equalsIgnoreCase("outside-office-hours")) {
            return new Daily(day -> outside(
                    day, isWorking(calendar, day) ? calendar.officeHours().spans() : List.of()));
        }
        throw wrong(key, text);
    }

    private static IllegalArgumentException wrong(String key, String found) {
        return new IllegalArgumentException("Setting " + key + " must say when to send. Found: " + found
                + ". Examples: office-hours; working-days 17:30-23:00; cron 0 0 22 * * ? for PT6H.");
    }

    private static Term times(Matcher times, WorkingCalendar calendar) {
        LocalTime from = LocalTime.parse(times.group(2));
        LocalTime to = times.group(3).equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(times.group(3));
        Predicate<LocalDate> days =
                switch (times.group(1).toLowerCase(Locale.ROOT)) {
                    case "working-days" -> day -> isWorking(calendar, day);
                    case "free-days" -> day -> !isWorking(calendar, day);
                    default -> day -> true;
                };
        return new Daily(day -> {
            LocalDate end = to.isAfter(from) ? day : day.plusDays(1);
            return days.test(day)
                    ? List.of(new Opening(
                            day.atTime(from).atZone(WallClock.ZONE),
                            end.atTime(to).atZone(WallClock.ZONE)))
                    : List.of();
        });
    }

    private static Term cron(String expression, Duration open) {
        ExecutionTime times = ExecutionTime.forCron(
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ)).parse(expression));
        return now -> {
            Optional<ZonedDateTime> last = times.lastExecution(now.plusSeconds(1));
            boolean isOpen = last.isPresent() && last.get().plus(open).isAfter(now);
            return isOpen
                    ? Optional.empty()
                    : Optional.of(times.nextExecution(now)
                            .map(ZonedDateTime::toInstant)
                            .orElse(Instant.MAX));
        };
    }

    private static Duration positive(Duration open) {
        if (open.isZero() || open.isNegative()) {
            throw new IllegalArgumentException("it must stay open for a while");
        }
        return open;
    }

    private static boolean isWorking(WorkingCalendar calendar, LocalDate day) {
        return calendar.covers(day)
                ? calendar.isWorkingDay(day)
                : day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private static List<Opening> office(LocalDate day, OfficeHours hours) {
        return hours.spans().stream()
                .map(span -> new Opening(
                        day.atTime(span.from()).atZone(WallClock.ZONE),
                        day.atTime(span.to()).atZone(WallClock.ZONE)))
                .toList();
    }

    private static List<Opening> outside(LocalDate day, List<OfficeHours.Span> spans) {
        List<Opening> openings = new ArrayList<>();
        ZonedDateTime from = day.atStartOfDay(WallClock.ZONE);
        for (OfficeHours.Span span : spans) {
            openings.add(new Opening(from, day.atTime(span.from()).atZone(WallClock.ZONE)));
            from = day.atTime(span.to()).atZone(WallClock.ZONE);
        }
        openings.add(new Opening(from, day.plusDays(1).atStartOfDay(WallClock.ZONE)));
        return openings;
    }

    /** Openings that are known by the day on which they begin. */
    private record Daily(Function<LocalDate, List<Opening>> openings) implements Term {
        @Override
        public Optional<Instant> closedUntil(ZonedDateTime now) {
            LocalDate today = now.toLocalDate();
            List<Opening> near = new ArrayList<>(openings.apply(today.minusDays(1)));
            near.addAll(openings.apply(today));
            if (near.stream().anyMatch(one -> !now.isBefore(one.from()) && now.isBefore(one.to()))) {
                return Optional.empty();
            }
            for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
                Optional<ZonedDateTime> next = openings.apply(today.plusDays(ahead)).stream()
                        .map(Opening::from)
                        .filter(from -> from.isAfter(now))
                        .min(Comparator.naturalOrder());
                if (next.isPresent()) {
                    return next.map(ZonedDateTime::toInstant);
                }
            }
            return Optional.of(Instant.MAX);
        }
    }
}
