package vn.lienthong.hub.connector;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Makes up a text that fits a regular expression, as schemas write them: the shortest way through it, the first alternative, 0 for a digit. Not for
 * look-around and references back. One use, one thread.
 */
final class PatternSample {

    private static final int LONGEST = 2000;
    /** Tried in this order where a class of characters leaves the choice. */
    private static final String LIKELY = "0mauMAU1 -_./:,;@+#";

    /** How often, at most, something is repeated more often than it must, to make the text longer. */
    private static final int MOST_MORE = 64;

    private final String pattern;
    private final int longer;
    private int at;

    private PatternSample(String pattern, int longer) {
        this.pattern = pattern;
        this.longer = longer;
    }

    /** The same, of a length. */
    static Optional<String> of(String pattern, int least, int most) {
        for (int longer = 0; longer <= Math.min(least, MOST_MORE); longer++) {
            Optional<String> made = of(pattern, longer).filter(text -> text.length() >= least && text.length() <= most);
            if (made.isPresent()) {
                return made;
            }
        }
        return Optional.empty();
    }

    /** Empty where none was found: the text was tried against the pattern. */
    static Optional<String> of(String pattern) {
        return of(pattern, 0);
    }

    private static Optional<String> of(String pattern, int longer) {
        try {
            String stripped = pattern.replaceAll("^\\^|(?<!\\\\)\\$$", "");
            PatternSample sample = new PatternSample(stripped, longer);
            String made = sample.alternatives();
            boolean fits = sample.at == stripped.length()
                    && made.length() <= LONGEST
                    && Pattern.compile(stripped).matcher(made).matches();
            return fits ? Optional.of(made) : Optional.empty();
        } catch (PatternSyntaxException | IndexOutOfBoundsException | NumberFormatException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private boolean more() {
        return at < pattern.length();
    }

    private String alternatives() {
        String first = sequence();
        while (more() && pattern.charAt(at) == '|') {
            at++;
            sequence();
        }
        return first;
    }

    private String sequence() {
        StringBuilder made = new StringBuilder();
        while (more() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            made.append(repeated(atom()));
        }
        return made.toString();
    }

    private String atom() {
        char sign = pattern.charAt(at++);
        if (sign == '(') {
            if (pattern.startsWith("?:", at)) {
                at += 2;
            }
            String inner = alternatives();
            at++;
            return inner;
        }
        if (sign == '[' || sign == '.') {
            int from = at - 1;
            if (sign == '[') {
                bracket();
            }
            return likely(pattern.substring(from, at));
        }
        if (sign == '\\') {
            int from = at - 1;
            char escaped = pattern.charAt(at++);
            if (escaped == 'p' || escaped == 'P') {
                at = pattern.indexOf('}', at) + 1;
            }
            return Character.isLetter(escaped) ? likely(pattern.substring(from, at)) : String.valueOf(escaped);
        }
        return sign == '^' || sign == '$' ? "" : String.valueOf(sign);
    }

    private void bracket() {
        for (int depth = 1; depth > 0; at++) {
            switch (pattern.charAt(at)) {
                case '\\' -> at++;
                case '[' -> depth++;
                case ']' -> depth--;
                default -> {
                    // One of the class.
                }
            }
        }
    }

    /** A sign of a class: a likely one, else the first that it has. */
    private static String likely(String of) {
        Pattern one = Pattern.compile(of);
        return LIKELY.chars()
                .mapToObj(sign -> String.valueOf((char) sign))
                .filter(sign -> one.matcher(sign).matches())
                .findFirst()
                .orElseGet(() -> {
                    for (char sign = ' '; sign < '\u1EFF'; sign++) {
                        if (one.matcher(String.valueOf(sign)).matches()) {
                            return String.valueOf(sign);
                        }
                    }
                    return "";
                });
    }

    private String repeated(String atom) {
        if (!more()) {
            return atom;
        }
        int times =
                switch (pattern.charAt(at)) {
                    case '?', '*', '+' -> {
                        char sign = pattern.charAt(at++);
                        yield sign == '?' ? Math.min(longer, 1) : sign == '*' ? longer : longer + 1;
                    }
                    case '{' -> {
                        int end = pattern.indexOf('}', at);
                        String[] bounds =
                                pattern.substring(at + 1, end).replace(" ", "").split(",", -1);
                        at = end + 1;
                        int least = Integer.parseInt(bounds[0]);
                        int most = bounds.length == 1
                                ? least
                                : bounds[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(bounds[1]);
                        yield Math.min(least + longer, most);
                    }
                    default -> -1;
                };
        if (more() && times >= 0 && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
            at++;
        }
        if ((long) atom.length() * times > LONGEST) {
            throw new NumberFormatException("too long");
        }
        return times < 0 ? atom : atom.repeat(times);
    }
}
