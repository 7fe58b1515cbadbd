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
                    + "|(?:(?:19|20|00)\\d\\d|9999)[-/]\\d\\d[-/]\\d\\d(?:[T ][\\d:.+Z-]*)?|\\d{1,2}[-/.]\\d{1,2}[-/.](?:19|20)\\d\\d(?: [\\d:]+)?|\\d\\d:\\d\\d(?::\\d\\d)?";

    private static final Pattern TIME = Pattern.compile(CLOCK + "|1[0-9]{12}");
    /** A time that stands by itself: the digits of one are also within the identity number of whoever was born in the 1990s. */
    static final Pattern TIME_ALONE = Pattern.compile("(?<!\\d)(?:" + CLOCK + ")(?!\\d)");

    private static final Pattern WITH_HOUR = Pattern.compile(".*(?:[T ]|\\d{8})(?!00:?00)\\d\\d:?\\d\\d.*");
    /** None begins with a zero and eight digits, as identity and telephone numbers do. */
    private static final Pattern AMOUNT = Pattern.compile("-?(?!0\\d{8}|0\\d+[.,]\\d+[.,])[\\d.,]{1,20}(?:E\\d+)?");

    /** Thirteen digits may be a time, where a field says so; an account has as many. */
    private static final Pattern MILLIS = Pattern.compile("\\d{13}");

    private Shapes() {}

    static boolean isHarmless(String text) {
        return HARMLESS.matcher(text).matches();
    }

    static boolean isAmount(String text) {
        return AMOUNT.matcher(text).matches();
    }

    static boolean isTime(String text) {
        return TIME.matcher(text).matches();
    }

    /** A time with an hour, wherever it stands. */
    static boolean isMoment(String text) {
        return isTime(text)
                && WITH_HOUR.matcher(text).matches()
                && !MILLIS.matcher(text).matches();
    }

    /** Eight digits in a row are a person's number, unless they are a time or a dossier's. */
    static boolean isCode(String text) {
        return CODE.matcher(text).matches()
                && (!EIGHT.matcher(Nobodys.without(text)).find() || isTime(text));
    }
}
