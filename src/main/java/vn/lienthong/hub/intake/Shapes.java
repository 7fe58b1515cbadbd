package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a value that was refused is described to its sender and in the journal. */
final class Shapes {
    private static final int LONGEST = 60;
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._:/-]{0,39}");
    private static final Pattern PERSONS_NUMBER = Pattern.compile("[0-9]{8}|[0-9]{3}[._:/-][0-9]{3}[._:/-][0-9]{3}");
    /** Begins with a year, or with day, month and year, and goes on with what may stand in a time. */
    private static final Pattern DATE = Pattern.compile(
            "((19|20)[0-9]{2}|[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](19|20)?[0-9]{2})[0-9TZtz:./+ -]{0,30}( ?[AP]M)?");

    private Shapes() {}

    /** A value that is no personal data, as it stands, cut. */
    static String shown(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…";
        StringBuilder plain = new StringBuilder(cut.length() + 2).append('"');
        cut.codePoints().forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return plain.append('"').toString();
    }

    /** A code as it stands, if it looks like one; a name or a person's number that got into its place shows its shape only. */
    static String code(String text) {
        return CODE.matcher(text).matches() && !PERSONS_NUMBER.matcher(text).find() ? shown(text) : of(text);
    }

    /** A date in anybody's form as it stands; anything else shows its shape only. */
    static String date(String text) {
        return DATE.matcher(text).matches() ? shown(text) : of(text);
    }

    /** A value that may be personal data: its shape only. */
    static String of(String text) {
        int length = text.codePointCount(0, text.length());
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return length + " digits";
        }
        return "a text of " + length + " characters";
    }

    /** The shape of any value. */
    static String of(JsonNode value) {
        if (value.isTextual()) {
            return of(value.textValue());
        }
        return value.isMissingNode()
                ? "nothing"
                : "a JSON " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
