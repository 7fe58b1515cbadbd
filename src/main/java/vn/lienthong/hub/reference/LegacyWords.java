package vn.lienthong.hub.reference;

/** Weighs how much a piece of text looks like Vietnamese as people write it. */
final class LegacyWords {
    /** A word that no Vietnamese would write, and that a conversion has made: the conversion is wrong. */
    private static final double BROKEN = -20;

    /** The same in a text as it came: a foreign word, perhaps. */
    private static final double FOREIGN = -14;

    private static final double SHORT_FORM = -9;
    private static final double ODD_CASE = -6;
    private static final double ODD_SIGN = -20;
    private static final double SIGN_IN_WORD = -12;
    private static final double SIGN_AT_WORD = -7;
    private static final double JOINED = -2;
    private static final double SPLINTER = -3;

    /** What stands in words of western languages. */
    private static final String JOINING = "\u2018\u2019\u00B7\u2010\u2011\u00A0\u00AD";

    /** What stands at a word's edge in any western language, and now and then between two words without a blank. */
    private static final String USUAL = "\u2018\u2019\u201C\u201D\u201E\u201A\u00AB\u00BB\u2039\u203A\u2013\u2014\u2010\u2011\u2026\u00A0\u00B7\u2022";

    /** What stands in no word of any language, but does where a letter's byte was seen in a wrong code page. */
    private static final String NEVER_IN_WORDS = "\u00A1\u00A2\u00A3\u00A4\u00A5\u00A6\u00A8\u00AC\u00AF\u00B4\u00B6\u00B8\u00BF\u02C6\u02DC\u2020\u2021";

    private final Syllables syllables;

    /** A weight as a logarithm, how many words were weighed, and how many of them are no Vietnamese. */
    record Weight(double log, int words, int strange, boolean odd) {
        static final Weight NOTHING = new Weight(0, 0, 0, false);

        Weight plus(Weight more) {
            return new Weight(log + more.log, words + more.words, strange + more.strange, odd || more.odd);
        }

        Weight lighter(double by) {
            return new Weight(log + by, words, strange, odd);
        }
    }

    LegacyWords(Syllables syllables) {
        this.syllables = syllables;
    }

    /**
     * Weighs a piece without blanks.
     *
     * @param converted whether it is the result of a conversion, of which more is asked
     */
    Weight weigh(String piece, boolean converted) {
        Weight sum = Weight.NOTHING;
        int at = 0;
        while (at < piece.length()) {
            int end = at;
            boolean word = isLetter(piece.charAt(at));
            while (end < piece.length() && isLetter(piece.charAt(end)) == word) {
                end++;
            }
            sum = sum.plus(
                    word ? word(piece.substring(at, end), converted) : signs(piece.substring(at, end), at > 0, end < piece.length()));
            at = end;
        }
        return sum;
    }

    private Weight word(String word, boolean converted) {
        if (word.chars().allMatch(c -> c < 0x80)) {
            return new Weight(SPLINTER, 0, 0, false);
        }
        double weight = syllables.weigh(word);
        if (!Double.isNaN(weight)) {
            return new Weight(weight + (isOddCase(word) ? ODD_CASE : 0), 1, 0, false);
        }
        if (isShortForm(word)) {
            return new Weight(SHORT_FORM, 1, 0, false);
        }
        double foreign = converted ? BROKEN : FOREIGN;
        return new Weight(foreign + (isOddCase(word) ? ODD_CASE : 0), 1, 1, false);
    }

    private static Weight signs(String signs, boolean after, boolean before) {
        double sum = 0;
        boolean odd = false;
        for (int i = 0; i < signs.length(); i++) {
            char c = signs.charAt(i);
            boolean control = Character.isISOControl(c) || c == CarriedBytes.LOST;
            boolean never = control || NEVER_IN_WORDS.indexOf(c) >= 0;
            if (control || never && after && before) {
                sum += ODD_SIGN;
                odd = true;
            } else if (after && before) {
                sum += JOINING.indexOf(c) >= 0 ? JOINED : SIGN_IN_WORD;
            } else if ((after || before) && USUAL.indexOf(c) < 0) {
                sum += SIGN_AT_WORD;
            }
        }
        return new Weight(sum, 0, odd ? 1 : 0, odd);
    }

    private static boolean isLetter(char c) {
        return (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK) && c != 'ª' && c != 'º' && c != 'µ';
    }

    /** Capitals with a Đ among them, as in UBND, QĐ, HĐND, GCNQSDĐ. */
    private static boolean isShortForm(String word) {
        return word.length() <= 10 && word.chars().allMatch(c -> c == 'Đ' || c == 'Ư' || c >= 'A' && c <= 'Z');
    }

    /** A small letter before a capital, or capitals that end in a small letter. */
    private static boolean isOddCase(String word) {
        boolean small = Character.isLowerCase(word.charAt(0));
        int capitals = small ? 0 : 1;
        for (int i = 1; i < word.length(); i++) {
            boolean capital = Character.isUpperCase(word.charAt(i));
            if (capital && (small || capitals < i) || !capital && capitals > 1) {
                return true;
            }
            capitals += capital ? 1 : 0;
        }
        return false;
    }
}
