package vn.lienthong.hub.reference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** UTF-8 that was read as a code page of single bytes, once or several times over, and what it said. */
final class Mojibake {
    /** What Java and others cannot show of Windows-1252; a lost character was one of these bytes. */
    private static final String UNSHOWN = "\u0081\u008D\u008F\u0090\u009D";

    private static final String SIGNS =
            "\u2013\u2014\u2018\u2019\u201A\u201C\u201D\u201E\u2020\u2022\u2026\u2030\u2039\u203A\u20AB\u20AC\u2116\u2122";

    /** More lost characters than this in one word leave too many readings. */
    private static final int LOST_AT_MOST = 2;

    private Mojibake() {}

    /**
     * What the bytes say as UTF-8; several readings where a character was lost.
     *
     * @param bytes characters 0 to 255, {@link CarriedBytes#LOST} for a lost one
     * @param last whether this is what was meant; else it is UTF-8 seen wrongly once more, in which any sign may stand
     * @return empty when they are no UTF-8, or ASCII only, or say what no text of ours would
     */
    static List<String> readings(String bytes, boolean last) {
        int lost = bytes.indexOf(CarriedBytes.LOST);
        if (lost < 0) {
            String text = decode(bytes, last);
            return text == null ? List.of() : List.of(text);
        }
        if (bytes.chars().filter(c -> c == CarriedBytes.LOST).count() > LOST_AT_MOST) {
            return List.of();
        }
        List<String> readings = new ArrayList<>();
        for (int i = 0; i < UNSHOWN.length(); i++) {
            char meant = UNSHOWN.charAt(i);
            readings.addAll(readings(bytes.substring(0, lost) + meant + bytes.substring(lost + 1), last));
        }
        return readings;
    }

    private static @Nullable String decode(String bytes, boolean last) {
        StringBuilder text = new StringBuilder(bytes.length());
        boolean any = false;
        int at = 0;
        while (at < bytes.length()) {
            int first = bytes.charAt(at);
            int more = first < 0x80 ? 0 : first >= 0xC2 && first < 0xE0 ? 1 : first >= 0xE0 && first < 0xF0 ? 2 : -1;
            if (more < 0 || at + more >= bytes.length()) {
                return null;
            }
            int code = more == 0 ? first : first & (more == 1 ? 0x1F : 0x0F);
            for (int i = 1; i <= more; i++) {
                int next = bytes.charAt(at + i);
                if (next < 0x80 || next > 0xBF) {
                    return null;
                }
                code = code << 6 | next & 0x3F;
            }
            if (more > 0 && !(last ? isOurs(code) : code < 0x2300)) {
                return null;
            }
            any |= more > 0;
            text.append((char) code);
            at += more + 1;
        }
        return any ? Text.nfc(text.toString()) : null;
    }

    /** Latin letters with marks, marks, and the signs of western text; nothing else comes out of a ward's tables. */
    static boolean isOurs(int code) {
        return code >= 0xA0 && code < 0x250
                || code >= 0x2C6 && code < 0x370
                || code >= 0x1E00 && code < 0x1F00
                || SIGNS.indexOf(code) >= 0;
    }
}
