package vn.lienthong.hub.reference;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Words that people write in spreadsheets and what they mean, compared without accents, capitals, blanks and signs. Source:
 * {@code ward-book-words.csv}. Immutable.
 */
public final class SheetWords {
    private static final String FILE = "ward-book-words.csv";

    private final Map<String, Map<String, String>> meanings;
    private final Map<String, Map<String, List<String>>> words;

    private SheetWords(Map<String, Map<String, String>> meanings, Map<String, Map<String, List<String>>> words) {
        this.meanings = meanings;
        this.words = words;
    }

    /** What a word of a kind means; empty when it is not known. */
    public Optional<String> meaning(String kind, String written) {
        return Optional.ofNullable(meanings.getOrDefault(kind, Map.of()).get(folded(written)));
    }

    /** All meanings of a kind, each with its words; the first word is the one to write. */
    public Map<String, List<String>> of(String kind) {
        return words.getOrDefault(kind, Map.of());
    }

    /** A text as words are compared: letters and digits in lower case without marks. */
    public static String folded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == 'đ') {
                folded.append('d');
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                folded.append(c);
            }
        }
        return folded.toString();
    }

    static SheetWords read(Tables tables) {
        Map<String, Map<String, String>> meanings = new HashMap<>();
        Map<String, Map<String, List<String>>> words = new HashMap<>();
        for (Row row : tables.rows(FILE, "kind", "meaning", "words")) {
            tables.attempt(() -> add(row, meanings, words));
        }
        return new SheetWords(meanings, words);
    }

    private static void add(
            Row row, Map<String, Map<String, String>> meanings, Map<String, Map<String, List<String>>> words) {
        String kind = row.shaped("kind", "[a-z]+", "Write one of the kinds of the table.");
        String meaning = row.shaped("meaning", "[A-Z_]+", "Write a meaning of the table.");
        List<String> written = List.of(row.text("words").split("\\|", -1));
        for (String word : written) {
            String before =
                    meanings.computeIfAbsent(kind, key -> new HashMap<>()).put(folded(word), meaning);
            if (folded(word).isEmpty() || before != null) {
                throw row.bad("words", "must hold words that stand once in a kind.", word, "Take it out, or move it.");
            }
        }
        words.computeIfAbsent(kind, key -> new LinkedHashMap<>()).put(meaning, written);
    }
}
