package vn.lienthong.hub.recording;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns of speech as one pattern: whole words, whatever their capitals; a longer one before the shorter one in it. */
final class Turns {
    private static volatile Compiled last = new Compiled(List.of(), Pattern.compile("(?!)"));

    private record Compiled(List<String> turns, Pattern pattern) {}

    private Turns() {}

    static Pattern of(List<String> turns) {
        Compiled known = last;
        if (known.turns().equals(turns)) {
            return known.pattern();
        }
        String all = turns.stream()
                .flatMap(turn -> Stream.of(turn, Normalizer.normalize(turn, Normalizer.Form.NFD)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        Pattern pattern = Pattern.compile(
                "(?:(?<![\\p{L}\\p{N}])|(?<=u000[aAdD]))(?:" + all + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        last = new Compiled(List.copyOf(turns), pattern);
        return pattern;
    }
}
