package vn.lienthong.hub.recording;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forms of one word that mean the same: composed or not, capitals or not, with or without marks. */
final class Fold {
    /** Marks belong to the letter before them, where text is not composed; what joins letters and is not seen parts no word. */
    static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}\\u00ad\\u200c\\u200d\\u2060]*");

    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\u00ad\\u200c\\u200d\\u2060]+");

    private Fold() {}

    /** Lower case, without marks. */
    static String of(String word) {
        String bare = MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return bare.replace('đ', 'd').replace('Đ', 'd');
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(of(matcher.group()));
        }
        return words;
    }

    /** A made-up word in the form of another: its capitals, its way of writing marks, none where that one has none in a longer text. */
    static String like(String original, String made, boolean bare) {
        String shaped = made;
        if (bare) {
            shaped = MARKS.matcher(Normalizer.normalize(made, Normalizer.Form.NFD))
                    .replaceAll("")
                    .replace('đ', 'd')
                    .replace('Đ', 'D');
        }
        if (original.equals(original.toUpperCase(Locale.ROOT)) && original.codePointCount(0, original.length()) > 1) {
            shaped = shaped.toUpperCase(Locale.ROOT);
        } else if (original.equals(original.toLowerCase(Locale.ROOT))) {
            shaped = shaped.toLowerCase(Locale.ROOT);
        }
        return Normalizer.isNormalized(original, Normalizer.Form.NFC)
                ? Normalizer.normalize(shaped, Normalizer.Form.NFC)
                : Normalizer.normalize(shaped, Normalizer.Form.NFD);
    }

    /** Whether a text has letters, and none of them a mark. */
    static boolean isBare(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
