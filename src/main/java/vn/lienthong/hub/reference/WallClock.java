package vn.lienthong.hub.reference;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Local time of the hub, Asia/Ho_Chi_Minh (UTC+7), as destinations write it. The default zone of the JVM is never asked. Reading
 * foreign dates is the affair of {@link ForeignTime}.
 */
public final class WallClock {
    /** The zone of every office. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final int HIGHEST_STAMPED_YEAR = 9999;
    private static final int YEAR_LENGTH = 4;
    private static final int LOCAL_LENGTH = "2019-12-16T08:05:00+07:00".length();

    private WallClock() {}

    /** The local day of an instant: 17:00 UTC begins the next one. */
    public static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    /** An instant as {@code yyyyMMddHHmmss} of local time; parts of a second are left out. */
    public static String stamp(Instant instant) {
        ZonedDateTime local = instant.atZone(ZONE);
        if (local.getYear() < 1 || local.getYear() > HIGHEST_STAMPED_YEAR) {
            throw new DateTimeException(
                    "A stamp has four digits for the year. Found: year " + local.getYear() + ". Send a real date.");
        }
        return STAMP.format(local);
    }

    /** An ISO 8601 time with offset as {@code yyyyMMddHHmmss} of local time; empty when it is none. Years 1 to 9999. */
    public static Optional<String> stamp(String isoWithOffset) {
        if (isoWithOffset.length() == LOCAL_LENGTH && isoWithOffset.endsWith("+07:00")) {
            String fast = stampLocal(isoWithOffset);
            if (fast != null) {
                return Optional.of(fast);
            }
        }
        Instant instant = Moments.parse(isoWithOffset);
        return instant == null || isoWithOffset.startsWith("0000") ? Optional.empty() : Optional.of(stamp(instant));
    }

    static Optional<Integer> yearOf(@Nullable String partialDate) {
        return partialDate != null && Moments.isDay(partialDate)
                ? Optional.of(Integer.parseInt(partialDate.substring(0, YEAR_LENGTH)))
                : Optional.empty();
    }

    /** Nearly every time there is: already local, so only the digits are taken over. Null when the JDK must look at it. */
    private static @Nullable String stampLocal(String t) {
        if (t.charAt(4) != '-'
                || t.charAt(7) != '-'
                || t.charAt(10) != 'T'
                || t.charAt(13) != ':'
                || t.charAt(16) != ':') {
            return null;
        }
        int year = number(t, 0, 4);
        int month = number(t, 5, 7);
        int day = number(t, 8, 10);
        boolean plain = year > 1975
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 28
                && within(number(t, 11, 13), 23)
                && within(number(t, 14, 16), 59)
                && within(number(t, 17, 19), 59);
        if (!plain) {
            return null;
        }
        return t.substring(0, 4)
                + t.substring(5, 7)
                + t.substring(8, 10)
                + t.substring(11, 13)
                + t.substring(14, 16)
                + t.substring(17, 19);
    }

    private static boolean within(int number, int highest) {
        return number >= 0 && number <= highest;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
