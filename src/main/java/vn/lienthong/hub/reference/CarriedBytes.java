package vn.lienthong.hub.reference;

import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes behind a text that a program read with a wrong code page. A spreadsheet holds characters; where legacy bytes were read
 * as Windows-1252 (Western) or Windows-1258 (a Vietnamese Windows), each character still stands for one byte. Immutable.
 */
final class CarriedBytes {
    static final CarriedBytes WESTERN = new CarriedBytes("windows-1252");
    static final CarriedBytes VIETNAMESE = new CarriedBytes("windows-1258");

    /** In the place of a byte whose character was lost on the way: the sign that decoders put for what they do not know. */
    static final char LOST = '\uFFFD';

    private static final char NONE = '\uFFFF';

    private final char[] byteOf = new char[0x10000];
    private final char[] characterOf = new char[256];

    private CarriedBytes(String charset) {
        Arrays.fill(byteOf, NONE);
        for (int b = 0; b < 256; b++) {
            String read = new String(new byte[] {(byte) b}, Charset.forName(charset));
            char c = read.charAt(0);
            // What the code page leaves open, Windows reads as the control character of the same number; Java as
            // U+FFFD.
            characterOf[b] = c == LOST ? (char) b : c;
            byteOf[characterOf[b]] = (char) b;
        }
        for (char c = 0x80; c < 0xA0; c++) {
            byteOf[c] = byteOf[c] == NONE ? c : byteOf[c];
        }
        byteOf[LOST] = LOST;
    }

    /** The bytes as characters 0 to 255, lost ones as {@link #LOST}; null when a character comes from no byte of the code page. */
    @Nullable
    String of(String text) {
        StringBuilder bytes = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char one = byteOf[text.charAt(i)];
            if (one != NONE) {
                bytes.append(one);
            } else if (!appendParts(bytes, text.charAt(i))) {
                return null;
            }
        }
        return bytes.toString();
    }

    /** A letter that was composed since: the code page has it as a letter and a combining tone. */
    private boolean appendParts(StringBuilder bytes, char c) {
        if (byteOf['\u0301'] == NONE || c < 0xC0) {
            return false;
        }
        String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
        for (int split = parts.length() - 1; split > 0; split--) {
            String base = Normalizer.normalize(
                    parts.substring(0, 1) + parts.substring(1).replace(parts.substring(split, split + 1), ""),
                    Normalizer.Form.NFC);
            char letter = base.length() == 1 ? byteOf[base.charAt(0)] : NONE;
            char tone = byteOf[parts.charAt(split)];
            if (letter != NONE && tone != NONE) {
                bytes.append(letter).append(tone);
                return true;
            }
        }
        return false;
    }

    /** The character that a byte was read as. */
    char character(int oneByte) {
        return characterOf[oneByte];
    }

    /** What a program that took them for this code page made of the bytes. */
    String text(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte one : bytes) {
            text.append(characterOf[one & 0xFF]);
        }
        return text.toString();
    }
}
