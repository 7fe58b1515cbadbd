package vn.lienthong.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ContractFacts;

/** Judges what becomes of a value that we send when the type or the limits of its place change. */
final class SentValues {

    private static final Set<String> NUMBERS = Set.of("integer", "number");

    private final Changes changes;
    private final boolean soap;

    SentValues(Changes changes, boolean soap) {
        this.changes = changes;
        this.soap = soap;
    }

    /** @param ours what we send there; missing where we send nothing */
    void compare(String at, JsonNode before, JsonNode now, JsonNode ours) {
        type(at, before, now, ours);
        values(at, before, now, ours);
        pattern(at, before, now, ours);
        format(at, before, now, ours);
        encoding(at, before, now, ours);
        list(at, before, now, ours);
        step(at, before, now, ours);
        Limit.ALL.forEach(limit -> limited(at, limit, List.of(before, now, ours)));
    }

    private void type(String at, JsonNode before, JsonNode now, JsonNode ours) {
        String was = before.path("type").asText("any");
        String is = now.path("type").asText("any");
        if (was.equals(is)) {
            return;
        }
        String what = "type " + was + " becomes " + is;
        String sent = ours.path("type").asText(Schemas.values(ours).isEmpty() ? "any" : "string");
        if (ours.isMissingNode()) {
            changes.harmless(at, what, "we send nothing there");
        } else if (is.equals("any") || is.equals(sent) || is.equals("number") && sent.equals("integer")) {
            changes.harmless(at, what, "we send " + sent);
        } else if (soap && is.equals("string")) {
            changes.harmless(at, what, "in XML each value is text");
        } else if (!soap && !sent.equals("any") || List.of("object", "array").contains(is)) {
            changes.breaks(at, what, "we send " + sent);
        } else {
            asText(at, what, is, ours);
        }
    }

    /** In XML a text may well be a number. */
    private void asText(String at, String what, String is, JsonNode ours) {
        Set<String> values = Schemas.values(ours);
        boolean numbers = !values.isEmpty() && values.stream().allMatch(value -> value.matches("-?\\d+"));
        if (numbers && NUMBERS.contains(is)) {
            changes.harmless(at, what, "all that we send are numbers: " + String.join(", ", values));
        } else if (!values.isEmpty() && NUMBERS.contains(is)) {
            changes.breaks(at, what, "we send " + String.join(", ", values));
        } else {
            changes.mayBreak(at, what, "we send text, and nobody says that it is always " + is);
        }
    }

    private void values(String at, JsonNode before, JsonNode now, JsonNode ours) {
        Set<String> were = Schemas.values(before);
        Set<String> are = Schemas.values(now);
        if (were.equals(are)) {
            return;
        }
        Set<String> added = new TreeSet<>(are);
        added.removeAll(were);
        if (are.isEmpty() || !were.isEmpty() && !added.isEmpty()) {
            changes.harmless(
                    at,
                    are.isEmpty() ? "any value instead of " + String.join(", ", were) : "new value " + shown(added),
                    "what we send is taken as before");
        }
        if (are.isEmpty() || were.isEmpty() || !are.containsAll(were)) {
            narrowed(at, were, are, ours);
        }
    }

    private void narrowed(String at, Set<String> were, Set<String> are, JsonNode ours) {
        if (are.isEmpty()) {
            return;
        }
        Set<String> gone = new TreeSet<>(were);
        gone.removeAll(are);
        String what = were.isEmpty() ? "only " + shown(are) + " from now on" : "value " + shown(gone) + " is gone";
        Set<String> sent = new TreeSet<>(Schemas.values(ours));
        boolean free = sent.isEmpty();
        sent.removeAll(are);
        if (ours.isMissingNode()) {
            changes.harmless(at, what, "we send nothing there");
        } else if (free) {
            changes.mayBreak(at, what, "our mapping may send any value there");
        } else if (sent.isEmpty()) {
            changes.harmless(at, what, "our mapping sends only " + shown(Schemas.values(ours)));
        } else {
            changes.breaks(at, what, "our mapping sends " + shown(sent));
        }
    }

