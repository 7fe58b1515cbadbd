package vn.lienthong.hub.reconciliation;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.ForeignTime;
import vn.lienthong.hub.reference.Text;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Status;

/** Makes a row out of the texts of one line. One for each list; not thread-safe. */
final class RowMaker {
    private static final int LONGEST = 100;
    private static final int LONGEST_SHOWN = 40;
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final Pattern BETWEEN = Pattern.compile("\\s*[;|\\n]\\s*");
    /** Days come again and again. */
    private static final int REMEMBERED = 20_000;

    private final StatusWords statuses;
    private final Map<String, Long> times = new HashMap<>();
    private final Map<String, Status> words = new HashMap<>();
    private final Map<String, String> units = new HashMap<>();
    private String code = "";
    private String unit = "";
    private long[] values = Values.nothing(Values.ABSENT);
    private @Nullable Problem wrong;

    RowMaker(StatusWords statuses) {
        this.statuses = statuses;
    }

    void begin() {
        code = "";
        unit = "";
        values = Values.nothing(Values.ABSENT);
        wrong = null;
    }

    /** Takes the text of a column; nothing and blank mean that there is none. */
    void take(Column column, @Nullable String text) {
        String clean = text == null ? "" : Text.trimmed(Text.nfc(text));
        switch (column) {
            case CODE -> code = clean;
            case UNIT -> unit = units.size() > REMEMBERED ? clean : units.computeIfAbsent(clean, same -> same);
            case STATUS -> put(Field.STATUS, status(clean));
            case RECEIVED -> put(Field.RECEIVED, time("received-at", clean));
            case DUE -> put(Field.DUE, time("due-at", clean));
            case FINISHED -> put(Field.FINISHED, time("finished-at", clean));
            case COUNT -> put(Field.COUNT, count(clean));
            case NAMES -> names(clean);
            case SUMS -> sums(clean);
            case FILES -> files(clean);
        }
    }

    /** Takes one attachment of several; what all of them must tell to be compared, one that does not tell makes unknown. */
    void takeFile(@Nullable String name, @Nullable String sum) {
        put(Field.COUNT, Math.max(0, value(Field.COUNT)) + 1);
        add(Field.NAMES, name == null || name.isBlank() ? null : name);
        add(Field.SUMS, sum == null || !HEX.matcher(sum).matches() ? null : sum);
    }

    /** A list of attachments begins, which may be empty. */
    void beginFiles() {
        put(Field.COUNT, 0);
    }

    private void add(Field field, @Nullable String text) {
        long before = value(field);
        if (text == null || before == Values.UNKNOWN) {
            put(field, Values.UNKNOWN);
        } else {
            long sum = Math.max(0, before);
            put(field, field == Field.NAMES ? Values.plusName(sum, text) : Values.plusSum(sum, text));
        }
    }

    /** The row; null: see {@link #wrong()}. */
    @Nullable
    Row end() {
        if (wrong == null && (code.isEmpty() || code.length() > LONGEST || unit.length() > LONGEST)) {
            wrong = code.isEmpty()
                    ? problem("A row names no dossier.", "no dossier code", "Fill in the code, or take the row out.")
                    : problem(
                            "A code has at most " + LONGEST + " characters.",
                            code.length() + " and " + unit.length() + " characters",
                            "Look whether a quotation mark or separator is missing in that line.");
        }
        return wrong == null ? new Row(code, unit, Row.day(code, value(Field.RECEIVED)), values, null) : null;
    }

    /** What is wrong with the line; null: nothing. */
    @Nullable
    Problem wrong() {
        return wrong;
    }

    private long value(Field field) {
        return values[field.at];
    }

    private void put(Field field, long value) {
        values[field.at] = value;
    }

    private long status(String text) {
        if (text.isEmpty()) {
            return Values.NONE;
        }
        Status status = words.get(text);
        if (status == null) {
            status = statuses.of(text);
            if (status == null) {
                return bad("A status is none that the hub knows.", shown(text), proposal(text));
            }
            words.put(text, status);
        }
        return status.nationalCode();
    }

    /** An option to paste: within single quotes a shell takes all as it is, but another single quote. */
    private static String proposal(String text) {
        return text.length() <= LONGEST_SHOWN
                ? "Say what it means: --status '" + printable(text).replace("'", "'\\''") + "=PROCESSING'."
                : "Say what it means: --status 'ITS WORDS=PROCESSING'. Or look whether a column is named wrongly.";
    }

    private long time(String column, String text) {
        Long known = times.get(text);
        if (known != null) {
            return known;
        }
        ForeignTime read = ForeignTime.read(text);
        long value;
        if (read instanceof ForeignTime.At at) {
            value = Values.time(at.instant(), at.dayOnly());
        } else if (read instanceof ForeignTime.None) {
            value = Values.NONE;
        } else {
            return bad(
                    "A date cannot be read.",
                    shape(text) + " as " + column,
                    "Write it as 2019-12-16T08:05:00+07:00, 16/12/2019 08:05 or 16/12/2019, or leave it out.");
        }
        if (times.size() < REMEMBERED) {
            times.put(text, value);
        }
        return value;
    }

    private long count(String text) {
        if (text.isEmpty()) {
            return Values.NONE;
        }
        return NUMBER.matcher(text).matches()
                ? Long.parseLong(text)
                : bad("A number of attachments is none.", shape(text), "Write 0 to 9999, or leave it empty.");
    }

    private void files(String text) {
        if (text.isEmpty() || NUMBER.matcher(text).matches()) {
            put(Field.COUNT, count(text));
        } else if (HEX.matcher(BETWEEN.split(text, 2)[0]).matches()) {
            sums(text);
        } else {
            names(text);
        }
    }

    private void names(String text) {
        long sum = 0;
        int count = 0;
        for (String name : text.isEmpty() ? new String[0] : BETWEEN.split(text, -1)) {
            sum = Values.plusName(sum, name);
            count++;
        }
        put(Field.NAMES, sum);
        put(Field.COUNT, count);
    }

    private void sums(String text) {
        long sum = 0;
        int count = 0;
        for (String hex : text.isEmpty() ? new String[0] : BETWEEN.split(text, -1)) {
            if (!HEX.matcher(hex).matches()) {
                bad(
                        "A hash of an attachment is no SHA-256.",
                        shape(hex),
                        "Write 64 hexadecimal digits, with ; between.");
                return;
            }
            sum = Values.plusSum(sum, hex);
            count++;
        }
        put(Field.SUMS, sum);
        put(Field.COUNT, count);
    }

    private long bad(String what, String found, String cure) {
        wrong = wrong == null ? problem(what, found, cure) : wrong;
        return Values.NONE;
    }

    private static Problem problem(String what, String found, String cure) {
        return new Problem("bad-list", what, found, cure);
    }

    /** What nobody can tell apart from another cell's text in the wrong column, a name too, is shown by its shape. */
    private static String shape(String text) {
        return shown(text.replaceAll("\\p{L}\\p{M}*", "a").replaceAll("\\d", "9"));
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_SHOWN
                ? "'" + printable(text) + "'"
                : "a text of " + text.length() + " characters";
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
