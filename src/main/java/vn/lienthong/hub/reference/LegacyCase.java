package vn.lienthong.hub.reference;

import java.util.Locale;

/**
 * Capitals in TCVN3. Its fonts have no codes for capitals with tones: .VnTimeH shows the small letters as capitals, so a typist
 * with the Shift lock on leaves NGUYễN. Where the letters around say so, they are capitals again; elsewhere that is lost.
 */
final class LegacyCase {
    private final Syllables syllables;

    LegacyCase(Syllables syllables) {
        this.syllables = syllables;
    }

    /** A piece with its capitals, as far as they are known. */
    String restored(String piece, boolean capitals) {
        int large = 0;
        int small = 0;
        int either = 0;
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (Character.isLowerCase(c) && syllables.hasTone(c)) {
                either++;
            } else if (Character.isLowerCase(c)) {
                small++;
            } else if (Character.isUpperCase(c)) {
                large++;
            }
        }
        boolean firstOnly = large == 1 && Character.isUpperCase(piece.charAt(0));
        boolean all = small == 0 && either > 0 && (capitals || large > 0 && !firstOnly);
        return all ? piece.toUpperCase(Locale.ROOT) : piece;
    }

    /** Whether a word begins with a small letter that TCVN3 could not have written large, among words that all begin large. */
    boolean isLost(LegacyJudge.Guess guess) {
        if (guess.encoding() != LegacyText.Encoding.TCVN3) {
            return false;
        }
        int lost = 0;
        int large = 0;
        for (String word : guess.text().split("[^\\p{L}]+")) {
            char first = word.isEmpty() ? ' ' : word.charAt(0);
            if (Character.isUpperCase(first)) {
                large++;
            } else if (Character.isLowerCase(first) && syllables.hasTone(first)) {
                lost++;
            } else if (Character.isLetter(first)) {
                return false;
            }
        }
        return lost > 0 && large > 0;
    }
}
