package vn.lienthong.hub.reconciliation;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One dossier as one side tells it.
 *
 * @param unit as told; empty: it was not
 * @param day local day of receipt, in days since 1970, by the code or else as told; {@link #NO_DAY} where neither names one
 * @param values one for each {@link Field}
 * @param hub what else the journal knows; null: the row of a list
 */
record Row(String code, String unit, int day, long[] values, @Nullable HubState hub) {
    static final int NO_DAY = Integer.MIN_VALUE;
    private static final int CENTURY = 2000;

    long value(Field field) {
        return values[field.at];
    }

    /** The day in a code such as {@code 000.01.10.H08-191216-0042}, or of the time of receipt. By hand: there are millions. */
    static int day(String code, long received) {
        for (int at = code.indexOf('-'); at >= 0 && at + 7 < code.length(); at = code.indexOf('-', at + 1)) {
            if (code.charAt(at + 7) == '-') {
                int day = day(code, at + 1);
                if (day != NO_DAY) {
                    return day;
                }
            }
        }
        return Values.isSaid(received) ? Math.toIntExact(Values.day(received)) : NO_DAY;
    }

    private static int day(String code, int at) {
        int number = 0;
        for (int i = at; i < at + 6; i++) {
            int digit = code.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_DAY;
            }
            number = number * 10 + digit;
        }
        try {
            return Math.toIntExact(LocalDate.of(CENTURY + number / 10_000, number / 100 % 100, number % 100)
                    .toEpochDay());
        } catch (DateTimeException e) {
            return NO_DAY;
        }
    }
}
