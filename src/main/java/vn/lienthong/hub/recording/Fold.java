package vn.lienthong.hub.recording;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Forms of one word that mean the same: composed or not, capitals or not, with or without marks. */
final class Fold {
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\u00ad\\u200c\\u200d\\u2060]+");

    private static final int LETTER_OR_NUMBER = bits(
            Character.UPPERCASE_LETTER,
            Character.LOWERCASE_LETTER,
            Character.TITLECASE_LETTER,
            Character.MODIFIER_LETTER,
            Character.OTHER_LETTER,
            Character.DECIMAL_DIGIT_NUMBER,
            Character.LETTER_NUMBER,
            Character.OTHER_NUMBER);
    private static final int MARK =
            bits(Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK);

    /** Latin letters and marks, by themselves what they are in any word; Greek ones are not. */
    private static final int SIMPLE = 0x250;

    private static final int VIETNAMESE = 0x1ea0;
    private static final int BEHIND_VIETNAMESE = 0x1efa;

    private static final char NOTHING = '\0';
    private static final char[] FOLDED = folded(0x80, SIMPLE);
    private static final char[] FOLDED_VIETNAMESE = folded(VIETNAMESE, BEHIND_VIETNAMESE);

    private Fold() {}

    private static int bits(byte... types) {
        int bits = 0;
        for (byte type : types) {
            bits |= 1 << type;
        }
        return bits;
    }

    private static char[] folded(int from, int to) {
        char[] folded = new char[to - from];
        for (int c = from; c < to; c++) {
            String one = slowly(Character.toString(c));
            folded[c - from] = one.isEmpty() ? NOTHING : one.charAt(0);
        }
        return folded;
    }

    /** Lower case, without marks. */
    static String of(String word) {
        StringBuilder folded = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < 0x80) {
                folded.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
                continue;
            }
            boolean vietnamese = c >= VIETNAMESE && c < BEHIND_VIETNAMESE;
            if (c >= SIMPLE && !vietnamese) {
                return slowly(word);
            }
            char one = vietnamese ? FOLDED_VIETNAMESE[c - VIETNAMESE] : FOLDED[c - 0x80];
            if (one != NOTHING) {
                folded.append(one);
            }
        }
        return folded.toString();
    }

    private static String slowly(String word) {
        return unmarked(word).toLowerCase(Locale.ROOT).replace('đ', 'd');
    }

    private static String unmarked(String word) {
        return MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (int at = start(text, 0), end; at < text.length(); at = start(text, end)) {
            end = end(text, at);
            words.add(of(text.substring(at, end)));
        }
        return words;
    }

    /** Where the next word begins, from there on; the end of the text where there is none. */
    static int start(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (is(LETTER_OR_NUMBER, c)) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    /** Behind the word that begins there. Marks belong to the letter before them, where text is not composed. */
    static int end(String text, int start) {
        int at = start;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!is(LETTER_OR_NUMBER | MARK, c) && !isUnseen(c)) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private static boolean is(int types, int c) {
        return (types >>> Character.getType(c) & 1) != 0;
    }

    /** What joins letters and is not seen parts no word. */
    private static boolean isUnseen(int c) {
        return c == 0xad || c == 0x200c || c == 0x200d || c == 0x2060;
    }

    /** A made-up word in the form of another: its capitals, its way of writing marks, none where that one has none in a longer text. */
    static String like(String original, String made, boolean bare) {
        String shaped = bare ? unmarked(made).replace('đ', 'd').replace('Đ', 'D') : made;
        if (original.equals(original.toUpperCase(Locale.ROOT)) && original.codePointCount(0, original.length()) > 1) {
            shaped = shaped.toUpperCase(Locale.ROOT);
        } else if (original.equals(original.toLowerCase(Locale.ROOT))) {
            shaped = shaped.toLowerCase(Locale.ROOT);
        }
        return Normalizer.isNormalized(original, Normalizer.Form.NFC)
                ? Normalizer.normalize(shaped, Normalizer.Form.NFC)
                : Normalizer.normalize(shaped, Normalizer.Form.NFD);
    }

    /** Whether a text has letters, and none of them a mark. */
    static boolean isBare(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
