package vn.lienthong.hub.mapping;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as the destination may have it: in NFC, and cut between whole characters only. */
final class Wording {
    private static final Pattern WHOLE_CHARACTER = Pattern.compile("\\X");

    private Wording() {}

    static String composed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (mayBeDecomposed(text.charAt(i))) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    /** Whether the text holds what XML 1.0 cannot carry: control characters but tab and line ends, or half a character. */
    static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                return true;
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /**
     * The text, or as many of its whole characters from the start as fit.
     *
     * @param limit in UTF-16 units, as the .NET and Java receivers count
     */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = 0;
        Matcher characters = WHOLE_CHARACTER.matcher(text);
        while (characters.find() && characters.end() <= limit) {
            end = characters.end();
        }
        return text.substring(0, end);
    }

    // Latin letters and the composed Vietnamese ones (U+1EA0..1EF9) are NFC already; asking the JDK costs ten times
    // more.
    private static boolean mayBeDecomposed(char c) {
        return c >= '\u0300' && (c < '\u1ea0' || c > '\u1ef9');
    }
}
