package vn.lienthong.hub.reference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What another system wrote where a point in time belongs, in any of the forms seen on the wire. Wall-clock forms are local time
 * of Viet Nam; day comes before month; a bad date never becomes "now" or year 1.
 */
public sealed interface ForeignTime {

    /**
     * A point in time.
     *
     * @param instant the instant; a day alone is its first moment
     * @param dayOnly whether the text named no time of day
     */
    record At(Instant instant, boolean dayOnly) implements ForeignTime {}

    /**
     * Less than a day is known, as with many dates of birth.
     *
     * @param date {@code 1989-06} or {@code 1989}
     */
    record Partial(String date) implements ForeignTime {}

    /** What systems write when they have no date: nothing, 0, null, N/A, year 1, 99991231. */
    record None() implements ForeignTime {}

    /** Not a date; who asked must say so to the source. */
    record Unreadable() implements ForeignTime {}

    /** Whether a text says that there is no date: nothing, 0, null, N/A, or the first or last year there is. */
    static boolean isNone(String text) {
        return ForeignTimeForms.isNone(text);
    }

    /** Reads a text in any form of the wire; blanks around it do not matter. */
    static ForeignTime read(@Nullable String text) {
        String clean = text == null ? "" : Text.trimmed(Text.nfc(text));
        if (ForeignTimeForms.isNone(clean)) {
            return new None();
        }
        ForeignTime read = ForeignTimeForms.read(clean);
        return read instanceof At at && ForeignTimeForms.isSentinel(at.instant()) ? new None() : read;
    }
}
