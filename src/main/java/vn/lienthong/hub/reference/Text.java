package vn.lienthong.hub.reference;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vietnamese text as every room treats it: NFC, judged by what documents may carry, trimmed of what pasting leaves, cut by whole
 * characters. Lengths are counted in UTF-16 units after NFC, as the Java and .NET receivers count; who counts code points
 * counts no more.
 */
public final class Text {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int SHOWN = 60;

    /** What is wrong with a text, worst last. */
    public enum Flaw {
        NONE,
        /** A vertical tab or form feed, as word processors leave them. */
        PAGE_MARK,
        /** A control character, or one that no XML may carry. */
        CONTROL,
        /** Half a surrogate pair. */
        SURROGATE
    }

    private Text() {}

    /** The text in NFC; the same object when it is already, as composed Vietnamese and ASCII are, which is nearly everything. */
    public static String nfc(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSimple(text.charAt(i))) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    /** The worst flaw of a text; NONE for nearly all, and then at the cost of one pass. */
    public static Flaw flaw(String text) {
        Flaw worst = Flaw.NONE;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                worst = worse(worst, control(c));
            } else if (c == 0x7F || c >= 0xFFFE) {
                worst = worse(worst, Flaw.CONTROL);
            } else if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return Flaw.SURROGATE;
                }
                i++;
            }
        }
        return worst;
    }

    private static Flaw control(char c) {
        if (c == '\n' || c == '\r' || c == '\t') {
            return Flaw.NONE;
        }
        return c == 0x0B || c == '\f' ? Flaw.PAGE_MARK : Flaw.CONTROL;
    }

    private static Flaw worse(Flaw a, Flaw b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /**
     * The beginning of a text, at most {@code max} UTF-16 units after NFC. Never ends inside a surrogate pair or between a letter and
     * its marks: a character that does not fit whole is left out.
     */
    public static String cut(String text, int max) {
        if (max < 0) {
            throw new IllegalArgumentException("A length must not be negative. Found: " + max + ". Give 0 or more.");
        }
        String whole = nfc(text);
        return whole.length() <= max ? whole : whole.substring(0, boundaryAtOrBefore(whole, max));
    }

    /** The text without blanks of any kind and invisible marks around it; the same object when there are none. */
    public static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isStray(text.charAt(from))) {
            from++;
        }
        while (to > from && isStray(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Whether nothing would be left of a text after {@link #trimmed}. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isStray(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The digits of a code that came as a number and may have lost leading zeros: 1 in two digits is 01. */
    public static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    /** A short form of a code for a message: no control characters, at most 60 units. */
    static String show(String text) {
        String shown = cut(trimmed(text), SHOWN).replaceAll("\\p{Cntrl}", " ");
        return shown.isEmpty() ? "nothing" : shown;
    }

    private static int boundaryAtOrBefore(String text, int offset) {
        // Between two plain characters a new one begins for certain, so the search begins there.
        int start = offset;
        while (start > 0 && !(isPlain(text.charAt(start)) && isPlain(text.charAt(start - 1)))) {
            start--;
        }
        if (start == offset) {
            return offset;
        }
        Matcher clusters = GRAPHEME.matcher(text).region(start, text.length());
        int boundary = start;
        while (clusters.find() && clusters.end() <= offset) {
            boundary = clusters.end();
        }
        return boundary;
    }

    /** Letters and signs that neither join with what stands before nor with what follows. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F || c >= 0xC0 && c < 0x300 || c >= 0x1E00 && c < 0x1F00;
    }

    /** Characters that are NFC whatever stands beside them. The second range holds the composed Vietnamese letters. */
    private static boolean isSimple(char c) {
        return c < 0x300 || c >= 0x1E00 && c < 0x1F00 || c >= 0x2010 && c <= 0x2027;
    }

    private static boolean isStray(char c) {
        return c <= ' ' || c >= 0x7F && c <= 0xA0 || c >= 0x2000 && Character.isSpaceChar(c) || isZeroWidth(c);
    }

    private static boolean isZeroWidth(char c) {
        return c >= 0x200B && c <= 0x200F || c >= 0x202A && c <= 0x202E || c == 0x2060 || c == 0xFEFF || c == 0xAD;
    }
}
