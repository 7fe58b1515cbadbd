package vn.lienthong.hub.intake;

/** What texts suffer on their way to the hub: page marks of word processors, encodings taken for another. */
final class Texts {
    /** The letters among what windows-1252 makes of bytes 0x80 to 0x9F. */
    private static final String WINDOWS_LETTERS = "\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC";

    private Texts() {}

    /** The text with page marks as line feeds. */
    static String withoutPageMarks(String text) {
        return text.replace('\u000B', '\n').replace('\f', '\n');
    }

    /** Whether a text holds a mark that turns the direction of what follows. */
    static boolean turnsTheWriting(String text) {
        return text.chars()
                .anyMatch(c -> c == 0x061C
                        || c == 0x200E
                        || c == 0x200F
                        || c >= 0x202A && c <= 0x202E
                        || c >= 0x2066 && c <= 0x2069);
    }

    /**
     * Whether a text is UTF-8 that was read as Latin-1 or windows-1252, or has lost letters for good. Looks for what the
     * bytes of Vietnamese letters become; sound text such as <q>XÃ</q> before a quotation mark does not count.
     */
    static boolean looksBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0xFFFD || c >= 0xC3 && c <= 0xE1 && brokenAt(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean brokenAt(String text, int i) {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        switch (text.charAt(i)) {
            case 0xC3: // of à, á, â, ê …; but sound before guillemets, a middle dot or a fixed blank
                return next >= 0x80 && next <= 0xBF && "\u00A0\u00AB\u00BB\u00B7".indexOf(next) < 0;
            case 0xC4: // of đ, ă, ĩ
                return wasContinuation(next);
            case 0xC6: // of ơ, ư
                return next == 0xA1 || next == 0xB0;
            case 0xE1: // of ạ, ế, ữ …
                return (next == 0xBA || next == 0xBB) && i + 2 < text.length() && wasContinuation(text.charAt(i + 2));
            default:
                return false;
        }
    }

    /** The characters that bytes 0x80 to 0xBF become in Latin-1 and windows-1252. */
    private static boolean wasContinuation(char c) {
        return c >= 0x80 && c <= 0xBF || c >= 0x2010 && c <= 0x2122 || c == 0x20AC || WINDOWS_LETTERS.indexOf(c) >= 0;
    }
}
