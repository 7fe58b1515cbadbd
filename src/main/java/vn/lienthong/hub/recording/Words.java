package vn.lienthong.hub.recording;

import java.util.List;
import java.util.Set;

/** Made-up words. None of them is Vietnamese: each begins with f, j, w or z, so that it is never taken for an original. Not thread-safe. */
final class Words {
    private static final List<String> ONSETS = List.of("f", "j", "w", "z");
    private static final List<String> PLAIN = List.of("a", "e", "i", "o", "u", "y");
    private static final List<String> MARKED =
            List.of("ạ", "á", "ầ", "ẫ", "ẹ", "ế", "ệ", "ị", "ọ", "ố", "ộ", "ờ", "ũ", "ư", "ự", "ỷ");
    private static final List<String> SHORT = List.of("n", "m", "t", "c", "p");
    private static final List<String> LONG = List.of("ng", "nh", "ch");

    /** Words of addresses that say what kind of place follows. */
    private static final Set<String> PLACES = Set.of(
            "duong", "pho", "hem", "ngo", "ngach", "to", "thon", "xom", "khu", "kp", "so", "phuong", "xa", "thi",
            "tran", "quan", "huyen", "tinh", "thanh", "tp", "p", "q");

    /** What our own mappings put in front of a number. */
    private static final Set<String> SAID = Set.of("hsmc", "sobiennhan");

    private final Keyed keyed;

    Words(Keyed keyed) {
        this.keyed = keyed;
    }

    /** As many letters, or digits, as the original has; the same for the same word, whatever its capitals and marks. */
    String like(String word) {
        String fold = Fold.of(word);
        if (fold.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return keyed.other(fold);
        }
        StringBuilder made = new StringBuilder();
        int left = fold.codePointCount(0, fold.length());
        for (int piece = 0; left > 0; piece++) {
            int size = left > 7 ? 5 : left;
            made.append(syllable(fold + '#' + piece, size, Fold.isBare(word)));
            left -= size;
        }
        made.setCharAt(0, Character.toTitleCase(made.charAt(0)));
        return Fold.like(word, made.toString(), Fold.isBare(word));
    }

    /** Whether it stays in any text: it says what follows, and is about nobody. */
    boolean stays(String word) {
        String fold = Fold.of(word);
        return PLACES.contains(fold) || SAID.contains(fold);
    }

    private String syllable(String seed, int size, boolean plain) {
        String onset = keyed.pick("onset", seed, ONSETS);
        List<String> vowels = plain ? PLAIN : MARKED;
        String first = keyed.pick("vowel", seed, vowels);
        String second = keyed.pick("second", seed, PLAIN);
        String coda = keyed.pick("coda", seed, SHORT);
        String end = keyed.pick("end", seed, LONG);
        return switch (size) {
            case 1 -> onset;
            case 2 -> onset + first;
            case 3 -> onset + first + coda;
            case 4 -> onset + first + end;
            case 5 -> onset + second + first + end;
            case 6 -> onset + keyed.pick("glide", seed, PLAIN) + second + first + end;
            default -> onset + first + coda + second + first + end;
        };
    }
}
