package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** How a value that was refused is described to its sender and in the journal. */
final class Shapes {
    private static final int LONGEST = 60;

    private Shapes() {}

    /** A value that is no personal data, as it stands, cut. */
    static String shown(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…";
        StringBuilder plain = new StringBuilder(cut.length() + 2).append('"');
        cut.codePoints().forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return plain.append('"').toString();
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
