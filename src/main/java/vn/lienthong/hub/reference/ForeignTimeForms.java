package vn.lienthong.hub.reference;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms, tried by shape: each shape fits one form only, so nothing is guessed. */
final class ForeignTimeForms {
    private static final Set<String> NONE = Set.of("", "0", "null", "NULL", "N/A", "n/a", "nil", "-");
    private static final Pattern EPOCH_MILLIS = Pattern.compile("\\d{12,13}");
    private static final Pattern MONTH = Pattern.compile("(\\d{1,2})/(\\d{4})");
    private static final int LONGEST_NONE = 4;
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 9998;

    private static final List<DateTimeFormatter> WITH_TIME = List.of(
            form("uuuuMMddHHmmss"),
            form("dd/MM/uuuu HH:mm:ss"),
            form("dd/MM/uuuu HH:mm"),
            form("uuuu/MM/dd HH:mm:ss"),
            form("uuuu-MM-dd HH:mm"),
            isoWithoutZone(" "),
            isoWithoutZone("'T'"));
    private static final List<DateTimeFormatter> DAYS = List.of(
            form("uuuuMMdd"),
            form("d/M/uuuu"),
            form("dd-MM-uuuu"),
            form("dd.MM.uuuu"),
            form("uuuu-MM-dd"),
            form("uuuu/MM/dd"));

    private ForeignTimeForms() {}

    static boolean isNone(String text) {
        return text.length() <= LONGEST_NONE && NONE.contains(text)
                || text.startsWith("0000")
                || text.startsWith("0001")
                || text.startsWith("9999")
                || text.startsWith("01/01/0001");
    }

    static boolean isSentinel(Instant instant) {
        int year = instant.atZone(WallClock.ZONE).getYear();
        return year < FIRST_YEAR || year > LAST_YEAR;
    }

    static ForeignTime read(String text) {
        if (EPOCH_MILLIS.matcher(text).matches()) {
            return new ForeignTime.At(Instant.ofEpochMilli(Long.parseLong(text)), false);
        }
        return withOffset(text)
                .or(() -> withTime(text))
                .or(() -> day(text))
                .or(() -> partial(text))
                .orElseGet(ForeignTime.Unreadable::new);
    }

    private static Optional<ForeignTime> withOffset(String text) {
        return Optional.ofNullable(Moments.parse(text)).map(instant -> new ForeignTime.At(instant, false));
    }

    private static Optional<ForeignTime> withTime(String text) {
        for (DateTimeFormatter form : WITH_TIME) {
            if (!hasForm(text, form)) {
                continue;
            }
            try {
                LocalDateTime local = LocalDateTime.parse(text, form);
                return Optional.of(
                        new ForeignTime.At(local.atZone(WallClock.ZONE).toInstant(), false));
            } catch (DateTimeException e) {
                // the form, and no day there is
            }
        }
        return Optional.empty();
    }

    private static Optional<ForeignTime> day(String text) {
        for (DateTimeFormatter form : DAYS) {
            if (!hasForm(text, form)) {
                continue;
            }
            try {
                LocalDate day = LocalDate.parse(text, form);
                Instant first =
                        day.atTime(LocalTime.MIDNIGHT).atZone(WallClock.ZONE).toInstant();
                return Optional.of(new ForeignTime.At(first, true));
            } catch (DateTimeException e) {
                // the form, and no day there is
            }
        }
        return Optional.empty();
    }

    /** Lists hold millions of dates: an exception for each form that a text does not have would cost more than all the rest. */
    private static boolean hasForm(String text, DateTimeFormatter form) {
        ParsePosition at = new ParsePosition(0);
        return form.parseUnresolved(text, at) != null && at.getIndex() == text.length();
    }

    private static Optional<ForeignTime> partial(String text) {
        String iso = MONTH.matcher(text).replaceFirst("$2-$1").replaceFirst("^(\\d{4})-(\\d)$", "$1-0$2");
        return iso.length() < "1989-06-03".length() && Moments.isDay(iso)
                ? Optional.of(new ForeignTime.Partial(iso))
                : Optional.empty();
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** As databases write it, with or without parts of a second. */
    private static DateTimeFormatter isoWithoutZone(String between) {
        return new DateTimeFormatterBuilder()
                .appendPattern("uuuu-MM-dd" + between + "HH:mm:ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
