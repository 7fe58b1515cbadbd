package vn.lienthong.hub.recording;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in base64, put back in the alphabet, the padding and the lines of the original. */
final class Base64Walk {
    private static final int SHORTEST = 12;
    private static final int SURELY = 80;
    private static final Pattern SHAPE = Pattern.compile("(?:data:[\\w/+.-]+;base64,)?[A-Za-z0-9+/_\\s-]+=*\\s*");
    private static final Pattern FRONT = Pattern.compile("data:[\\w/+.-]+;base64,");
    private static final Pattern BREAK = Pattern.compile("\\s+");

    private static final Pattern NUMBER = Pattern.compile("\\+?(?:\\d[ .-]?){9,40}");
    private static final Pattern VIETNAMESE = Pattern.compile("[\\u00c0-\\u01b0\\u1ea0-\\u1ef9]");
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}] \\p{L}");

    private final Walk walk;

    Base64Walk(Walk walk) {
        this.walk = walk;
    }

    /** Null when it is not base64 of anything. */
    @Nullable
    String walk(Spot spot, Kind kind, String text) {
        if (text.length() < SHORTEST || !SHAPE.matcher(text).matches()) {
            return null;
        }
        String head = head(text);
        String body = text.substring(head.length());
        String flat = BREAK.matcher(body).replaceAll("");
        boolean surely = kind == Kind.FILE || !head.isEmpty() || isLong(body, flat);
        byte[] bytes = decoded(flat);
        if (bytes == null
                || bytes.length == 0
                || !surely && !kind.isOpen() && !saysWhatItIs(bytes) && !saysWho(bytes)) {
            return null;
        }
        byte[] other = walk.inner(spot.deeper(), bytes, surely);
        if (other == null) {
            return null;
        }
        return java.util.Arrays.equals(bytes, other) ? text : head + encoded(other, flat, body);
    }

    /** What a text holds that is surely base64: by its length, a {@code data:} in front, or what comes out; null for any other. */
    static byte @Nullable [] surely(String text) {
        if (text.length() < SHORTEST || !SHAPE.matcher(text).matches()) {
            return null;
        }
        String head = head(text);
        String body = text.substring(head.length());
        String flat = BREAK.matcher(body).replaceAll("");
        byte[] bytes = decoded(flat);
        boolean surely =
                bytes != null && bytes.length > 0 && (!head.isEmpty() || isLong(body, flat) || saysWhatItIs(bytes));
        return surely ? bytes : null;
    }

    private static String head(String text) {
        Matcher front = FRONT.matcher(text);
        return front.lookingAt() ? front.group() : "";
    }

    private static boolean saysWhatItIs(byte[] bytes) {
        return bytes[0] == '{' || bytes[0] == '<' || bytes[0] == '[' || Gzip.is(bytes) || Standin.isFile(bytes);
    }

    /** A number of a person, or words with Vietnamese letters: no code becomes one by chance. */
    private static boolean saysWho(byte[] bytes) {
        Text read = Text.read("", bytes);
        return read != null
                && read.isReadable()
                && (NUMBER.matcher(read.text()).matches()
                        || VIETNAMESE.matcher(read.text()).find()
                                && WORDS.matcher(read.text()).find());
    }

    /** One long run of signs with capitals, small letters and digits: no words are written so. */
    private static boolean isLong(String body, String flat) {
        return flat.length() >= SURELY
                && body.chars().filter(c -> c == ' ').count() == 0
                && flat.chars().anyMatch(Character::isUpperCase)
                && flat.chars().anyMatch(Character::isLowerCase)
                && flat.chars().anyMatch(Character::isDigit);
    }

    private static byte @Nullable [] decoded(String flat) {
        try {
            return isUrl(flat)
                    ? Base64.getUrlDecoder().decode(flat)
                    : Base64.getDecoder().decode(flat);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isUrl(String flat) {
        return flat.indexOf('-') >= 0 || flat.indexOf('_') >= 0;
    }

    private static String encoded(byte[] bytes, String flat, String body) {
        Base64.Encoder encoder = isUrl(flat) ? Base64.getUrlEncoder() : Base64.getEncoder();
        String made = (flat.length() % 4 == 0 ? encoder : encoder.withoutPadding()).encodeToString(bytes);
        Matcher line = BREAK.matcher(body);
        if (!line.find()) {
            return made;
        }
        int width = Math.max(4, line.start());
        StringBuilder lines = new StringBuilder();
        for (int at = 0; at < made.length(); at += width) {
            lines.append(at == 0 ? "" : line.group()).append(made, at, Math.min(made.length(), at + width));
        }
        return lines.toString();
    }
}
