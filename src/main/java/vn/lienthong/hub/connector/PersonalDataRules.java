package vn.lienthong.hub.connector;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.vocabulary.ByChance;

/**
 * Finds what looks like somebody real in the files of a connector. Made-up data is recognisable: identity numbers begin with
 * 000 (no province has it), phone numbers with 0900000 or 0000, mail ends in .example, names carry the word Mẫu or Thử.
 */
final class PersonalDataRules {

    /** @param may what a line must be like that the pattern finds something in; told quickly, for most lines are not */
    private record Rule(Predicate<String> may, Pattern pattern, Predicate<String> madeUp, String what, String cure) {
        List<String> suspects(String line) {
            if (!may.test(line)) {
                return List.of();
            }
            return pattern.matcher(line)
                    .results()
                    .map(MatchResult::group)
                    .filter(Predicate.not(madeUp))
                    .toList();
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(
                    PersonalDataRules::hasLongNumber,
                    Pattern.compile("(?<![\\d.])(?:\\d{12}|\\d{9})(?![\\d.])"),
                    found -> found.startsWith("000") || found.matches("(.)\\1*"),
                    "This looks like a real identity number",
                    "Use one that begins with 000: no province has it"),
            new Rule(
                    PersonalDataRules::hasLongNumber,
                    Pattern.compile("(?<!\\d)(?:\\+84|0)[35789]\\d{8}(?!\\d)"),
                    found -> found.matches("(?:\\+84|0)900000\\d{3}"),
                    "This looks like a real phone number",
                    "Use one that begins with 0900000"),
            new Rule(
                    line -> line.indexOf('@') >= 0,
                    Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"),
                    found -> found.matches(".*[.@]example(?:\\.(?:com|org|net))?"),
                    "This looks like a real mail address",
                    "Use one that ends in .example"),
            new Rule(
                    PersonalDataRules::hasCapitalWordBehind,
                    Persons.NAME,
                    found -> found.matches("(?s).*\\b(?:Mẫu|MẪU|Thử|THỬ|Giả|GIẢ)(?!\\p{L}).*"),
                    "This looks like the name of a real person",
                    "Use one with the word Mẫu or Thử in it, such as Nguyễn Thị Mẫu"));

    /** The name of a namespace or of a SOAP action looks like an address; nobody goes there. */
    private static final Pattern NAMESPACE = Pattern.compile(
            "(?:xmlns(?::[\\w.-]+)?|encodingStyle)=\\\\?[\"'][^\"'\\\\]*|\"@xmlns:[\\w.-]+\" ?: ?\"[^\"]*|^SOAPAction: .*|; action=\".*");

    private static final int SHORTEST_NUMBER = 9;

    private static final Pattern HOST = Pattern.compile("https?://([\\w.-]+)");
    private static final Set<String> TEXT = Set.of("json", "http", "yaml", "yml", "xml", "xsd", "wsdl", "md", "txt");

    private PersonalDataRules() {}

    static void check(ConnectorFolder connector, Findings findings) {
        for (TextFile file : connector.files()) {
            if (TEXT.contains(file.extension())) {
                String shown = connector.shown(file.name());
                findings.text(file.path(), shown).ifPresent(text -> lines(file, shown, text, findings));
            }
        }
    }

    private static void lines(TextFile file, String shown, String text, Findings findings) {
        String[] lines = Normalizer.normalize(text, Normalizer.Form.NFC).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String where = shown + ":" + (i + 1);
            for (Rule rule : RULES) {
                if (!rule.suspects(lines[i]).isEmpty()) {
                    String line = ByChance.SUM
                            .matcher(ByChance.UUID.matcher(lines[i]).replaceAll(""))
                            .replaceAll("");
                    rule.suspects(line).forEach(found -> findings.add(where, rule.what(), hinted(found), rule.cure()));
                }
            }
            if (file.name().startsWith("cases/")) {
                hosts(lines[i], where, findings);
            }
        }
    }

    private static void hosts(String line, String where, Findings findings) {
        if (!line.contains("://")) {
            return;
        }
        Matcher matcher = HOST.matcher(NAMESPACE.matcher(line).replaceAll(""));
        while (matcher.find()) {
            String host = matcher.group(1);
            if (!host.matches("localhost|127\\.0\\.0\\.1|(?:.+\\.)?example(?:\\.(?:com|org|net))?")) {
                findings.add(where, "A case names a real host", host, "Use one that ends in .example");
            }
        }
    }

    /** Nine digits in a row, the shortest number of a person. */
    private static boolean hasLongNumber(String line) {
        int digits = 0;
        for (int i = 0; i < line.length() && digits < SHORTEST_NUMBER; i++) {
            char c = line.charAt(i);
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        }
        return digits == SHORTEST_NUMBER;
    }

    /** A blank, then a capital: what a name of two words has. */
    private static boolean hasCapitalWordBehind(String line) {
        for (int i = line.indexOf(' '); i >= 0 && i + 1 < line.length(); i = line.indexOf(' ', i + 1)) {
            if (Character.isUpperCase(line.codePointAt(i + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Enough to find it, not enough to pass it on. */
    private static String hinted(String found) {
        return found.substring(0, Math.min(3, found.length())) + "…";
    }
}
