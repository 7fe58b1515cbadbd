package vn.lienthong.hub.replay;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a known word in a message, whatever its form: also within base64, and base64 within that. */
final class CodesInside {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._/-]*[\\p{L}\\p{N}]");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{40,}={0,2}");
    private static final int DEEPEST = 4;
    /** Files stand in messages too; a dossier's code stands before them or beside them. */
    private static final int LONGEST = 2_000_000;

    private CodesInside() {}

    /** The first word that is known; null when there is none. */
    static @Nullable String first(String target, byte[] body, Predicate<String> known) {
        String inTarget = plain(target, known);
        return inTarget == null ? first(text(body), known, 0) : inTarget;
    }

    private static @Nullable String first(String text, Predicate<String> known, int depth) {
        String found = plain(text, known);
        if (found != null || depth >= DEEPEST) {
            return found;
        }
        Matcher runs = BASE64.matcher(text.replace("\\/", "/"));
        while (found == null && runs.find()) {
            found = first(opened(runs.group()), known, depth + 1);
        }
        return found;
    }

    private static @Nullable String plain(String text, Predicate<String> known) {
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            if (known.test(words.group())) {
                return words.group();
            }
        }
        return null;
    }

    private static String opened(String base64) {
        String whole = base64.replaceAll("=+$", "");
        // What is no multiple of four ends in something else's letters.
        String cut = whole.length() % 4 == 1 ? whole.substring(0, whole.length() - 1) : whole;
        return text(Base64.getDecoder().decode(cut));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, LONGEST), StandardCharsets.UTF_8);
    }
}
