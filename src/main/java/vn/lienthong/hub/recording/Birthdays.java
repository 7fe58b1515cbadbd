package vn.lienthong.hub.recording;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Times;

/**
 * Moves days of birth: all by the same one to three years, each to another day of its year, in whatever form it is written. So the year in an identity
 * number and the year of birth move alike. Not thread-safe.
 */
final class Birthdays {
    private static final String ZERO_TIME = "(?<rest>(?:[T ]?00:?00(?::?00(?:\\.0+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?\\s*)";
    private static final String DAY = "(?<d>\\d{1,2})";
    private static final String MONTH = "(?<m>\\d{1,2})";
    private static final String YEAR = "(?<y>(?:18|19|20)\\d\\d)";

    /** The groups y, m and d are those that stand there; what is between them stays. */
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile(YEAR + "(?<s>[-/.])" + MONTH + "\\k<s>" + DAY + ZERO_TIME),
            Pattern.compile(DAY + "(?<s>[-/.])" + MONTH + "\\k<s>" + YEAR + ZERO_TIME),
            Pattern.compile(YEAR + "(?<m>\\d{2})(?<d>\\d{2})" + ZERO_TIME),
            Pattern.compile(YEAR + "(?<s>[-/.])" + MONTH + "(?<rest>\\s*)"),
            Pattern.compile(MONTH + "(?<s>[-/.])" + YEAR + "(?<rest>\\s*)"),
            Pattern.compile(YEAR + "(?<rest>\\s*)"));

    private static final Pattern MILLIS = Pattern.compile("-?\\d{8,13}");

    private final Keyed keyed;
    private final int years;

    Birthdays(Keyed keyed) {
        this.keyed = keyed;
        this.years = keyed.pick("years", "", List.of(-3, -2, -1, 1, 2, 3));
    }

    int year(int year) {
        return year + years;
    }

    /** Whether it is a day, a month or a year, without a time of the day. */
    static boolean isDay(String text) {
        return text.strip().length() > 4 && FORMS.stream().anyMatch(form -> moveable(form, text));
    }

    private static boolean moveable(Pattern form, String text) {
        Matcher matcher = form.matcher(text.strip());
        return matcher.matches() && dayOf(matcher) != null;
    }

    /** The day moved, in the same form; empty where it is none. */
    Optional<String> moved(String text) {
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            LocalDate day = matcher.matches() ? dayOf(matcher) : null;
            if (day != null) {
                return Optional.of(written(text, matcher, moved(day, matcher)));
            }
        }
        return MILLIS.matcher(text).matches() ? Optional.of(millis(text)) : Optional.empty();
    }

    private String millis(String text) {
        Instant instant = Instant.ofEpochMilli(Long.parseLong(text));
        LocalDate day = LocalDate.ofInstant(instant, Times.ZONE);
        LocalDate other = whole(day);
        return Long.toString(instant.plusMillis(86_400_000L * (other.toEpochDay() - day.toEpochDay()))
                .toEpochMilli());
    }

    private LocalDate moved(LocalDate day, Matcher matcher) {
        if (has(matcher, "d")) {
            return whole(day);
        }
        int year = year(day.getYear());
        return has(matcher, "m")
                ? LocalDate.of(
                        year, 1 + keyed.below("month", YearMonth.from(day).toString(), 12), 1)
                : LocalDate.of(year, 1, 1);
    }

    private LocalDate whole(LocalDate day) {
        int year = year(day.getYear());
        int at = 1 + keyed.below("birthday", day.toString(), 365);
        LocalDate moved = LocalDate.ofYearDay(year, at);
        return moved.getDayOfYear() == day.getDayOfYear() ? LocalDate.ofYearDay(year, at % 365 + 1) : moved;
    }

    /** From right to left: a month may need a digit more than it had. */
    private static String written(String text, Matcher matcher, LocalDate day) {
        Map<String, Integer> values = Map.of("y", day.getYear(), "m", day.getMonthValue(), "d", day.getDayOfMonth());
        StringBuilder made = new StringBuilder(text);
        values.keySet().stream()
                .filter(group -> has(matcher, group))
                .sorted(Comparator.comparing((String group) -> matcher.start(group))
                        .reversed())
                .forEach(group -> {
                    int length = matcher.end(group) - matcher.start(group);
                    made.replace(
                            matcher.start(group),
                            matcher.end(group),
                            Keyed.padded(values.getOrDefault(group, 1), length));
                });
        return made.toString();
    }

    private static boolean has(Matcher matcher, String group) {
        return matcher.pattern().pattern().contains("(?<" + group + ">") && matcher.start(group) >= 0;
    }

    private static @Nullable LocalDate dayOf(Matcher matcher) {
        try {
            int month = has(matcher, "m") ? Integer.parseInt(matcher.group("m")) : 1;
            int day = has(matcher, "d") ? Integer.parseInt(matcher.group("d")) : 1;
            return LocalDate.of(Integer.parseInt(matcher.group("y")), month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
