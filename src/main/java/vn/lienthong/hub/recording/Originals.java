package vn.lienthong.hub.recording;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.vocabulary.ByChance;

/**
 * Originals as keyed sums: what must be nowhere in a recording, without saying what it is. Of a value of up to twelve words one sum, of a longer one a
 * sum for every six words in a row; of long numbers one for their digits. A single word is none: a syllable names nobody. Not thread-safe.
 */
final class Originals {
    static final int ENTRY = Long.BYTES + 1;
    static final int FEWEST_WORDS = 2;
    static final int MOST_WORDS = 12;
    static final int IN_A_ROW = 6;
    static final int FEWEST_DIGITS = 7;
    /** No Vietnamese word has as many letters. */
    static final int LONGEST_WORD = 9;

    /** What is known of a sum. */
    static final byte NAMES = 'n';

    static final byte TEXT = 't';
    static final byte KEPT = 'k';

    static final Pattern DIGITS = Pattern.compile("\\d(?:[ .-]?\\d){" + (FEWEST_DIGITS - 1) + ",}");
    /** The longest name of a procedure has 212. */
    private static final int MOST_KEPT = 250;

    private static final int SHORTEST_SECRET = 8;
    private static final int MOST_REMEMBERED = 50_000;

    private final Keyed keyed;
    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    /** Sums of what was put in already: the name of a procedure stands in thousands of exchanges. */
    private final Set<Long> remembered = new HashSet<>();

    Originals(byte[] key) {
        this.keyed = new Keyed(key);
    }

    /**
     * A value that was replaced.
     *
     * @param masked what stands there now; what of the original is in it still is no trace, such as the agency in a dossier code
     */
    void add(Kind kind, String text, String masked) {
        byte tag = kind.names() ? NAMES : TEXT;
        if (kind == Kind.BIRTH || kind == Kind.SIGNATURE || kind == Kind.TIME) {
            // Another's day may be moved to this one.
            return;
        }
        if (kind == Kind.SECRET) {
            // A short one, such as demo, is a word as well.
            if (text.length() >= SHORTEST_SECRET) {
                put(tag, whole(text));
            }
            return;
        }
        Signs signs = Signs.of(text);
        if (signs.sum()) {
            sums(tag, text, masked);
        }
        if (signs.digits() >= FEWEST_DIGITS) {
            numbers(tag, text, masked);
        }
        if (signs.mail()) {
            mails(tag, text);
        }
        inWords(kind, tag, text, masked);
    }

    private void sums(byte tag, String text, String masked) {
        Matcher hashes = ByChance.SUM.matcher(text);
        while (hashes.find()) {
            if (!masked.contains(hashes.group())) {
                put(tag, sum(hashes.group()));
            }
        }
    }

    private void numbers(byte tag, String text, String masked) {
        Matcher runs = DIGITS.matcher(Nobodys.without(text));
        while (runs.find()) {
            String digits = Numbers.digits(runs.group());
            // A day is never proven: as digits it stands in every time of processing as well.
            if (!Shapes.isDayOrHour(runs.group())
                    && !Numbers.isReserved(digits)
                    && !Numbers.digits(masked).contains(digits)) {
                put(tag, digits(digits));
            }
        }
    }

    private void mails(byte tag, String text) {
        Matcher mails = Numbers.MAIL.matcher(text);
        while (mails.find()) {
            if (!mails.group().endsWith(".example")) {
                put(tag, whole(mails.group()));
            }
        }
    }

    private void inWords(Kind kind, byte tag, String text, String masked) {
        List<String> words = spoken(text);
        if (Collections.indexOfSubList(spoken(masked), words) >= 0) {
            return;
        }
        if (kind == Kind.NAME && isLongJoined(words)) {
            put(tag, words(List.of(String.join("", words))));
        }
        if (words.size() > MOST_WORDS) {
            rows(words, IN_A_ROW, (size, row) -> put(tag, words(row)));
        } else if (words.size() >= FEWEST_WORDS) {
            put(tag, words(words));
        }
    }

    /** Whether a name is known again when it is written without blanks: no word of the language is as long. */
    static boolean isLongJoined(List<String> name) {
        return name.size() >= FEWEST_WORDS
                && name.stream().mapToInt(String::length).sum() >= LONGEST_WORD;
    }

    /** A value that stayed: public words in it are no trace of an original that has the same. */
    void keep(String text) {
        List<String> words = spoken(text);
        if (words.size() >= FEWEST_WORDS && words.size() <= MOST_KEPT && isNew(words)) {
            for (int size = FEWEST_WORDS; size <= Math.min(words.size(), MOST_WORDS); size++) {
                rows(words, size, (n, row) -> put(KEPT, words(row)));
            }
        }
    }

    /** Words with letters in them; numbers are looked at by their digits. */
    static List<String> spoken(String text) {
        List<String> spoken = Fold.words(text);
        spoken.removeIf(word -> !hasLetter(word));
        return spoken;
    }

    private static boolean hasLetter(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isLetter(word.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static void rows(List<String> words, int size, BiConsumer<Integer, List<String>> row) {
        for (int at = 0; at + size <= words.size(); at++) {
            row.accept(at, words.subList(at, at + size));
        }
    }

    long words(List<String> words) {
        return keyed.number("words", String.join(" ", words));
    }

    long digits(String digits) {
        return keyed.number("digits", digits);
    }

    long whole(String text) {
        return keyed.number("whole", text.strip());
    }

    /** Of the sum of a file, however it is written. */
    long sum(String hex) {
        return whole(hex.toLowerCase(Locale.ROOT));
    }

    private boolean isNew(List<String> words) {
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
        }
        return remembered.add(words(words));
    }

    private void put(byte tag, long sum) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            entries.write((int) (sum >>> shift));
        }
        entries.write(tag);
    }

    /** What came since it was last asked, nine bytes each. */
    byte[] take() {
        byte[] bytes = entries.toByteArray();
        entries.reset();
        return bytes;
    }
}
