package vn.lienthong.hub.reference;

import java.util.Map;

/**
 * Weighs how much a piece of text looks like Vietnamese as people write it. All weights are logarithms of probabilities; those of
 * what is no syllable are assumptions, set so that no cell of the measured ones is converted wrongly.
 */
final class LegacyWords {
    /** A word that no Vietnamese would write, and that a conversion has made: the conversion is wrong. */
    private static final double BROKEN = -23;

    /** The same in a text as it came: a foreign word, perhaps. */
    private static final double FOREIGN = -20;

    private static final double SHORT_FORM = -12;
    private static final double ODD_CASE = -6;
    private static final double ODD_SIGN = -20;
    private static final double SIGN_IN_WORD = -12;
    private static final double SIGN_AFTER_WORD = -13;
    private static final double SIGN_BEFORE_WORD = -7;
    private static final double ACCENT = -17;
    private static final double HYPHEN = -8;
    private static final double POWER = -4;
    private static final double JOINED = -2;
    private static final double UNPAIRED = -12;
    private static final double SPLINTER = -3;
    private static final double LETTER = -10;
    private static final double DOUBLED = -5;

    /** What stands in words of western languages. */
    private static final String JOINING = "\u2018\u2019\u00B7\u2010\u2011\u00A0";

    /** What stands at the beginning or end of a word in any western language, and is nothing to wonder at. */
    private static final String OPENING =
            "\u2018\u201C\u201E\u201A\u00AB\u2039\u00A1\u00BF\u2013\u2014\u2026\u00A0\u2022\u00B7";

    private static final String CLOSING = "\u2019\u201D\u00BB\u203A\u2026\u00A0";

    /** What joins two words without a blank when people are in a hurry. */
    private static final String BETWEEN = "\u2013\u2014\u2026\u2022\u00D7\u2192\u201C\u201D\u00AB\u00BB\u2264\u2265";

    private static final String TRADE = "\u00AE\u2122\u00A9";
    private static final String DASHES = "\u2013\u2014\u201C\u2022";

    /** What stands ahead of a word or a letter: paragraph, plus or minus, degrees Celsius, currencies, fractions, micrometres. */
    private static final String PREFIXED =
            "\u00A7\u00A9\u00B1\u00D7\u00B0\u00A3\u20AC\u00A5\u00BC\u00BD\u00BE\u00B5\u2116\u2264\u2265\u2192";

    /** What stands in no word of any language, but does where a letter's byte was seen in a wrong code page. */
    private static final String NEVER_IN_WORDS =
            "\u00A1\u00A2\u00A3\u00A4\u00A5\u00A6\u00A8\u00AC\u00AF\u00B4\u00B6\u00B8\u00BF\u02C6\u02DC\u2020\u2021";

    /** After which vowel which others with a mark hardly stand in a western word. Goût, août, João, mangeâmes, naïf, può may. */
    private static final Map<Character, String> UNUSUAL = Map.ofEntries(
            Map.entry('a', "àáâãåäõøùòì"),
            Map.entry('e', "àáãåäõøùûòìþ"),
            Map.entry('o', "àáâåäõøòìþ"),
            Map.entry('u', "øùûþ"),
            Map.entry('y', "àáâãåäõøùûòìþ"),
            Map.entry('ô', "àáâãåäõøùûïòìþ"),
            Map.entry('ö', "àáâãåäõøùûïö"),
            Map.entry('â', "òìþ"),
            Map.entry('ê', "òìþ"),
            Map.entry('ã', "òìþ"),
            Map.entry('õ', "òìþ"),
            Map.entry('ý', "õòìþ"));

    private final Syllables syllables;

    /** A weight as a logarithm, how many words were weighed, how many of them are no Vietnamese, and how odd the signs are that touch them. */
    record Weight(double log, int words, int strange, Signs signs) {
        static final Weight NOTHING = new Weight(0, 0, 0, Signs.USUAL);

        Weight plus(Weight more) {
            Signs worse = signs.compareTo(more.signs) >= 0 ? signs : more.signs;
            return new Weight(log + more.log, words + more.words, strange + more.strange, worse);
        }

        Weight lighter(double by) {
            return new Weight(log + by, words, strange, signs);
        }

        /** Whether all of it is Vietnamese, as far as anything was weighed. */
        boolean isVietnamese() {
            return strange == 0 && signs == Signs.USUAL;
        }
    }

