package vn.lienthong.hub.reconciliation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one side holds, by unit and day: how many, and sums over hashes, in which the order of rows does not matter. One sum for each field, so
 * that what only one of the lists tells hides nothing of what both tell. Not thread-safe.
 */
final class Sums {
    /** 21 wards and 14 departments in three years are some 38,000. */
    private static final int MOST = 150_000;

    private static final int FIELDS = Field.ALL.size();

    final Map<Key, Integer> numbers = new HashMap<>();
    final Set<Field> told = EnumSet.noneOf(Field.class);
    private Bucket[] buckets = new Bucket[64];
    long rows;
    /** Rows of the journal of which no body is there. */
    long withoutBody;

    /** A unit and a day. */
    record Key(String unit, int day) {}

    /** The sums of one of them. */
    static final class Bucket {
        long rows;
        long codes;
        /** Rows of the journal that say one thing of the newest record and another of what was confirmed. */
        long unsettled;

        final long[] exact = new long[FIELDS];
        final long[] days = new long[FIELDS];
        final long[] timed = new long[FIELDS];
        final long[] unknown = new long[FIELDS];

        private void add(Row row, long code) {
            rows++;
            codes += Values.mix(code);
            HubState hub = row.hub();
            unsettled += hub != null && !hub.settled() ? 1 : 0;
            for (Field field : Field.ALL) {
                add(field, row.value(field), code);
            }
        }

        private void add(Field field, long value, long code) {
            int i = field.at;
            if (value == Values.UNKNOWN) {
                unknown[i]++;
            } else if (Values.isSaid(value) && !(field.isOfFiles() && value == 0)) {
                long salt = Values.mix(code + i);
                if (field.isDate()) {
                    timed[i] += Values.isDayOnly(value) ? 0 : 1;
                    days[i] += Values.mix(salt ^ Values.day(value));
                    exact[i] += Values.mix(salt ^ value >> 1);
                } else {
                    exact[i] += Values.mix(salt ^ value);
                }
            }
        }
    }

    /** Adds a row; gives the number of its bucket. */
    int add(Row row, long codeHash) {
        rows++;
        int number = number(new Key(row.unit(), row.day()));
        buckets[number].add(row, codeHash);
        for (Field field : Field.ALL) {
            if (row.value(field) != Values.ABSENT && row.value(field) != Values.UNKNOWN) {
                told.add(field);
            }
        }
        withoutBody += row.hub() != null && row.value(Field.STATUS) == Values.UNKNOWN ? 1 : 0;
        return number;
    }

    private int number(Key key) {
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        if (number == MOST) {
            throw new IllegalArgumentException(
                    "There are too many units and days to compare in one go. Found: more than " + MOST
                            + " of them together. Narrow it by --unit, or by --from and --to.");
        }
        if (number == buckets.length) {
            buckets = Arrays.copyOf(buckets, 2 * number);
        }
        buckets[number] = new Bucket();
        numbers.put(key, number);
        return number;
    }

    Bucket bucket(Key key) {
        Integer number = numbers.get(key);
        return number == null ? NOTHING : buckets[number];
    }

    private static final Bucket NOTHING = new Bucket();

    /** Whether two sides say the same of a unit and day, by what both tell. False also where only single rows can tell. */
    static boolean same(Sums one, Sums other, Key key) {
        Bucket a = one.bucket(key);
        Bucket b = other.bucket(key);
        if (a.rows != b.rows || a.codes != b.codes || a.unsettled + b.unsettled > 0) {
            return false;
        }
        for (Field field : Field.ALL) {
            if (one.told.contains(field) && other.told.contains(field) && !same(a, b, field)) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Bucket a, Bucket b, Field field) {
        int i = field.at;
        if (a.unknown[i] + b.unknown[i] > 0) {
            return a.unknown[i] == a.rows || b.unknown[i] == b.rows;
        }
        boolean byDay = field.isDate() && (a.timed[i] == 0 || b.timed[i] == 0);
        return byDay ? a.days[i] == b.days[i] : a.exact[i] == b.exact[i];
    }
}
