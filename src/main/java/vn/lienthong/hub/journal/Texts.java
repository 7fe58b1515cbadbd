package vn.lienthong.hub.journal;

import org.jspecify.annotations.Nullable;

/** What PostgreSQL can keep as text: anything but U+0000 and halves of surrogate pairs. */
final class Texts {
    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** A text from outside that is only kept to be read: what cannot be kept is replaced, because refusing it would lose the outcome. */
    static @Nullable String kept(@Nullable String text) {
        if (text == null || firstBad(text) < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text);
        for (int bad = firstBad(kept); bad >= 0; bad = firstBad(kept)) {
            kept.setCharAt(bad, REPLACEMENT);
        }
        return kept.toString();
    }

    /** Refuses a name that cannot be kept as it is. */
    static void require(String field, @Nullable String text) {
        int bad = text == null ? -1 : firstBad(text);
        if (text != null && bad >= 0) {
            throw new IllegalArgumentException("The field " + field + " cannot be kept as text. Found: U+"
                    + String.format("%04X", (int) text.charAt(bad)) + " at character " + (bad + 1)
                    + ". Remove that character and send again.");
        }
    }

    private static int firstBad(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return i;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
