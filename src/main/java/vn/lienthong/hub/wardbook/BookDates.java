package vn.lienthong.hub.wardbook;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.SheetDays;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.wardbook.DateReading.At;
import vn.lienthong.hub.wardbook.DateReading.Doubtful;
import vn.lienthong.hub.wardbook.DateReading.None;
import vn.lienthong.hub.wardbook.DateReading.Partial;
import vn.lienthong.hub.wardbook.DateReading.Wrong;

/** Reads the dates of one column, in any form that people write. Day comes before month, unless the column speaks against it. */
final class BookDates {
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
    private static final Pattern TIME = Pattern.compile(
            "(?<![\\d:])(\\d{1,2})\\s*(?::|h|g(?:io)?)\\s*(\\d{2})?(?:\\s*p(?:hut)?|:(\\d{2})(?:\\.\\d{1,9})?)?\\s*(am|pm|sa|ch)?(?![\\d:])");
    private static final Pattern IN_WORDS = Pattern.compile("(\\d{1,2}) ?thang ?(\\d{1,2}),? ?(?:nam ?)?(\\d{2,5})");
    private static final Pattern MONTH_IN_WORDS = Pattern.compile("thang ?(\\d{1,2}) ?(?:nam ?|/ ?)?(\\d{4})");
    private static final Pattern THREE = Pattern.compile("(\\d{1,5}) ?([-/. ]) ?(\\d{1,2}) ?\\2 ?(\\d{1,5})");
    private static final Pattern NAMED = Pattern.compile(
            "(\\d{1,2})[-/ ](?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|thg? ?(\\d{1,2}))[-/ ,]+(\\d{2,5})");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Pattern MONTH = Pattern.compile("(\\d{1,2}) ?[-/.] ?(\\d{4})");
    static final Pattern SERIAL = Pattern.compile("\\d{5}([.,]\\d{1,15})?");

    private final boolean birth;
    private final LocalDate today;
    private final boolean monthFirst;

    /**
     * @param birth whether these are days of birth: long ago, and perhaps not whole
     * @param monthFirst whether another date of the column can only be read with the month first
     */
    BookDates(boolean birth, LocalDate today, boolean monthFirst) {
        this.birth = birth;
        this.today = today;
        this.monthFirst = monthFirst;
    }

    /** The date that a spreadsheet keeps as a number of days, to the second. */
    static @Nullable LocalDateTime ofSerial(BigDecimal number, SheetDays days) {
        LocalDateTime at = days.at(number);
        return at == null ? null : at.plus(HALF_A_SECOND).truncatedTo(ChronoUnit.SECONDS);
    }

