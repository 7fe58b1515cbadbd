package vn.lienthong.hub.vocabulary;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How every answer and message of the hub writes a time: ISO 8601, always with milliseconds, always with the hub's offset. */
public final class Times {
    /** The hub's zone; it has had no daylight saving since 1975. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    // Of one length, so that times of one list compare as text.
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    private Times() {}

    public static String text(Instant instant) {
        return FORM.format(instant.atZone(ZONE));
    }
}
