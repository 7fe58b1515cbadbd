package vn.lienthong.hub.connector;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What may stand in the parameters of a step that a Kamelet writes out instead of leaving them to a setting. */
final class StepOptionRules {

    private record Rule(Predicate<String> holds, String what, String example) {}

    private static final Rule POINTER =
            new Rule(text -> text.startsWith("/"), "must be a JSON pointer, which begins with a slash", "/session");
    private static final Rule FIELD =
            new Rule(text -> text.matches("[A-Za-z_][\\w-]{0,59}"), "must be the name of one field", "session");
    private static final Rule LIST =
            new Rule(StepOptionRules::isList, "must be a list between bars without an empty place", "0|00");
    private static final Rule TIME_LIMIT =
            new Rule(text -> Durations.parse(text).isPresent(), "must be a duration or a setting", "{{answerTimeout}}");
    private static final Rule COUNT =
            new Rule(text -> text.matches("[1-9]\\d{0,3}"), "must be a number or a setting", "{{concurrency}}");

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("connectTimeout", TIME_LIMIT),
            Map.entry("answerTimeout", TIME_LIMIT),
            Map.entry("concurrency", COUNT),
            Map.entry(
                    "largestAnswer",
                    new Rule(text -> text.matches("[1-9]\\d{0,8}"), "must be a number of bytes", "1048576")),
            Map.entry("idempotencyHeader", FIELD),
            Map.entry("usernameField", FIELD),
            Map.entry("passwordField", FIELD),
            Map.entry("sessionField", FIELD),
            Map.entry("sessionAt", POINTER),
            Map.entry("codeAt", POINTER),
            Map.entry("usernameAt", POINTER),
            Map.entry("passwordAt", POINTER),
            Map.entry("successCodes", LIST),
            Map.entry("comeAgain", LIST),
            Map.entry(
                    "timeZone",
                    new Rule(StepOptionRules::isZone, "must be the name of a time zone", "Asia/Ho_Chi_Minh")));

    private StepOptionRules() {}

    /** @param setting whether the parameter is a setting as a whole: then its value is checked where it is given */
    static void check(String name, YamlNode value, boolean setting, Findings findings) {
        Rule rule = RULES.get(name);
        if (rule != null && !setting && !rule.holds().test(value.text())) {
            findings.add(
                    value.where(), "Parameter " + name + " " + rule.what(), value.text(), "Example: " + rule.example());
        }
    }

    /** A credential without a place would go nowhere, a place without a credential would stay empty. */
    static void checkPlaces(KameletFile.Use use, Findings findings) {
        for (String name : List.of("username", "password")) {
            boolean told = use.parameters().containsKey(name);
            if (told != use.parameters().containsKey(name + "At")) {
                findings.add(
                        use.node().where(),
                        name + " and " + name + "At belong together",
                        told ? "only " + name : "only " + name + "At",
                        "Say where in the message it goes, such as " + name + "At: /arg0/" + name);
            }
        }
    }

    /** A code without a list of good ones, or the reverse, would read every login the same way. */
    static void checkTogether(KameletFile.Use use, Findings findings) {
        boolean code = use.parameters().containsKey("codeAt");
        if (code != use.parameters().containsKey("successCodes")) {
            findings.add(
                    use.node().where(),
                    "codeAt and successCodes belong together",
                    code ? "only codeAt" : "only successCodes",
                    "Say where the login's code stands and which codes mean yes; or neither: then the session decides");
        }
    }

    private static boolean isList(String text) {
        return Arrays.stream(text.split("\\|", -1)).noneMatch(String::isBlank);
    }

    /** By name: a plus sign would be a blank on its way through Camel. */
    private static boolean isZone(String text) {
        try {
            if (!text.matches("[A-Za-z/_]+")) {
                return false;
            }
            ZoneId.of(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
