package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * What may be shown of an answer: its status, its business code and its message, short, with long numbers, addresses and
 * names of people masked. The bytes themselves are kept elsewhere, encrypted.
 */
final class Excerpt {

    private static final int LONGEST = 200;
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d(?:[ .-]?\\d){8,}");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");

    private Excerpt() {}

    static String of(Facts facts) {
        if (facts.answer() instanceof Answer.Failed failed) {
            return Words.kebab(failed.failure()) + ": " + masked(failed.detail());
        }
        StringBuilder found = new StringBuilder("HTTP ").append(facts.status());
        JsonNode json = facts.json();
        if (json == null) {
            String type = facts.contentType();
            found.append(facts.empty() ? ", empty body" : ", not JSON" + (type.isEmpty() ? "" : ", " + masked(type)));
            return facts.empty() ? found.toString() : found + ": " + masked(facts.shown(null));
        }
        JsonNode code = facts.at(JsonPath.of("/error_code"));
        if (code.isValueNode()) {
            found.append(", error_code ").append(masked(code.asText()));
        }
        JsonPath message = JsonPath.of("/message");
        String text =
                facts.at(message).isMissingNode() && !code.isValueNode() ? facts.shown(null) : facts.shown(message);
        return text.isEmpty() ? found.toString() : found + ", message: " + masked(text);
    }

    /** Cut to {@value #LONGEST} characters by whole code points; numbers of nine digits and more, mail and names masked. */
    static String masked(String text) {
        String start = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        String clean = LONG_NUMBER.matcher(start).replaceAll("*********");
        clean = MAIL.matcher(clean).replaceAll("***@***");
        clean = Persons.NAME.matcher(clean).replaceAll("***");
        if (clean.length() <= LONGEST) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return clean.substring(0, end);
    }
}
