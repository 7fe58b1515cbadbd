package vn.lienthong.hub.difference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Looks for values in bytes with nothing of the hub's own code: as they stand, and behind whatever looks like an escape of JSON, XML or a query, base64 in one
 * line or several, or gzip, each within each. Capitals, marks and grouping do not count.
 */
final class NakedSearch {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}(?:\\s[A-Za-z0-9+/_-]+)*={0,2}");
    private static final Pattern UNICODE = Pattern.compile("\\\\+u([0-9a-fA-F]{4})");
    private static final Pattern ENTITY = Pattern.compile("&#(x?)([0-9a-fA-F]+);");
    private static final int DEEPEST = 5;

    private final StringBuilder seen = new StringBuilder();
    private final StringBuilder digits = new StringBuilder();

    /** Reads everything that can be read out of these bytes. */
    void read(byte[] bytes) {
        read(bytes, 0);
    }

    /** The values that are there. */
    List<String> found(List<String> values) {
        List<String> found = new ArrayList<>();
        String text = seen.toString();
        String numbers = digits.toString();
        for (String value : values) {
            boolean isNumber = value.chars().allMatch(Character::isDigit);
            if (isNumber ? numbers.contains(value) : text.contains(folded(value))) {
                found.add(value);
            }
        }
        return found;
    }

    private void read(byte[] bytes, int depth) {
        if (bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                read(in.readAllBytes(), depth + 1);
            } catch (IOException e) {
                // No gzip after all.
            }
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            note(text);
            if (depth < DEEPEST) {
                Matcher runs = BASE64.matcher(text);
                while (runs.find()) {
                    decoded(runs.group(), depth);
                }
            }
            String next = plainer(text);
            if (next.equals(text)) {
                return;
            }
            text = next;
        }
    }

    private void decoded(String run, int depth) {
        String clean =
                run.replaceAll("\\s", "").replace('-', '+').replace('_', '/').replaceAll("=+$", "");
        try {
            read(
                    Base64.getDecoder().decode(clean.substring(0, clean.length() - (clean.length() % 4 == 1 ? 1 : 0))),
                    depth + 1);
        } catch (IllegalArgumentException e) {
            // A word that only looks like it.
        }
    }

    private static String plainer(String text) {
        String json = UNICODE.matcher(text)
                .replaceAll(one -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(one.group(1), 16))))
                .replace("\\/", "/")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
        String xml = ENTITY.matcher(json)
                .replaceAll(one -> {
                    int code = Integer.parseInt(one.group(2), one.group(1).isEmpty() ? 10 : 16);
                    return Matcher.quoteReplacement(Character.isValidCodePoint(code) ? Character.toString(code) : "");
                })
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
        try {
            return xml.contains("%") ? URLDecoder.decode(xml.replace("+", "%2B"), StandardCharsets.UTF_8) : xml;
        } catch (IllegalArgumentException e) {
            return xml;
        }
    }

    private void note(String text) {
        seen.append(folded(text)).append('\n');
        digits.append(text.replaceAll("(?<=\\d)[ .-](?=\\d)", "")).append('\n');
    }

    private static String folded(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('đ', 'd')
                .replaceAll("[\\s+]+", " ");
    }
}