    private static String shown(Set<String> values) {
        return values.size() <= 12
                ? String.join(", ", values)
                : String.join(", ", values.stream().limit(12).toList()) + " and " + (values.size() - 12) + " more";
    }

    private void pattern(String at, JsonNode before, JsonNode now, JsonNode ours) {
        String was = before.path("pattern").asText("");
        String is = now.path("pattern").asText("");
        if (plain(was).equals(plain(is))) {
            return;
        }
        String what = "pattern " + (was.isEmpty() ? "none" : was) + " becomes " + (is.isEmpty() ? "none" : is);
        Set<String> sent = Schemas.values(ours);
        if (ours.isMissingNode()) {
            changes.harmless(at, what, "we send nothing there");
        } else if (is.isEmpty() || same(is, ours.path("pattern").asText(""))) {
            changes.harmless(at, what, is.isEmpty() ? "all is taken now" : "our mapping keeps this very pattern");
        } else if (!sent.isEmpty()) {
            Set<String> refused = refused(is, sent);
            if (refused.isEmpty()) {
                changes.harmless(at, what, "all that our mapping sends keeps it");
            } else {
                changes.breaks(at, what, "our mapping sends " + shown(refused));
            }
        } else {
            changes.mayBreak(at, what, "nobody knows whether all that our mapping sends keeps it");
        }
    }

    /** In a contract in XML the short form takes the digits of all scripts, else it is the other one. */
    private String plain(String pattern) {
        return soap ? pattern : pattern.replace("[0-9]", "\\d");
    }

    /** A contract in XML has its patterns between anchors; others may do without. */
    private boolean same(String one, String other) {
        return plain(bare(one)).equals(plain(bare(other)));
    }

    private static String bare(String pattern) {
        return pattern.replaceFirst("^\\^\\(\\?:(.*)\\)\\$$", "$1").replaceFirst("^\\^(.*)\\$$", "$1");
    }

    private static Set<String> refused(String pattern, Set<String> values) {
        try {
            Pattern compiled = Pattern.compile(pattern);
            Set<String> refused = new TreeSet<>();
            values.stream().filter(value -> !compiled.matcher(value).find()).forEach(refused::add);
            return refused;
        } catch (PatternSyntaxException e) {
            return values;
        }
    }

    private void format(String at, JsonNode before, JsonNode now, JsonNode ours) {
        String was = before.path("format").asText("");
        String is = now.path("format").asText("");
        // Of numbers it is a size, which a limit says where it matters.
        if (was.equals(is) || NUMBERS.contains(now.path("type").asText())) {
            return;
        }
        String what = "format " + (was.isEmpty() ? "none" : was) + " becomes " + (is.isEmpty() ? "none" : is);
        if (ours.isMissingNode()
                || is.isEmpty()
                || is.equals(ours.path("format").asText(""))) {
            changes.harmless(at, what, ours.isMissingNode() ? "we send nothing there" : "what we send keeps it");
        } else {
            changes.mayBreak(at, what, "nobody knows whether what our mapping sends has this form");
        }
    }

    private void encoding(String at, JsonNode before, JsonNode now, JsonNode ours) {
        String was = before.path(ContractFacts.ENCODING).asText("none");
        String is = now.path(ContractFacts.ENCODING).asText("none");
        if (was.equals(is)) {
            return;
        }
        String what = "encoding " + was + " becomes " + is;
        if (ours.isMissingNode()
                || is.equals("none")
                || is.equals(ours.path(ContractFacts.ENCODING).asText())) {
            changes.harmless(at, what, ours.isMissingNode() ? "we send nothing there" : "what we send keeps it");
        } else {
            changes.mayBreak(at, what, "nobody knows whether what our mapping sends is written in it");
        }
    }

    private void list(String at, JsonNode before, JsonNode now, JsonNode ours) {
        String was = before.path(ContractFacts.LIST).asText("none");
        String is = now.path(ContractFacts.LIST).asText("none");
        if (was.equals(is)) {
            return;
        }
        String what = "list of " + was + " becomes " + is;
        if (ours.isMissingNode() || is.equals("none")) {
            changes.harmless(at, what, ours.isMissingNode() ? "we send nothing there" : "it is a text like others");
        } else {
            changes.mayBreak(at, what, "nobody knows whether what our mapping sends is one");
        }
    }

