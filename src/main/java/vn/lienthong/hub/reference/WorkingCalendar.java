package vn.lienthong.hub.reference;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The days and hours on which the offices work: weekdays without holidays, substitute days and swapped days off, and the Saturdays
 * that make up for swaps. Known for whole years only, those of {@code calendar.csv}; whatever would leave them is answered with
 * empty, never with a guess. Immutable.
 */
public final class WorkingCalendar {
    private final LocalDate first;
    private final LocalDate afterLast;
    private final BitSet workingDays;
    private final OfficeHours hours;
    private final NavigableMap<LocalDate, Special> specials = new TreeMap<>();

    WorkingCalendar(LocalDate first, LocalDate afterLast, BitSet workingDays, OfficeHours hours) {
        this.first = first;
        this.afterLast = afterLast;
        this.workingDays = workingDays;
        this.hours = hours;
    }

    /**
     * A day that is not what its weekday says: a holiday, a day off in its place or by a swap, or a Saturday on which the offices work.
     *
     * @param works whether the offices work
     * @param name in Vietnamese, as the notice calls it
     */
    public record Special(LocalDate day, boolean works, String name) {}

    /** The special days of a period, both ends included, in order. */
    public List<Special> specialDays(LocalDate from, LocalDate to) {
        return to.isBefore(from)
                ? List.of()
                : List.copyOf(specials.subMap(from, true, to, true).values());
    }

    /** The n-th working day before a day, which itself does not count; empty when that leaves the years of the table. */
    public Optional<LocalDate> minusWorkingDays(LocalDate day, int days) {
        int at = covers(day) ? index(day) : -1;
        for (int left = days; left > 0 && at >= 0; left--) {
            at = at == 0 ? -1 : workingDays.previousSetBit(at - 1);
        }
        return at < 0 ? Optional.empty() : Optional.of(first.plusDays(at));
    }

    /** How many working days lie behind a day up to another, the first not counted and the last counted; both of known years. */
    public int workingDaysBetween(LocalDate after, LocalDate to) {
        return to.isAfter(after) && covers(after) && covers(to)
                ? workingDays.get(index(after) + 1, index(to) + 1).cardinality()
                : 0;
    }

    /** Whether the table knows the year of a day. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(first) && day.isBefore(afterLast);
    }

    private boolean covers(Instant instant) {
        return !instant.isBefore(at(first, LocalTime.MIDNIGHT)) && instant.isBefore(at(afterLast, LocalTime.MIDNIGHT));
    }

    /**
     * Whether the offices work on a day.
     *
     * @throws DateTimeException when the table does not know its year; ask {@link #covers} first
     */
    public boolean isWorkingDay(LocalDate day) {
        if (!covers(day)) {
            throw new DateTimeException("The working calendar does not know that year. Found: " + day + "; known: "
                    + first.getYear() + " to " + afterLast.minusDays(1).getYear()
                    + ". Add the year to mappings/tables/calendar.csv.");
        }
        return workingDays.get(index(day));
    }

    /** The hours of each working day. */
    public OfficeHours officeHours() {
        return hours;
    }

    /**
     * The n-th working day after a day, which itself does not count. With 0 the day itself, or the next working day when it is none.
     *
     * @return empty when that leaves the years of the table
     */
    public Optional<LocalDate> addWorkingDays(LocalDate day, int days) {
        if (days < 0) {
            throw new IllegalArgumentException("Working days to add must not be negative. Found: " + days + ".");
        }
        if (!covers(day)) {
            return Optional.empty();
        }
        int at = index(day);
        int left = days;
        if (left == 0) {
            at = workingDays.nextSetBit(at);
        }
        while (left > 0 && at >= 0) {
            at = workingDays.nextSetBit(at + 1);
            left--;
        }
        return at < 0 ? Optional.empty() : Optional.of(first.plusDays(at));
    }

