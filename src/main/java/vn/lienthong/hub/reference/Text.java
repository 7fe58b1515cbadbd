package vn.lienthong.hub.reference;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vietnamese text as the hub keeps it: NFC, cut by whole characters, compared without regard to form and case. Lengths are
 * counted in Unicode code points after NFC.
 */
public final class Text {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int SHOWN = 60;
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** The text in NFC; the same object when it is already. */
    public static String nfc(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSimple(text.charAt(i))) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    /**
     * The beginning of a text, at most {@code max} code points after NFC. Never ends inside a surrogate pair or between a letter and
     * its marks: a character that does not fit whole is left out.
     */
    public static String cut(String text, int max) {
        if (max < 0) {
            throw new IllegalArgumentException("A length must not be negative. Found: " + max + ". Give 0 or more.");
        }
        String whole = nfc(text);
        if (whole.length() <= max || whole.codePointCount(0, whole.length()) <= max) {
            return whole;
        }
        return whole.substring(0, boundaryAtOrBefore(whole, whole.offsetByCodePoints(0, max)));
    }

    /** How long a text is, in the unit of {@link #cut}. */
    public static int length(String text) {
        String whole = nfc(text);
        return whole.codePointCount(0, whole.length());
    }

    /**
     * The text as the hub keeps what a source sent: NFC; no blanks, no-break spaces or zero-width characters around it; control
     * characters other than tab and line end (U+000B among them, which XML cannot carry) become a space; half a surrogate pair
     * becomes U+FFFD. The same object when nothing is to be done.
     */
    public static String clean(String text) {
        String whole = nfc(text);
        int from = 0;
        int to = whole.length();
        while (from < to && isStray(whole.charAt(from))) {
            from++;
        }
        while (to > from && isStray(whole.charAt(to - 1))) {
            to--;
        }
        return withoutControls(whole.substring(from, to));
    }

    /** The text without any blank, line break or zero-width character, also inside: how a pasted number or code is meant. */
    public static String withoutBlanks(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.chars().filter(c -> !isStray((char) c)).forEach(c -> kept.append((char) c));
        return nfc(kept.length() == text.length() ? text : kept.toString());
    }

    /**
     * The text as it is compared: without HTML tags, NFC, lower case, each run of blanks one space. Fold a phrase once, and search
     * it in folded answers.
     */
    public static String fold(String text) {
        String lower = nfc(TAG.matcher(text).replaceAll("")).toLowerCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (!isZeroWidth(c)) {
                kept.append(isStray(c) ? ' ' : c);
            }
        }
        // Lower case can take a composed letter apart (U+0130), so NFC comes last again.
        return nfc(BLANKS.matcher(kept).replaceAll(" ").strip());
    }

    /** Whether two texts say the same, whatever their Unicode form, case, tags and blanks. */
    public static boolean equalsIgnoringCaseAndForm(String one, String other) {
        return fold(one).equals(fold(other));
    }

    /** Whether a phrase occurs in a text, whatever their Unicode form, case, tags and blanks. */
    public static boolean containsIgnoringCaseAndForm(String text, String phrase) {
        return fold(text).contains(fold(phrase));
    }

    /** A short form of a code for a message: no control characters, at most 60 characters. */
    static String show(String text) {
        String shown = cut(clean(text), SHOWN).replaceAll("\\p{Cntrl}", " ");
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

    private static String withoutControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnfit(text, i)) {
                return replaceUnfit(text);
            }
        }
        return text;
    }

    private static String replaceUnfit(String text) {
        StringBuilder fit = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (isUnfit(text, i)) {
                fit.setCharAt(i, Character.isSurrogate(text.charAt(i)) ? REPLACEMENT : ' ');
            }
        }
        return fit.toString();
    }

    private static boolean isUnfit(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7F || c == 0xFFFE || c == 0xFFFF;
    }
}
