package vn.lienthong.hub.difference;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One difference at one place. Immutable.
 *
 * @param leg number of the message on the left, from 1; on the right where there is none on the left; 0 for what is said of the whole exchange
 * @param operation of the leg; empty for the whole exchange
 * @param side which part of the leg
 * @param path where: names from outside to inside, each behind a slash. Names in JSON are written as in a JSON pointer, XML has local names,
 *     {@code @} before attributes and {@code [n]} behind the second and later of one name. A step in parentheses is no name but says what is meant
 *     ({@code (status)}, {@code (header)}, {@code (query)}, {@code (part)}), or which layer was opened ({@code (json)}, {@code (xml)}, {@code (base64)})
 * @param left as it stands there, cut around the first sign that differs; null when there is nothing
 * @param right likewise
 * @param ignored the row that forgives it; null when it counts
 */
public record Difference(
        int leg,
        String operation,
        Side side,
        String path,
        Kind kind,
        @Nullable String left,
        @Nullable String right,
        @Nullable Ignore ignored) {
    private static final Pattern INDEX = Pattern.compile("/\\d+(?=/|$)");
    private static final Pattern NUMBERED = Pattern.compile("\\[\\d+]");
    private static final Pattern PAIR = Pattern.compile("/\\((?:status|state|row)\\)");

    /** Part of an exchange. */
    public enum Side {
        /** The message of a leg. */
        REQUEST,
        /** Its answer. */
        ANSWER,
        /** The record that led to the exchange. */
        RECORD,
        /** What became of the transfer. */
        OUTCOME,
        /** The exchange as a whole: there is only one of the two. */
        EXCHANGE;

        /** In small letters, as in {@link Ignore#where()}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it differs. */
    public enum Kind {
        /** Another value. */
        VALUE,
        /** The same letters in another form of Unicode. */
        UNICODE,
        /** The same bytes no more: a file, or whatever has no text. */
        FILE,
        /** Another type: a number and a text, nothing ({@code null}) and something. */
        TYPE,
        /** Another format: JSON and a page of HTML. */
        FORMAT,
        /** The same name in another namespace of XML. */
        NAMESPACE,
        /** Only on the left. */
        MISSING,
        /** Only on the right. */
        EXTRA,
        /** The same elements in another order. */
        ORDER;

        /** In small letters. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it counts. */
    public boolean open() {
        return ignored == null;
    }

    /** Its path with {@code *} for every index of a list. */
    public String place() {
        return NUMBERED.matcher(INDEX.matcher(path).replaceAll("/*")).replaceAll("");
    }

    /** What it has in common with others like it, so that a thousand of them are one thing to look at. */
    public Cause cause() {
        boolean pair = kind == Kind.VALUE && PAIR.matcher(path).matches();
        return new Cause(operation, side, kind, pair ? path + " " + left + " → " + right : place());
    }

    /** Where, in one line: {@code 2 DongBoHoSoMC answer value /data/0/so}. */
    public String text() {
        return (leg > 0 ? leg + " " + operation + " " : "") + side.word() + " " + kind.word() + " " + path;
    }

    Difference ignoredBy(@Nullable Ignore row) {
        return new Difference(leg, operation, side, path, kind, left, right, row);
    }
}
