package vn.lienthong.hub.reconciliation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vn.lienthong.hub.reference.Text;
import vn.lienthong.hub.vocabulary.Sha256;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.Times;

/**
 * What a row says, as numbers that can be compared and summed: a status by its place, a point in time by its minute with one bit for "the day
 * alone", names and hashes of attachments by a sum in which order does not matter.
 */
final class Values {
    /** The row says nothing of it. */
    static final long ABSENT = Long.MIN_VALUE;
    /** The row says that there is none. */
    static final long NONE = Long.MIN_VALUE + 1;
    /** It cannot be known: a body that is gone. */
    static final long UNKNOWN = Long.MIN_VALUE + 2;

    private static final int MINUTES_A_DAY = 1440;
    private static final int OFFSET_MINUTES = 420;
    /** In the order of their national codes. */
    private static final List<Status> STATUSES = List.of(Status.values());

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Values() {}

    static boolean isSaid(long value) {
        return value > UNKNOWN;
    }

    static long[] nothing(long word) {
        long[] values = new long[Field.ALL.size()];
        Arrays.fill(values, word);
        return values;
    }

    /**
     * A point in time to the minute: clocks and databases cut seconds in several ways. The first moment of a local day stands for the day: no
     * office is open then, and databases write a day so.
     */
    static long time(Instant instant, boolean dayOnly) {
        long minute = Math.floorDiv(instant.getEpochSecond(), 60L);
        boolean midnight =
                Math.floorMod(minute + OFFSET_MINUTES, MINUTES_A_DAY) == 0 && instant.getEpochSecond() % 60 == 0;
        return minute << 1 | (dayOnly || midnight ? 1 : 0);
    }

    static boolean isDayOnly(long time) {
        return (time & 1) == 1;
    }

    /** The local day of a time. */
    static long day(long time) {
        return Math.floorDiv((time >> 1) + OFFSET_MINUTES, MINUTES_A_DAY);
    }

    /** A code or name as a number. */
    static long hash(String text) {
        return ByteBuffer.wrap(Sha256.of(text.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    /** Adds one name to the sum of those before. */
    static long plusName(long sum, String name) {
        return positive(sum + mix(hash(Text.trimmed(Text.nfc(name)))));
    }

    /** Adds one SHA-256 in hexadecimal digits. */
    static long plusSum(long sum, String hex) {
        return positive(sum + mix(Long.parseUnsignedLong(hex.substring(0, 16), 16)));
    }

    /** Never one of the words above, nor the 0 of no attachment. */
    private static long positive(long sum) {
        return sum & Long.MAX_VALUE;
    }

    /** Spreads the bits of a number, as SplitMix64 ends (Steele, Lea, Flood 2014). */
    static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Whether two said values mean the same. */
    static boolean same(Field field, long one, long other) {
        if (one == other) {
            return true;
        }
        if (!isSaid(one) || !isSaid(other)) {
            return plain(field, one) == plain(field, other);
        }
        return field.isDate() && (isDayOnly(one) || isDayOnly(other)) && day(one) == day(other);
    }

    /** Of attachments none is 0. */
    static long plain(Field field, long value) {
        return field.isOfFiles() && (value == NONE || value == ABSENT) ? 0 : value == ABSENT ? NONE : value;
    }

    /** For people. */
    static String words(Field field, long value) {
        if (value == UNKNOWN) {
            return "not known";
        }
        if (!isSaid(value)) {
            return "none";
        }
        if (field == Field.STATUS) {
            return STATUSES.get((int) value - 1).name();
        }
        if (!field.isDate()) {
            return field == Field.COUNT
                    ? Long.toString(value)
                    : value == 0 ? "none" : Long.toHexString(mix(value) >>> 40);
        }
        if (isDayOnly(value)) {
            return LocalDate.ofEpochDay(day(value)).toString();
        }
        return TIME.format(Instant.ofEpochSecond((value >> 1) * 60).atZone(Times.ZONE));
    }
}
