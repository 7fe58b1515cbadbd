package vn.lienthong.hub.reference;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a written Vietnamese syllable can look like: onset, rhyme and tone, where the tone is written, and how common each is.
 * Source: {@code syllable-onsets.csv} and {@code syllable-rhymes.csv}. Immutable.
 */
final class Syllables {
    /** The tones in the order of the table's columns; the second is what Unicode writes them with. */
    private static final List<String> TONES = List.of("level", "grave", "acute", "hook", "tilde", "dot");

    private static final String MARKS = "\u0300\u0301\u0309\u0303\u0323";
    private static final String VOWELS = "aăâeêioôơuưy";
    private static final int LETTERS = 0x1F00;

    /** What never came up in a million syllables though it may, counts as often as this. */
    private static final double UNSEEN = 1.5;

    /** A tone that stands on the other vowel of its rhyme, as careless typing leaves it. */
    private static final double MISPLACED = -4;

    /** A beginning and an end that do not go together, though each is common: nhý. */
    private static final double UNMATCHED = -6;

    private final char[] plain = new char[LETTERS];
    private final byte[] tone = new byte[LETTERS];
    private final Map<String, Onset> onsets = new HashMap<>();
    private final Map<String, Rhyme> rhymes = new HashMap<>();

    /** A beginning, the vowels it may stand before, and the logarithm of its share. */
    private record Onset(String before, double weight) {}

    /** An end, the beginnings it goes with, the letters (from 1) that may carry its tone, and each tone's weight; NaN: cannot be. */
    private record Rhyme(Set<String> after, String toneOn, double[] weights) {
        double match(String onset) {
            return after.isEmpty() || after.contains(onset) ? 0 : UNMATCHED;
        }
    }

    private Syllables() {
        for (char c = 0; c < LETTERS; c++) {
            plain[c] = c;
        }
        for (int upper = 0; upper < 2; upper++) {
            for (int i = 0; i < VOWELS.length(); i++) {
                char vowel = VOWELS.charAt(i);
                for (int mark = 0; mark < MARKS.length(); mark++) {
                    char base = upper == 0 ? vowel : Character.toUpperCase(vowel);
                    String composed = Normalizer.normalize(base + MARKS.substring(mark, mark + 1), Normalizer.Form.NFC);
                    plain[composed.charAt(0)] = base;
                    tone[composed.charAt(0)] = (byte) (mark + 1);
                }
            }
        }
    }

    static Syllables read(Tables tables) {
        Syllables syllables = new Syllables();
        for (Row row : tables.rows("syllable-onsets.csv", "onset", "before", "per_million")) {
            tables.attempt(() -> syllables.addOnset(row));
        }
        List<String> columns = new ArrayList<>(List.of("rhyme", "after", "tone_on"));
        columns.addAll(TONES);
        for (Row row : tables.rows("syllable-rhymes.csv", columns.toArray(String[]::new))) {
            tables.attempt(() -> syllables.addRhyme(row));
        }
        return syllables;
    }

    private void addOnset(Row row) {
        String letters = row.shaped("onset", "-|[bcdđghklmnpqrstuivx]+", "Write lower-case consonants, or - for none.");
        String before = row.shaped("before", "any|[" + VOWELS + "]+", "Write any, or the vowels that may follow.");
        double weight = weight(row.whole("per_million"));
        String onset = letters.equals("-") ? "" : letters;
        if (onsets.put(onset, new Onset(before.equals("any") ? VOWELS : before, weight)) != null) {
            throw row.bad("onset", "has two rows.", letters, "Remove one.");
        }
    }

    private void addRhyme(Row row) {
        String letters = row.shaped("rhyme", "[" + VOWELS + "]+[bcghklmnprstx]*", "Write vowels, then consonants.");
        String after = row.shaped("after", "any|[-a-zđ]+( [a-zđ]+)*", "Write any, or the beginnings that go with it.");
        String toneOn = row.shaped("tone_on", "[1-4]( [1-4])*", "Write which letters may carry the tone: 1, or 1 2.");
        double[] weights = new double[TONES.size()];
        for (int i = 0; i < weights.length; i++) {
            String cell = row.shaped(TONES.get(i), "-|\\d{1,7}", "Write a count, or - where that tone cannot be.");
            weights[i] = cell.equals("-") ? Double.NaN : weight(Integer.parseInt(cell));
        }
        if (rhymes.put(letters, new Rhyme(beginnings(after), toneOn, weights)) != null) {
            throw row.bad("rhyme", "has two rows.", letters, "Remove one.");
        }
    }

    private static Set<String> beginnings(String after) {
        return after.equals("any")
                ? Set.of()
                : Arrays.stream(after.split(" "))
                        .map(onset -> onset.equals("-") ? "" : onset)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static double weight(int perMillion) {
        return Math.log((perMillion + UNSEEN) / 1_000_000);
    }

    /** Whether the letter is one that only Vietnamese has among today's languages, beyond what Western ones share with it. */
    static boolean isOnlyVietnamese(char c) {
        return c >= 0x1EA0 && c < LETTERS || c == 'ơ' || c == 'Ơ' || c == 'ư' || c == 'Ư' || c == 'đ' || c == 'Đ';
    }

    /** Whether the letter carries a tone. */
    boolean hasTone(char c) {
        return c < LETTERS && tone[c] != 0;
    }

    /** How likely a word is as a Vietnamese syllable, as a logarithm; NaN when it is none. Any case. */
    double weigh(String word) {
        int length = word.length();
        if (length == 0 || length > 8) {
            return Double.NaN;
        }
        StringBuilder letters = new StringBuilder(length);
        int carrier = -1;
        int heard = 0;
        String small = word.toLowerCase(Locale.ROOT);
        for (int i = 0; i < length; i++) {
            char c = small.charAt(i);
            if (c >= LETTERS) {
                return Double.NaN;
            }
            if (tone[c] != 0) {
                if (carrier >= 0) {
                    return Double.NaN;
                }
                carrier = i;
                heard = tone[c];
            }
            letters.append(plain[c]);
        }
        return weigh(letters.toString(), carrier, heard);
    }

    private double weigh(String letters, int carrier, int heard) {
        int from = onsetEnd(letters);
        String beginning = letters.substring(0, from);
        Onset onset = onsets.get(beginning);
        Rhyme rhyme = rhymes.get(letters.substring(from));
        if (onset == null || rhyme == null || onset.before().indexOf(letters.charAt(from)) < 0) {
            return Double.NaN;
        }
        double placed =
                carrier < 0 || rhyme.toneOn().indexOf('1' + carrier - from) >= 0 ? 0 : misplaced(letters, carrier);
        return onset.weight() + rhyme.match(beginning) + rhyme.weights()[heard] + placed;
    }

    private static double misplaced(String letters, int carrier) {
        return VOWELS.indexOf(letters.charAt(carrier)) >= 0 ? MISPLACED : Double.NaN;
    }

    private static int onsetEnd(String letters) {
        int at = 0;
        while (at < letters.length() && VOWELS.indexOf(letters.charAt(at)) < 0) {
            at++;
        }
        boolean glide = at == 1
                && letters.length() > 2
                && VOWELS.indexOf(letters.charAt(2)) >= 0
                && (letters.startsWith("qu") || letters.startsWith("gi"));
        return glide ? 2 : at;
    }

    /** The letter without its tone; itself when it has none. */
    char withoutTone(char c) {
        return c < LETTERS ? plain[c] : c;
    }
}