    /** How signs stand that touch words, worst last. */
    enum Signs {
        USUAL,
        UNUSUAL,
        /** Where no language has them: letters, probably, that were read wrongly. */
        NEVER
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
            sum = sum.plus(word ? word(piece.substring(at, end), converted) : signs(piece, at, end));
            at = end;
        }
        return sum;
    }

    /** What quotation marks weigh that open and never close, or close what never opened: they are letters, perhaps. */
    double quotes(String text) {
        int doubles = 0;
        int singles = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            doubles += c == '\u201C' || c == '\u201E' || c == '\u00AB' ? 1 : c == '\u201D' || c == '\u00BB' ? -1 : 0;
            singles += c == '\u2018' ? 1 : 0;
            singles -= c == '\u2019' ? 1 : 0;
        }
        return (doubles == 0 ? 0 : UNPAIRED) + (singles > 0 ? UNPAIRED : 0);
    }

    /** Whether a word is a capital and then only capitals beyond ASCII, as small legacy letters look: TÕ, VÝ, but TRÚ is not. */
    static boolean isLargeByChance(String word) {
        boolean large = word.length() > 1 && word.charAt(0) >= 'A' && word.charAt(0) <= 'Z';
        for (int i = 1; i < word.length() && large; i++) {
            large = word.charAt(i) >= 0x80 && Character.isUpperCase(word.charAt(i));
        }
        return large;
    }

    boolean isSyllable(String word) {
        return !Double.isNaN(syllables.weigh(word));
    }

    /** Whether a word is no syllable, but several that were written together, as in ôtô, nilông, Ôxtrâylia. */
    boolean isCompound(String word) {
        for (int split = 1; split < word.length(); split++) {
            String head = word.substring(0, split);
            String tail = word.substring(split);
            boolean fits = !Double.isNaN(syllables.weigh(head))
                    && (!Double.isNaN(syllables.weigh(tail)) || tail.length() > 2 && isCompound(tail));
            if (fits) {
                return true;
            }
        }
        return false;
    }

    private Weight word(String word, boolean converted) {
        if (isAscii(word)) {
            return new Weight(SPLINTER, 0, 0, Signs.USUAL);
        }
        double weight = syllables.weigh(word);
        if (!Double.isNaN(weight)) {
            double cased = weight + (isOddCase(word) ? ODD_CASE : 0);
            return new Weight(converted ? cased : Math.max(cased, FOREIGN), 1, 0, Signs.USUAL);
        }
        if (isShortForm(word)) {
            return new Weight(SHORT_FORM, 1, 0, Signs.USUAL);
        }
        if (word.length() == 1) {
            return new Weight(LETTER, 1, 1, Signs.USUAL);
        }
        double foreign = converted ? BROKEN : FOREIGN + (isDoubled(word) ? DOUBLED : 0);
        return new Weight(foreign + (isOddCase(word) ? ODD_CASE : 0), 1, 1, Signs.USUAL);
    }

    private static Weight signs(String piece, int from, int to) {
        boolean after = from > 0;
        boolean before = to < piece.length();
        double sum = 0;
        Signs worst = Signs.USUAL;
        for (int i = from; i < to; i++) {
            char c = piece.charAt(i);
            boolean control = Character.isISOControl(c) || c == CarriedBytes.LOST;
            double weight = control
                    ? ODD_SIGN
                    : after && before ? inside(c) : after ? behind(c, piece.charAt(from - 1)) : ahead(c, before);
            boolean never = control || after && before && NEVER_IN_WORDS.indexOf(c) >= 0;
            Signs found = never ? Signs.NEVER : weight <= SIGN_BEFORE_WORD ? Signs.UNUSUAL : Signs.USUAL;
            worst = worst.compareTo(found) >= 0 ? worst : found;
            sum += weight;
        }
        return new Weight(sum, 0, worst == Signs.NEVER ? 1 : 0, worst);
    }

    private static double inside(char c) {
        if (c == '\u00AD') {
            return HYPHEN;
        }
        return JOINING.indexOf(c) >= 0 ? JOINED : BETWEEN.indexOf(c) >= 0 ? SIGN_IN_WORD : ODD_SIGN;
    }

    /** A sign behind a letter: m², n°, ABC®. */
    private static double behind(char c, char letter) {
        boolean power =
                c == '\u00B2' || c == '\u00B3' ? letter == 'm' : c == '\u00B0' && (letter == 'n' || letter == 'N');
        if (power) {
            return POWER;
        }
        return TRADE.indexOf(c) >= 0
                ? HYPHEN
                : DASHES.indexOf(c) >= 0
                        ? HYPHEN
                        : NEVER_IN_WORDS.indexOf(c) >= 0 ? ACCENT : CLOSING.indexOf(c) >= 0 ? 0 : SIGN_AFTER_WORD;
    }

    private static double ahead(char c, boolean word) {
        if (!word) {
            return c == '\u2122' ? ODD_SIGN : c == '\u00B7' ? POWER : 0;
        }
        return OPENING.indexOf(c) >= 0 ? 0 : PREFIXED.indexOf(c) >= 0 ? SIGN_BEFORE_WORD : SIGN_AFTER_WORD;
    }

    private static boolean isAscii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c < 0x80
                ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
                : (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK)
                        && c != 'ª'
                        && c != 'º'
                        && c != 'µ';
    }

    /** Capitals with a Đ among them, as in UBND, QĐ, HĐND, GCNQSDĐ, and short ones of consonants, as in 5.000 đ, vnđ, đc. */
    private static boolean isShortForm(String word) {
        boolean capitals = word.length() <= 8;
        boolean consonants = word.length() <= 4;
        for (int i = 0; i < word.length() && (capitals || consonants); i++) {
            char c = word.charAt(i);
            capitals &= c == 'Đ' || c >= 'A' && c <= 'Z' && "AEIOY".indexOf(c) < 0;
            consonants &= c == 'đ' || c == 'Đ' && i == 0 || c < 0x80 && "aeiouyAEIOUY".indexOf(c) < 0;
        }
        return capitals || consonants;
    }

    /** A vowel and another with a mark, as VNI and Windows-1258 look in a Western code page, and hardly a foreign word does. */
    private static boolean isDoubled(String word) {
        for (int i = 1; i < word.length(); i++) {
            char before = Character.toLowerCase(word.charAt(i - 1));
            String marked = UNUSUAL.get(before);
            if (marked != null && marked.indexOf(Character.toLowerCase(word.charAt(i))) >= 0) {
                return true;
            }
        }
        return false;
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
