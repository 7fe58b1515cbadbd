package vn.lienthong.hub.vocabulary;

import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalLong;

/** How the hub's 64-bit ids are written for people and URLs: 13 characters, base 32, ordered as the numbers are. */
public final class Ids {
    private static final int LENGTH = 13;

    private Ids() {}

    public static String text(long id) {
        String digits = Long.toString(id, 32);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    /** The id that a text names; empty when the text is no id. */
    public static OptionalLong parse(String text) {
        if (text.length() != LENGTH) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigInteger(text.toLowerCase(Locale.ROOT), 32).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
