package vn.lienthong.hub.recording;

import java.util.regex.Pattern;

/** Shapes by which a value says that it is about nobody: a time, an amount, a code. Masking and scan both know them from here. */
final class Shapes {
    private static final Pattern HARMLESS =
            Pattern.compile("|true|false|null|-?\\d{1,4}|[A-Z]|127\\.0\\.0\\.1|localhost", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z._:;/@{}#,|+-]{1,60}");
    private static final Pattern EIGHT = Pattern.compile("\\d{8}");
    /** Bank accounts of fourteen digits begin with 19 too: what has an hour is of our days. */
    private static final String CLOCK =
            "(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])|(?:199|20\\d)\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:[01]\\d|2[0-4])(?:[0-5]\\d){0,2}"
                    + "|(?:(?:19|20|00)\\d\\d|9999)[-/]\\d\\d[-/]\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?|\\d{1,2}[-/.]\\d{1,2}[-/.](?:19|20)\\d\\d(?: \\d{1,2}:\\d\\d(?::\\d\\d)?)?|\\d\\d:\\d\\d(?::\\d\\d)?";

    private static final Pattern TIME = Pattern.compile(CLOCK + "|1[0-9]{12}");
    private static final Pattern DAY_OR_HOUR = Pattern.compile(CLOCK);
    /** A time that stands by itself: the digits of one are also within the identity number of whoever was born in the 1990s. */
    static final Pattern TIME_ALONE = Pattern.compile("(?<!\\d)(?:" + CLOCK + ")(?!\\d)");

    private static final Pattern WITH_HOUR = Pattern.compile(".*(?:[T ]|\\d{8})(?!00:?00)\\d\\d:?\\d\\d.*");
    /** None begins with a zero and eight digits, as identity and telephone numbers do. */
    private static final Pattern AMOUNT = Pattern.compile("-?(?!0\\d{8}|0\\d+[.,]\\d+[.,])[\\d.,]{1,20}(?:E\\d+)?");

    private Shapes() {}

    static boolean isHarmless(String text) {
        return HARMLESS.matcher(text).matches();
    }

    static boolean isAmount(String text) {
        return AMOUNT.matcher(text).matches();
    }

    /** Also thirteen digits, milliseconds: only where a field says that it is a time, for an account has as many. */
    static boolean isTime(String text) {
        return TIME.matcher(text).matches();
    }

    /** A day, an hour or both, written so that it can be nothing else. */
    static boolean isDayOrHour(String text) {
        return DAY_OR_HOUR.matcher(text).matches();
    }

    /** A time with an hour, wherever it stands. */
    static boolean isMoment(String text) {
        return isDayOrHour(text) && WITH_HOUR.matcher(text).matches();
    }

    /** Eight digits in a row are a person's number, unless they are a time or a dossier's. */
    static boolean isCode(String text) {
        return CODE.matcher(text).matches()
                && (Signs.of(text).digits() < 8
                        || !EIGHT.matcher(Nobodys.without(text)).find()
                        || isDayOrHour(text));
    }
}
