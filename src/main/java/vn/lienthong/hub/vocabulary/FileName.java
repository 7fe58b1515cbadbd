package vn.lienthong.hub.vocabulary;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Names of files as they may leave the hub: without a folder, without signs that nobody sees, in NFC, of bounded length. */
public final class FileName {

    /** More than any file system takes in bytes would only be cut elsewhere, in the middle of a letter. */
    private static final int LONGEST = 150;

    private static final int LONGEST_EXTENSION = 16;
    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private FileName() {}

    /**
     * A name fit to be sent.
     *
     * @param written as it came
     * @param fallback when nothing is left of it
     */
    public static String of(String written, String fallback) {
        String name = Normalizer.normalize(whole(written), Normalizer.Form.NFC);
        name = UNSEEN.matcher(FOLDERS.matcher(name).replaceFirst(""))
                .replaceAll("")
                .strip();
        if (name.chars().allMatch(c -> c == '.')) {
            return fallback;
        }
        return name.length() <= LONGEST ? name : shortened(name);
    }

    /** The same name in letters that every system can read, as near as they come. */
    public static String ascii(String name) {
        String apart = Normalizer.normalize(name.replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD);
        return apart.replaceAll("\\p{Mn}", "").replaceAll("[^A-Za-z0-9 ._()-]", "_");
    }

    /** With the dot; empty when there is none. */
    public static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 || name.length() - dot > LONGEST_EXTENSION ? "" : name.substring(dot);
    }

    /** Half a surrogate pair is no letter. */
    private static String whole(String written) {
        StringBuilder whole = new StringBuilder(written.length());
        written.codePoints().filter(c -> c < 0xD800 || c > 0xDFFF).forEach(whole::appendCodePoint);
        return whole.toString();
    }

    private static String shortened(String name) {
        String extension = extension(name);
        int end = LONGEST - extension.length();
        while (end > 0 && (Character.isLowSurrogate(name.charAt(end)) || isMark(name.charAt(end)))) {
            end--;
        }
        return name.substring(0, end) + extension;
    }

    private static boolean isMark(char c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
