package vn.lienthong.hub.connector;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes two spellings of the same Vietnamese sentence equal: tags and entities gone, NFC, lower case, one blank between
 * words. Acknowledgements are matched on phrases, and the same phrase has been seen in NFD, in capitals and inside HTML.
 */
final class Folding {

    private static final Pattern BLOCK_TAG = Pattern.compile(
            "</?(?:br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|body|html|head|title)\\b[^<>]{0,500}>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z!][^<>]{0,500}>");
    private static final Pattern ENTITY = Pattern.compile("&(#\\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});");
    private static final Pattern LOST_LINE_BREAK =
            Pattern.compile("\\\\?u000[aAdD]|\\\\[nrt](?![A-Za-z])|\\\\[nrt](?=\\p{Lu})");
    private static final String INVISIBLE = "\u200B\u200C\u200D\u2060\uFEFF\u00AD";
    private static final Map<String, String> NAMED =
            Map.of("nbsp", " ", "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    private Folding() {}

    static String fold(String text) {
        return clean(text).toLowerCase(Locale.ROOT);
    }

    /** As {@link #fold} but with the capitals kept: for showing to people. */
    static String clean(String text) {
        String plain = text;
        if (plain.indexOf('&') >= 0) {
            plain = ENTITY.matcher(plain).replaceAll(m -> Matcher.quoteReplacement(entity(m.group(1), m.group())));
        }
        if (plain.indexOf('<') >= 0) {
            plain = BLOCK_TAG.matcher(plain).replaceAll(" ");
            plain = TAG.matcher(plain).replaceAll("");
        }
        if (plain.contains("u000") || plain.indexOf('\\') >= 0) {
            plain = LOST_LINE_BREAK.matcher(plain).replaceAll(" ");
        }
        return Normalizer.normalize(spaced(plain), Normalizer.Form.NFC);
    }

    /** One blank for each run of white space, none at the ends, and nothing that cannot be seen. */
    private static String spaced(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00A0') {
                gap = kept.length() > 0;
            } else if (INVISIBLE.indexOf(c) < 0) {
                if (gap) {
                    kept.append(' ');
                    gap = false;
                }
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static String entity(String name, String whole) {
        if (name.charAt(0) != '#') {
            return NAMED.getOrDefault(name.toLowerCase(Locale.ROOT), whole);
        }
        boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        int codePoint = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : whole;
    }
}
