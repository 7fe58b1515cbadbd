package vn.lienthong.hub.mapping;

import com.schibsted.spt.data.jslt.JsltException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JSLT compiler says, so that somebody who writes the first mapping can act on it. */
final class JsltWords {

    private static final int SHOWN = 200;
    private static final Pattern ENCOUNTERED =
            Pattern.compile("(?s)Encountered \"\\s*(.*?)\\s*\" at line (\\d+), column (\\d+)");
    private static final Pattern LEXICAL =
            Pattern.compile("(?s)Lexical error at line (\\d+), column (\\d+)\\.\\s+Encountered: (.*?) after");

    private JsltWords() {}

    static String found(JsltException e) {
        String said = String.valueOf(e.getMessageWithoutLocation());
        Matcher word = ENCOUNTERED.matcher(said);
        if (word.find()) {
            String token = word.group(1)
                    .replaceAll("<[A-Z_]+>\\s*", "")
                    .strip()
                    .replaceAll("^\"|\"$", "")
                    .replace("\\\"", "\"")
                    .strip();
            return (token.isEmpty() || token.contains("EOF") ? "the end of the file" : token.replaceAll("\\s+", " "))
                    + " at column " + word.group(3) + ", where it cannot stand";
        }
        Matcher sign = LEXICAL.matcher(said);
        if (sign.find()) {
            return "the sign " + sign.group(3) + " at column " + sign.group(2) + ", which JSLT does not know there";
        }
        String line = said.lines().findFirst().orElse("");
        return line.substring(0, Math.min(SHOWN, line.length()));
    }

    /** The line of what cannot stand there, which is not always that of the exception; 0 where nobody knows. */
    static int line(JsltException e) {
        Matcher word = ENCOUNTERED.matcher(String.valueOf(e.getMessageWithoutLocation()));
        return word.find() ? Integer.parseInt(word.group(2)) : Math.max(0, e.getLine());
    }

    static String cure(JsltException e) {
        String said = String.valueOf(e.getMessageWithoutLocation());
        if (said.contains("No such function") || said.contains("o such function")) {
            return "Correct its name: mappings/README.md lists those lent by Java, and a function of your own stands before it: def name(value) ….";
        }
        if (said.contains("No such variable") || said.contains("o such variable")) {
            return "Correct its name, or define it above with let name = ….";
        }
        if (ENCOUNTERED.matcher(said).find() || LEXICAL.matcher(said).find()) {
            return "Look there and in the line above: between two fields stands a comma, none after the last; texts stand in double quotes, and what is opened is closed.";
        }
        return "Correct it there.";
    }
}
