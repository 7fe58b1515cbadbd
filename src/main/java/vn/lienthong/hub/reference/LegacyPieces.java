package vn.lienthong.hub.reference;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text cut into pieces without blanks that hold something beyond ASCII, and what stands between them. */
final class LegacyPieces {
    private static final Pattern WORD_ENDS = Pattern.compile("[^A-Za-z]+");
    private static final Pattern VOWEL = Pattern.compile("[AEIOUYaeiouy]");

    private final List<String> between = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private int small;

    private LegacyPieces() {}

    static LegacyPieces of(String text) {
        LegacyPieces pieces = new LegacyPieces();
        int done = 0;
        int at = 0;
        while (at < text.length()) {
            int end = at;
            boolean beyond = false;
            while (end < text.length() && belongs(text.charAt(end))) {
                beyond |= !pieces.isAsciiLetter(text.charAt(end));
                end++;
            }
            if (beyond) {
                pieces.between.add(text.substring(done, at));
                pieces.foreign.add(text.substring(at, end));
                done = end;
            }
            at = Math.max(end, at + 1);
        }
        pieces.between.add(text.substring(done));
        return pieces;
    }

    boolean isAscii() {
        return foreign.isEmpty();
    }

    List<String> foreign() {
        return foreign;
    }

    /** Whether all is written in capitals: no small ASCII letter, and two large ones in one piece. UBND alone says nothing. */
    boolean isAllCapitals() {
        return small == 0 && foreign.stream().anyMatch(LegacyPieces::hasCapitals);
    }

    private static boolean hasCapitals(String piece) {
        return piece.chars().filter(c -> c >= 'A' && c <= 'Z').count() > 1;
    }

    /** Whether a letter in it is composed that Windows-1258 has only as letter and tone. */
    boolean isComposed() {
        return foreign.stream().anyMatch(piece -> piece.chars().anyMatch(c -> c >= 0x1EA0 && c < 0x1F00));
    }

    boolean hasSmallLetters() {
        return small > 0;
    }

    /** The words of ASCII letters beside the pieces, if they have a vowel: CMND and Tp. are no words. */
    List<String> asciiWords() {
        List<String> words = new ArrayList<>();
        for (String part : between) {
            for (String word : WORD_ENDS.split(part)) {
                if (word.length() > 1 && VOWEL.matcher(word).find()) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    /** The text with others in the place of its pieces. */
    String with(List<String> others) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < others.size(); i++) {
            text.append(between.get(i)).append(others.get(i));
        }
        return text.append(between.get(others.size())).toString();
    }

    /** Whether letters stand in it as Windows-1258 writes them: composed with hat or horn, or whole, and tones apart. */
    static boolean isHalfComposed(String text) {
        boolean apart = false;
        boolean whole = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u0302' || c == '\u0306' || c == '\u031B') {
                return false;
            }
            apart |= Character.getType(c) == Character.NON_SPACING_MARK;
            whole |= c >= 0x80
                    && Character.isLetter(c)
                    && !Normalizer.isNormalized(String.valueOf(c), Normalizer.Form.NFD);
        }
        return apart && whole;
    }

    /** Letters and all beyond ASCII; control characters too, for some encodings have letters there. */
    private static boolean belongs(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= 0x7F
                || c < ' ' && c != '\t' && c != '\n' && c != '\r';
    }

    private boolean isAsciiLetter(char c) {
        boolean large = c >= 'A' && c <= 'Z';
        boolean little = c >= 'a' && c <= 'z';
        small += little ? 1 : 0;
        return large || little;
    }
}
