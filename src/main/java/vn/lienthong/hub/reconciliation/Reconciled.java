package vn.lienthong.hub.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found, in numbers.
 *
 * @param id of its own; the same lists at the same moment have the same
 * @param rows how many dossiers each side told of; a side without list is left out
 * @param sums SHA-256 of the lists as they were read
 * @param notCompared what could not be compared, in words: columns that a list does not have, bodies that the journal keeps no more
 * @param buckets units and days that were compared; {@code opened}: those of them whose dossiers had to be compared one by one
 * @param differences dossiers that are not the same everywhere
 * @param onTheirWay dossiers that differ only by what is still on its way, or came after a list was made
 * @param kinds how many dossiers differ in what; one may differ in several
 * @param days by unit and day; the day is null where nobody names one
 */
public record Reconciled(
        String id,
        Instant at,
        String destination,
        Reconciliation.Scope scope,
        Map<Side, Long> rows,
        Map<Side, String> sums,
        List<String> notCompared,
        long buckets,
        long opened,
        long differences,
        long onTheirWay,
        Map<Kind, Long> kinds,
        SortedMap<Day, Count> days) {

    /** A unit, and a day on which it received dossiers. */
    public record Day(String unit, @Nullable LocalDate day) implements Comparable<Day> {
        @Override
        public int compareTo(Day other) {
            int byUnit = unit.compareTo(other.unit);
            LocalDate first = day == null ? LocalDate.MIN : day;
            return byUnit != 0 ? byUnit : first.compareTo(other.day == null ? LocalDate.MIN : other.day);
        }
    }

    /** How many dossiers each side has, and how many of them differ. */
    public static final class Count {
        final Map<Side, Long> rows = new EnumMap<>(Side.class);
        long differences;
        long onTheirWay;

        /** Of one side. */
        public long of(Side side) {
            return rows.getOrDefault(side, 0L);
        }

        public long differences() {
            return differences;
        }

        public long onTheirWay() {
            return onTheirWay;
        }

        private void add(Count other) {
            other.rows.forEach((side, count) -> rows.merge(side, count, Long::sum));
            differences += other.differences;
            onTheirWay += other.onTheirWay;
        }
    }

    /** The same by unit alone. */
    public SortedMap<String, Count> units() {
        SortedMap<String, Count> units = new TreeMap<>();
        days.forEach((day, count) ->
                units.computeIfAbsent(day.unit(), unit -> new Count()).add(count));
        return units;
    }

    /** Whether nothing differs. */
    public boolean same() {
        return differences == 0;
    }

    /** Adds up while it is found out. Used by one thread. */
    static final class Sum {
        final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
        final Map<Day, Count> days = new HashMap<>();
        long differences;
        long onTheirWay;

        Count of(String unit, int day) {
            LocalDate local = day == Row.NO_DAY ? null : LocalDate.ofEpochDay(day);
            return days.computeIfAbsent(new Day(unit, local), key -> new Count());
        }

        void add(Difference one) {
            differences++;
            one.kinds().forEach(kind -> kinds.merge(kind, 1L, Long::sum));
            days.computeIfAbsent(new Day(one.unit(), one.day()), key -> new Count()).differences++;
        }
    }
}
