package vn.lienthong.hub.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Numbers that follow from a text and the key of a recording set, and from which nobody finds the text without it. Not thread-safe. */
final class Keyed {
    private static final String WAY = "HmacSHA256";

    private static final int LONGEST = 30;

    private final Mac mac;

    Keyed(byte[] key) {
        try {
            mac = Mac.getInstance(WAY);
            mac.init(new SecretKeySpec(key, WAY));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + WAY, e);
        }
    }

    /** A number of 64 bits for a text in a role; texts in other roles have others. */
    long number(String role, String text) {
        mac.update(role.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    int below(String role, String text, int bound) {
        return (int) Math.floorMod(number(role, text), (long) bound);
    }

    <T> T pick(String role, String text, List<T> from) {
        return from.get(below(role, text, from.size()));
    }

    /**
     * So many digits for so many digits, each row of them for exactly one other (a Feistel network with the key): two numbers of one length never
     * become one.
     */
    String digits(String role, String digits) {
        if (digits.length() < 2) {
            return digits.isEmpty() ? digits : String.valueOf((char) ('0' + below(role, digits, 10)));
        }
        if (digits.length() > LONGEST) {
            return digits(role, digits.substring(0, LONGEST)) + digits(role, digits.substring(LONGEST));
        }
        String left = digits.substring(0, digits.length() / 2);
        String right = digits.substring(digits.length() / 2);
        for (int round = 0; round < 8; round++) {
            int size = left.length();
            long bound = power(size);
            long mixed = Math.floorMod(
                    Long.parseLong(left) + Math.floorMod(number(role + round + '/' + digits.length(), right), bound),
                    bound);
            left = right;
            right = padded(mixed, size);
        }
        return left + right;
    }

    /** Other digits for a row of them; a long one begins with 000, so that it looks like no number of a person. */
    String other(String digits) {
        return digits.length() < 9
                ? digits("number", digits)
                : "000" + digits("number", digits).substring(3);
    }

    private static long power(int digits) {
        long bound = 1;
        for (int i = 0; i < digits; i++) {
            bound *= 10;
        }
        return bound;
    }

    static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