    private void step(String at, JsonNode before, JsonNode now, JsonNode ours) {
        JsonNode was = before.path("multipleOf");
        JsonNode is = now.path("multipleOf");
        if (was.asDouble(0) == is.asDouble(0)) {
            return;
        }
        String what = "multipleOf " + was.asText("none") + " becomes " + is.asText("none");
        boolean whole = is.asDouble(1) == 1 && ours.path("type").asText().equals("integer");
        if (ours.isMissingNode() || is.isMissingNode() || whole || is.equals(ours.path("multipleOf"))) {
            changes.harmless(at, what, ours.isMissingNode() ? "we send nothing there" : "what we send keeps it");
        } else {
            changes.mayBreak(at, what, "nobody knows whether all that our mapping sends keeps it");
        }
    }

    void repeated(String at, JsonNode before, JsonNode now, JsonNode ours) {
        boolean was = before.path("uniqueItems").asBoolean();
        boolean is = now.path("uniqueItems").asBoolean();
        if (was == is) {
            return;
        }
        String what = is ? "nothing may stand there twice" : "something may stand there twice";
        boolean once = !Schemas.isList(ours)
                || ours.path("uniqueItems").asBoolean()
                || ours.path("maxItems").asInt(2) < 2;
        if (!is || once) {
            changes.harmless(at, what, is ? "we send nothing twice" : "all that was taken before is taken now");
        } else {
            changes.mayBreak(at, what, "nobody knows whether our mapping ever does so");
        }
    }

    /** Where a schema stands in another document, nobody knows what it says. */
    void elsewhere(String at, JsonNode before, JsonNode now, JsonNode ours) {
        String was = before.path(ContractFacts.ELSEWHERE).asText("here");
        String is = now.path(ContractFacts.ELSEWHERE).asText("here");
        if (was.equals(is)) {
            return;
        }
        String what = "described " + (is.equals("here") ? "here now, before in " + was : "in " + is + " now");
        if (ours.isMissingNode()) {
            changes.harmless(at, what, "we send nothing there");
        } else {
            changes.mayBreak(at, what, "other documents are not read: give --against a file that has all of it");
        }
    }

    /** @param three before, now, ours */
    void limited(String at, Limit limit, List<JsonNode> three) {
        JsonNode ours = three.get(2);
        BigDecimal before = limit.in(three.get(0));
        BigDecimal now = limit.in(three.get(1));
        if (limit.same(before, now)) {
            return;
        }
        if (now == null || !limit.isTighter(now, before)) {
            changes.harmless(at, what(limit, before, now), "all that was taken before is taken now");
            return;
        }
        BigDecimal far = limit.ours(ours);
        if (ours.isMissingNode()) {
            changes.harmless(at, what(limit, before, now), "we send nothing there");
        } else if (far == null) {
            changes.mayBreak(at, what(limit, before, now), "our mapping sets no " + limit.word() + " of its own");
        } else if (limit.fits(far, now)) {
            changes.harmless(at, what(limit, before, now), "our mapping goes to " + Limit.shown(far) + " only");
        } else {
            changes.breaks(at, what(limit, before, now), "our mapping goes to " + Limit.shown(far));
        }
    }

    static String what(Limit limit, @Nullable BigDecimal before, @Nullable BigDecimal now) {
        return limit.word() + " " + Limit.shown(before) + " becomes " + Limit.shown(now);
    }

    void nullable(String at, JsonNode before, JsonNode now, JsonNode ours) {
        boolean was = before.path("nullable").asBoolean();
        boolean is = now.path("nullable").asBoolean();
        if (was == is) {
            return;
        }
        if (is || ours.isMissingNode() || !ours.path("nullable").asBoolean()) {
            changes.harmless(at, is ? "may be null now" : "may not be null any more", "we send no null there");
        } else {
            changes.breaks(at, "may not be null any more", "our mapping may send null there");
        }
    }
}