    /** A text as these patterns see it: lower case without marks, single blanks. */
    static String plain(String text) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replace('đ', 'd')
                .replaceAll("\\p{M}|[\\u200B-\\u200F\\uFEFF]", "")
                .replaceAll("[\\u2010-\\u2015\\u2212]", "-");
        return bare.replaceAll("[\\s\\u00A0]+", " ").strip();
    }

    DateReading read(String text) {
        String plain = plain(text);
        if (plain.isEmpty() || plain.matches("[-.?/x]+|n/a|null|khong|chua|chua co")) {
            return plain.contains("?") ? new Wrong() : new None();
        }
        try {
            return read(plain, text.strip());
        } catch (DateTimeException e) {
            return new Wrong();
        }
    }

    private DateReading read(String plain, String text) {
        if (plain.matches("\\d{4}-\\d\\d-\\d\\dt.*(z|[+-]\\d\\d:?\\d\\d)")) {
            LocalDateTime local =
                    OffsetDateTime.parse(text).atZoneSameInstant(WallClock.ZONE).toLocalDateTime();
            return ranged(local.toLocalDate(), local.toLocalTime(), false);
        }
        if (SERIAL.matcher(plain).matches()) {
            LocalDateTime at = ofSerial(new BigDecimal(plain.replace(',', '.')), SheetDays.FROM_1900);
            return at == null ? new Wrong() : of(at, true);
        }
        String rest = plain.replaceFirst("(?<=\\d)t(?=\\d)", " ");
        LocalTime time = null;
        Matcher clock = TIME.matcher(rest);
        if (clock.find()) {
            time = time(clock);
            rest = rest.substring(0, clock.start()) + " " + rest.substring(clock.end());
        }
        rest = rest.replaceAll("\\b(thu (hai|ba|tu|nam|sau|bay)|chu nhat|ngay|luc|vao)\\b,?", " ")
                .replaceAll("[ ,;]+", " ")
                .strip();
        return day(rest, time);
    }

    private static LocalTime time(Matcher clock) {
        int hour = Integer.parseInt(clock.group(1));
        int minute = clock.group(2) == null ? 0 : Integer.parseInt(clock.group(2));
        int second = clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3));
        String half = clock.group(4);
        boolean afternoon = "pm".equals(half) || "ch".equals(half);
        int shift = afternoon && hour < 12 ? 12 : half != null && !afternoon && hour == 12 ? -12 : 0;
        return LocalTime.of(hour + shift, minute, second);
    }

    private DateReading day(String text, @Nullable LocalTime time) {
        Matcher words = IN_WORDS.matcher(text);
        if (words.matches()) {
            return dated(words.group(1), words.group(2), words.group(3), time, true);
        }
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            String month = named.group(2) == null ? named.group(3) : String.valueOf(MONTHS.indexOf(named.group(2)) + 1);
            return dated(named.group(1), month, named.group(4), time, true);
        }
        Matcher three = THREE.matcher(text);
        if (three.matches()) {
            return three.group(1).length() == 4
                    ? dated(three.group(4), three.group(3), three.group(1), time, false)
                    : dayFirst(three.group(1), three.group(3), three.group(4), time);
        }
        return text.matches("\\d{7,8}") ? digits(text, time) : rest(text);
    }

    private DateReading rest(String text) {
        Matcher month = MONTH.matcher(text);
        Matcher monthInWords = MONTH_IN_WORDS.matcher(text);
        Matcher known = month.matches() ? month : monthInWords.matches() ? monthInWords : null;
        if (known != null) {
            return partial(Integer.parseInt(known.group(2)), Integer.parseInt(known.group(1)));
        }
        if (text.matches("\\d{4}")) {
            return partial(Integer.parseInt(text), 0);
        }
        return new Wrong();
    }

    /** Of a date that the spreadsheet keeps as one. */
    DateReading of(LocalDateTime at, boolean unusual) {
        LocalTime time = at.toLocalTime();
        return ranged(at.toLocalDate(), time.equals(LocalTime.MIDNIGHT) ? null : time, unusual);
    }

    /** Day and month the other way round, where that is another date. */
    static @Nullable LocalDate turned(LocalDate day) {
        boolean can = day.getDayOfMonth() <= 12 && day.getDayOfMonth() != day.getMonthValue();
        return can ? LocalDate.of(day.getYear(), day.getDayOfMonth(), day.getMonthValue()) : null;
    }

    private DateReading dayFirst(String first, String second, String year, @Nullable LocalTime time) {
        int a = Integer.parseInt(first);
        int b = Integer.parseInt(second);
        if (b > 12 && a <= 12) {
            return dated(second, first, year, time, true);
        }
        DateReading read = dated(first, second, year, time, false);
        LocalDate other = read instanceof At at && monthFirst ? turned(at.day()) : null;
        return other == null ? read : new Doubtful(List.of(((At) read).day(), other), time);
    }

    private DateReading dated(String day, String month, String year, @Nullable LocalTime time, boolean unusual) {
        int y = Integer.parseInt(year);
        int m = Integer.parseInt(month);
        int d = Integer.parseInt(day);
        if (year.length() == 4) {
            return ranged(LocalDate.of(y, m, d), time, unusual);
        }
        if (year.length() != 2) {
            return new Wrong();
        }
        LocalDate late = LocalDate.of(2000 + y, m, d);
        if (!birth) {
            return ranged(late, time, true);
        }
        return late.isAfter(today)
                ? ranged(LocalDate.of(1900 + y, m, d), time, true)
                : new Doubtful(
                        List.of(
                                late,
                                LocalDate.of(
                                        1900 + y,
                                        m,
                                        Math.min(d, LocalDate.of(1900 + y, m, 1).lengthOfMonth()))),
                        time);
    }

    /** Digits alone: year, month, day or day, month, year; no month is 19 or 20, so one of them at most can be. */
    private DateReading digits(String text, @Nullable LocalTime time) {
        DateReading yearLast = sure(() -> dated(
                text.substring(0, text.length() - 6),
                text.substring(text.length() - 6, text.length() - 4),
                text.substring(text.length() - 4),
                time,
                true));
        DateReading yearFirst = text.length() == 8
                ? sure(() -> dated(text.substring(6), text.substring(4, 6), text.substring(0, 4), time, true))
                : new Wrong();
        if (text.length() == 7) {
            return yearLast instanceof At at ? new Doubtful(List.of(at.day()), time) : new Wrong();
        }
        return yearFirst instanceof At ? yearFirst : yearLast;
    }

    private static DateReading sure(java.util.function.Supplier<DateReading> reading) {
        try {
            return reading.get();
        } catch (DateTimeException e) {
            return new Wrong();
        }
    }

    private DateReading partial(int year, int month) {
        if (!birth || month > 12 || year < 1900 || year > today.getYear()) {
            return new Wrong();
        }
        return new Partial(month == 0 ? String.valueOf(year) : "%d-%02d".formatted(year, month));
    }

    private DateReading ranged(LocalDate day, @Nullable LocalTime time, boolean unusual) {
        int first = birth ? 1900 : 2000;
        int last = birth ? today.getYear() : today.getYear() + 20;
        if (day.getYear() >= first && day.getYear() <= last && !(birth && day.isAfter(today))) {
            return new At(day, time, unusual);
        }
        // Years of the Buddhist calendar, as computers show them that are set up for Thailand.
        LocalDate buddhist = day.getYear() > 2400 ? sureDay(day.getYear() - 543, day) : null;
        return buddhist != null && buddhist.getYear() >= first && buddhist.getYear() <= last
                ? new Doubtful(List.of(buddhist), time)
                : new Wrong();
    }

    private static @Nullable LocalDate sureDay(int year, LocalDate day) {
        try {
            return LocalDate.of(year, day.getMonthValue(), day.getDayOfMonth());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
