package vn.lienthong.hub.reference;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The times of a record: {@code yyyy-MM-ddTHH:mm:ss[.fraction]} with {@code Z} or {@code ±HH:mm}, and nothing else. By hand
 * because a record holds dozens of them and the JDK's parser costs a microsecond each. What other systems write is the affair of
 * {@link ForeignTime}.
 */
public final class Moments {
    private static final int SECONDS_A_DAY = 86_400;
    private static final int LEAST = "2019-12-16T08:05:00Z".length();

    private Moments() {}

    /** The instant, or null when the text is none. */
    public static @Nullable Instant parse(String text) {
        if (text.length() < LEAST || !hasShape(text)) {
            return null;
        }
        int end = 19;
        int nanos = 0;
        if (text.charAt(19) == '.') {
            end = 20;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            nanos = nanos(text, end);
        }
        Integer offset = offset(text, end);
        return offset == null || nanos < 0 ? null : instant(text, nanos, offset);
    }

    private static boolean hasShape(String t) {
        return digits(t, 0, 4)
                && t.charAt(4) == '-'
                && digits(t, 5, 7)
                && t.charAt(7) == '-'
                && digits(t, 8, 10)
                && t.charAt(10) == 'T'
                && digits(t, 11, 13)
                && t.charAt(13) == ':'
                && digits(t, 14, 16)
                && t.charAt(16) == ':'
                && digits(t, 17, 19);
    }

    private static @Nullable Instant instant(String t, int nanos, int offset) {
        int hour = number(t, 11, 13);
        int minute = number(t, 14, 16);
        int second = number(t, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        LocalDate day = day(number(t, 0, 4), number(t, 5, 7), number(t, 8, 10));
        if (day == null) {
            return null;
        }
        long seconds = day.toEpochDay() * SECONDS_A_DAY + hour * 3600L + minute * 60L + second - offset;
        return Instant.ofEpochSecond(seconds, nanos);
    }

    /** Nanoseconds of the fraction that begins behind position 19; -1 when it has no digit or more than nine. */
    private static int nanos(String t, int end) {
        int length = end - 20;
        if (length < 1 || length > 9) {
            return -1;
        }
        int value = number(t, 20, end);
        for (int i = length; i < 9; i++) {
            value *= 10;
        }
        return value;
    }

    /** Seconds of the offset that the text ends in, or null. */
    private static @Nullable Integer offset(String t, int at) {
        int length = t.length() - at;
        if (length == 1 && t.charAt(at) == 'Z') {
            return 0;
        }
        if (length != 6 || t.charAt(at + 3) != ':' || !digits(t, at + 1, at + 3) || !digits(t, at + 4, at + 6)) {
            return null;
        }
        int hours = number(t, at + 1, at + 3);
        int minutes = number(t, at + 4, at + 6);
        if (hours > 14 || minutes > 59) {
            return null;
        }
        int seconds = hours * 3600 + minutes * 60;
        char sign = t.charAt(at);
        return sign == '+' ? Integer.valueOf(seconds) : sign == '-' ? Integer.valueOf(-seconds) : null;
    }

    /** Whether a text is a day, a month or a year: {@code 1989-06-15}, {@code 1989-06}, {@code 1989}. */
    public static boolean isDay(String t) {
        switch (t.length()) {
            case 4:
                return isYear(t);
            case 7:
                return isYear(t) && t.charAt(4) == '-' && digits(t, 5, 7) && isMonth(t);
            case 10:
                return isYear(t)
                        && t.charAt(4) == '-'
                        && digits(t, 5, 7)
                        && t.charAt(7) == '-'
                        && digits(t, 8, 10)
                        && day(number(t, 0, 4), number(t, 5, 7), number(t, 8, 10)) != null;
            default:
                return false;
        }
    }

    private static boolean isYear(String t) {
        return digits(t, 0, 4) && !t.startsWith("0000");
    }

    private static boolean isMonth(String t) {
        int month = number(t, 5, 7);
        return month >= 1 && month <= 12;
    }

    private static @Nullable LocalDate day(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean digits(String t, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(t.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String t, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + t.charAt(i) - '0';
        }
        return value;
    }
}
