package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * One row of an outcome table: when it matches and what it then means. Immutable.
 *
 * @param line where it stands in outcomes.yaml
 * @param conditions all must hold
 * @param trouble whether it is the destination's or the network's trouble; only for deferred and unclear
 * @param needsPerson whether that trouble passes only when a person acts
 * @param who who can act on it; null where the row does not say
 * @param remember what of the answer the next messages of the dossier need, by the name under which the mapping gets it back; the row
 *     matches only where all of it is there. Only for delivered
 * @param waits what to ask for a wait, first one that says something wins; only for deferred
 */
record OutcomeRow(
        String name,
        int line,
        List<Condition> conditions,
        Verdict verdict,
        boolean trouble,
        boolean needsPerson,
        List<Wait> waits,
        Reading.@Nullable NextStep next,
        @Nullable Learn learn,
        @Nullable JsonPath reference,
        Map<String, List<JsonPath>> remember,
        String what,
        String cure,
        @Nullable Who who) {

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    /** Of what is remembered: a number, a code. */
    private static final int LONGEST = 200;

    /** The four outcomes as words. */
    enum Verdict {
        DELIVERED,
        REJECTED,
        DEFERRED,
        UNCLEAR
    }

    /** Where a wait comes from: the answer's Retry-After, or a fixed time. */
    record Wait(@Nullable Duration fixed) {}

    /** What an enquiry's answer teaches. */
    record Learn(boolean exists, @Nullable JsonPath steps, @Nullable JsonPath dossier) {}

    boolean matches(Facts facts) {
        for (Condition condition : conditions) {
            if (!condition.holds(facts)) {
                return false;
            }
        }
        return remember.values().stream()
                .noneMatch(places -> said(places, facts).isEmpty());
    }

    /** All that it wants to be said, folded. */
    List<String> phrases() {
        return conditions.stream()
                .filter(condition -> condition instanceof Condition.Text)
                .map(condition -> (Condition.Text) condition)
                .flatMap(text -> Stream.concat(text.contains().stream().map(Phrase::toString), text.is().stream()))
                .toList();
    }

    /** All by which words decide, also those that it must not say; folded. */
    Stream<String> decisive() {
        Stream<String> without = conditions.stream()
                .filter(condition -> condition instanceof Condition.Text)
                .flatMap(condition ->
                        ((Condition.Text) condition).without().stream().map(Phrase::toString));
        return Stream.concat(phrases().stream(), without);
    }

    /** Whether every answer that matches the later row already matches this one. */
    boolean shadows(OutcomeRow later) {
        return remember.isEmpty()
                && conditions.stream()
                        .allMatch(mine -> later.conditions.stream().anyMatch(mine::covers));
    }

    Reading read(Facts facts, AnswerForm form, Clock clock) {
        Outcome outcome = outcome(facts, form, clock);
        if (learn == null) {
            return new Reading(name, outcome, next, null, -1, null, remembered(facts));
        }
        String dossier = learn.dossier() == null
                ? null
                : facts.at(learn.dossier()).asText("").strip();
        return new Reading(name, outcome, next, learn.exists(), steps(learn, facts), dossier, Map.of());
    }

    private Map<String, String> remembered(Facts facts) {
        Map<String, String> values = new TreeMap<>();
        remember.forEach((key, places) -> values.put(key, said(places, facts)));
        return values;
    }

    /** The first of the places that has a number or a short text; empty when none has. */
    private static String said(List<JsonPath> places, Facts facts) {
        for (JsonPath place : places) {
            JsonNode found = facts.at(place);
            String text =
                    found.isTextual() || found.isNumber() ? found.asText("").strip() : "";
            if (!text.isEmpty() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl)) {
                return text;
            }
        }
        return "";
    }

    private static int steps(Learn learn, Facts facts) {
        if (learn.steps() == null) {
            return learn.exists() ? -1 : 0;
        }
        JsonNode found = facts.at(learn.steps());
        String written = found.asText("").strip();
        return written.matches("\\d{1,6}") ? Integer.parseInt(written) : -1;
    }

    private Outcome outcome(Facts facts, AnswerForm form, Clock clock) {
        if (verdict == Verdict.DELIVERED) {
            String number =
                    reference == null ? "" : facts.at(reference).asText("").strip();
            return new Outcome.Delivered(number.isEmpty() ? null : number);
        }
        Problem problem = new Problem(name, what, Excerpt.of(facts, form), cure);
        if (verdict == Verdict.REJECTED) {
            return new Outcome.Rejected(problem);
        }
        return verdict == Verdict.UNCLEAR ? new Outcome.Unclear(problem, trouble) : deferred(problem, facts, clock);
    }

    /** A fixed time is ours and for this record; with 429 or 503 a Retry-After is theirs, and HTTP says it for whatever we send. */
    private Outcome deferred(Problem problem, Facts facts, Clock clock) {
        for (Wait each : waits) {
            if (each.fixed() != null) {
                return new Outcome.Deferred(problem, each.fixed(), trouble);
            }
            Duration asked = RetryAfter.read(facts.header("retry-after"), clock);
            if (asked != null) {
                return new Outcome.Deferred(
                        problem, asked, trouble, facts.status() == TOO_MANY || facts.status() == UNAVAILABLE);
            }
        }
        return new Outcome.Deferred(problem, null, trouble);
    }
}
