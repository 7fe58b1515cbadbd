package vn.lienthong.hub.intake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Whether bytes are UTF-8, and if not, what they look like. A UTF-8 byte order mark is allowed: {@link #start} skips it.
 */
final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Where the text begins: 3 behind a UTF-8 byte order mark, else 0. */
    static int start(byte[] bytes) {
        return bytes.length >= 3 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF
                ? 3
                : 0;
    }

    /** What is wrong with the encoding, if anything. */
    static Optional<Finding> flaw(byte[] bytes) {
        if (bytes.length >= 2 && looksWide(bytes)) {
            return Optional.of(new Finding(
                    "not-utf-8",
                    "",
                    "The body is not UTF-8.",
                    "bytes that look like UTF-16 or UTF-32 at offset 0",
                    "Send the JSON as UTF-8."));
        }
        int at = firstInvalid(bytes);
        return at < 0 ? Optional.empty() : Optional.of(invalid(bytes, at));
    }

    private static Finding invalid(byte[] bytes, int at) {
        int value = bytes[at] & 0xFF;
        boolean surrogate = value == 0xED && at + 1 < bytes.length && (bytes[at + 1] & 0xE0) == 0xA0;
        String looks = surrogate
                ? "half a surrogate pair (CESU-8)"
                : "looks like windows-1258, TCVN3 or VNI text, or a character cut in half";
        return new Finding(
                "not-utf-8",
                "",
                "The body is not UTF-8.",
                String.format("byte 0x%02X at offset %d; %s", value, at, looks),
                "Convert the text to UTF-8 before it is put into JSON, then send again.");
    }

    /** UTF-16 and UTF-32, with a mark or without: JSON begins with an ASCII character, so a zero byte stands near the start. */
    private static boolean looksWide(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        return first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE || first == 0 || second == 0;
    }

    /** Offset of the first byte that no UTF-8 text may have there, or -1. */
    static int firstInvalid(byte[] bytes) {
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        int i = 0;
        while (i < bytes.length) {
            if (i + 8 <= bytes.length && (words.getLong(i) & HIGH_BITS) == 0) {
                i += 8;
            } else if (bytes[i] >= 0) {
                i++;
            } else {
                int length = sequence(bytes, i);
                if (length == 0) {
                    return i;
                }
                i += length;
            }
        }
        return -1;
    }

    /** Length of the well-formed sequence at i, or 0 (table 3-7 of the Unicode standard). */
    private static int sequence(byte[] bytes, int i) {
        int lead = bytes[i] & 0xFF;
        int second = at(bytes, i + 1);
        if (lead >= 0xC2 && lead <= 0xDF) {
            return continues(second) ? 2 : 0;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            boolean fits = lead == 0xE0 ? second >= 0xA0 : lead != 0xED || second <= 0x9F;
            return continues(second) && fits && continues(at(bytes, i + 2)) ? 3 : 0;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            boolean fits = lead == 0xF0 ? second >= 0x90 : lead != 0xF4 || second <= 0x8F;
            return continues(second) && fits && continues(at(bytes, i + 2)) && continues(at(bytes, i + 3)) ? 4 : 0;
        }
        return 0;
    }

    private static int at(byte[] bytes, int i) {
        return i < bytes.length ? bytes[i] & 0xFF : -1;
    }

    private static boolean continues(int value) {
        return value >= 0x80 && value <= 0xBF;
    }
}