    /**
     * The earliest instant by which an amount of working time has passed since a start. Eight hours from the opening of a day end at
     * its close, not at the next opening; nothing from any start is that start.
     *
     * @return empty when that leaves the years of the table
     */
    public Optional<Instant> addWorkingHours(Instant start, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Working time to add must not be negative. Found: " + time + ".");
        }
        if (!covers(start) || time.isZero()) {
            return covers(start) ? Optional.of(start) : Optional.empty();
        }
        Duration left = time;
        LocalDate begin = WallClock.dayOf(start);
        Optional<LocalDate> day = addWorkingDays(begin, 0);
        while (day.isPresent()) {
            Instant from = day.get().equals(begin) ? start : Instant.MIN;
            Duration available = workingTimeOn(day.get(), from, Instant.MAX);
            if (available.compareTo(left) >= 0) {
                return Optional.of(instantOn(day.get(), from, left));
            }
            left = left.minus(available);
            day = addWorkingDays(day.get(), 1);
        }
        return Optional.empty();
    }

    /**
     * How much working time passes from one instant to another.
     *
     * @return empty when one of them lies in years that the table does not know
     */
    public Optional<Duration> workingTime(Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "Working time runs forward. Found: from " + from + " to " + to + ". Give the earlier one first.");
        }
        if (!covers(from) || !covers(to)) {
            return Optional.empty();
        }
        int begin = index(WallClock.dayOf(from));
        int end = index(WallClock.dayOf(to));
        if (begin == end) {
            return Optional.of(timeOf(begin, from, to));
        }
        int between = workingDays.get(begin + 1, end).cardinality();
        return Optional.of(timeOf(begin, from, Instant.MAX)
                .plus(timeOf(end, Instant.MIN, to))
                .plus(workingTimeOn(first, Instant.MIN, Instant.MAX).multipliedBy(between)));
    }

    private Duration timeOf(int day, Instant from, Instant to) {
        return workingDays.get(day) ? workingTimeOn(first.plusDays(day), from, to) : Duration.ZERO;
    }

    /** When the office closes on a working day. */
    Instant closeOf(LocalDate day) {
        return at(day, hours.close());
    }

    private Duration workingTimeOn(LocalDate day, Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        for (OfficeHours.Span span : hours.spans()) {
            Instant begin = later(at(day, span.from()), from);
            Instant end = earlier(at(day, span.to()), to);
            if (begin.isBefore(end)) {
                sum = sum.plus(Duration.between(begin, end));
            }
        }
        return sum;
    }

    private Instant instantOn(LocalDate day, Instant from, Duration time) {
        Duration left = time;
        for (OfficeHours.Span span : hours.spans()) {
            Instant begin = later(at(day, span.from()), from);
            Instant end = at(day, span.to());
            if (begin.isBefore(end)) {
                Duration available = Duration.between(begin, end);
                if (available.compareTo(left) >= 0) {
                    return begin.plus(left);
                }
                left = left.minus(available);
            }
        }
        throw new IllegalStateException("More working time was asked of " + day + " than it has.");
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(WallClock.ZONE).toInstant();
    }

    private static Instant later(Instant one, Instant two) {
        return one.isAfter(two) ? one : two;
    }

    private static Instant earlier(Instant one, Instant two) {
        return one.isBefore(two) ? one : two;
    }

    private int index(LocalDate day) {
        return (int) (day.toEpochDay() - first.toEpochDay());
    }

    private enum Kind {
        HOLIDAY,
        SUBSTITUTE_OFF,
        SWAP_OFF,
        MAKEUP_WORK
    }

    static WorkingCalendar read(Tables tables) {
        List<Row> rows =
                tables.rows("calendar.csv", "date", "weekday", "kind", "name", "version", "confidence", "source");
        Set<LocalDate> off = new HashSet<>();
        Set<LocalDate> makeUp = new HashSet<>();
        List<Special> specials = new ArrayList<>();
        for (Row row : rows) {
            tables.attempt(() -> {
                LocalDate day = day(row);
                boolean work = kind(row) == Kind.MAKEUP_WORK;
                if (off.contains(day) || !(work ? makeUp : off).add(day) || (!work && makeUp.contains(day))) {
                    throw row.bad("date", "has two rows.", day.toString(), "Keep one.");
                }
                if (isWeekend(day) != work && kind(row) != Kind.HOLIDAY) {
                    throw row.bad(
                            "kind",
                            "does not fit the day of the week.",
                            row.text("kind") + " on " + day.getDayOfWeek(),
                            "Work is made up on weekends; substitute and swapped days off are weekdays.");
                }
                specials.add(new Special(day, work, row.text("name")));
            });
        }
        WorkingCalendar calendar = build(off, makeUp, tables);
        specials.forEach(special -> calendar.specials.put(special.day(), special));
        return calendar;
    }

    private static WorkingCalendar build(Set<LocalDate> off, Set<LocalDate> makeUp, Tables tables) {
        int firstYear = off.stream().mapToInt(LocalDate::getYear).min().orElse(0);
        int lastYear = off.stream().mapToInt(LocalDate::getYear).max().orElse(-1);
        for (int year = firstYear; year <= lastYear; year++) {
            if (!off.contains(LocalDate.of(year, 1, 1))) {
                tables.fault(
                        "calendar.csv",
                        "A year is missing, or has no 1 January.",
                        Integer.toString(year),
                        "Add all its days off: the table knows whole years only.");
            }
        }
        LocalDate first = LocalDate.of(firstYear, 1, 1);
        LocalDate afterLast = LocalDate.of(lastYear + 1, 1, 1);
        BitSet working = new BitSet();
        for (LocalDate day = first; day.isBefore(afterLast); day = day.plusDays(1)) {
            boolean works = isWeekend(day) ? makeUp.contains(day) : !off.contains(day);
            working.set((int) (day.toEpochDay() - first.toEpochDay()), works);
        }
        return new WorkingCalendar(first, afterLast, working, tables.settings().officeHours());
    }

    private static LocalDate day(Row row) {
        LocalDate day = row.date("date");
        String weekday = row.text("weekday").toUpperCase(Locale.ROOT);
        if (weekday.length() < 3 || !day.getDayOfWeek().name().startsWith(weekday)) {
            throw row.bad(
                    "weekday",
                    "is not the weekday of the date.",
                    row.text("weekday"),
                    "It is a " + day.getDayOfWeek() + ".");
        }
        row.text("version");
        row.text("confidence");
        return day;
    }

    private static Kind kind(Row row) {
        String kind = row.shaped(
                "kind",
                "holiday|substitute_off|swap_off|makeup_work",
                "Write holiday, substitute_off, swap_off or makeup_work.");
        return Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
