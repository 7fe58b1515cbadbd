package vn.lienthong.hub.reference;

/** Whether a person who looks at a text sees anything. */
public final class Visible {
    /** Letters and symbols that show nothing: the Hangul fillers, the empty Braille cell. */
    private static final String EMPTY = "\u115F\u1160\u3164\uFFA0\u2800";

    private Visible() {}

    /** Whether a text shows anything: more than blanks, marks without a letter under them, and letters that are empty by design. */
    public static boolean is(String text) {
        return text.codePoints().anyMatch(c -> (Character.isLetterOrDigit(c) || isPrinted(c)) && EMPTY.indexOf(c) < 0);
    }

    private static boolean isPrinted(int c) {
        switch (Character.getType(c)) {
            case Character.DASH_PUNCTUATION:
            case Character.START_PUNCTUATION:
            case Character.END_PUNCTUATION:
            case Character.CONNECTOR_PUNCTUATION:
            case Character.OTHER_PUNCTUATION:
            case Character.INITIAL_QUOTE_PUNCTUATION:
            case Character.FINAL_QUOTE_PUNCTUATION:
            case Character.MATH_SYMBOL:
            case Character.CURRENCY_SYMBOL:
            case Character.MODIFIER_SYMBOL:
            case Character.OTHER_SYMBOL:
                return true;
            default:
                return false;
        }
    }
}
