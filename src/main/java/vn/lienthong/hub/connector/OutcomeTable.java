package vn.lienthong.hub.connector;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * How a destination's answers read: rows in order, the first match wins, what matches none is unclear. Immutable.
 *
 * @param form where its answers say what they say
 * @param shows names of fields that hold nothing about a person, sent or answered: people may be shown them
 * @param storesTwice operations whose message the destination stores a second time when it comes a second time
 */
record OutcomeTable(
        List<OutcomeRow> rows,
        Map<Reading.NextStep, Integer> limits,
        AnswerForm form,
        Set<String> shows,
        Set<String> storesTwice) {

    /** Name under which an answer is read that no row knows. */
    static final String OTHERWISE = "otherwise";

    /** Tried when a table does not say. */
    static final int DEFAULT_LIMIT = 1;

    Reading read(String operation, Answer answer, Clock clock) {
        Facts facts = Conversation.isFile(operation)
                ? new Facts(operation, answer)
                : new Facts(Conversation.asked(operation), answer, form);
        for (OutcomeRow row : rows) {
            if (row.matches(facts)) {
                return row.read(facts, form, clock);
            }
        }
        return new Reading(OTHERWISE, unknown(facts), null, null, -1, null, Map.of());
    }

    /**
     * An answer no row knows is never success. If nothing can have arrived there is nothing to enquire about, so it only
     * waits; in every other case the destination must be asked. What the network did is not the record's fault.
     */
    private Outcome unknown(Facts facts) {
        Problem problem = new Problem(
                "unknown-answer",
                "The destination answered something that no row of outcomes.yaml knows.",
                Excerpt.of(facts, form),
                "The hub enquires before it sends again; if this comes often, add a row with a case.");
        if (facts.answer() instanceof Answer.Failed failed) {
            if (failed.failure() == Answer.Failure.OFF_CONTRACT) {
                // It would break the contract every time.
                return new Outcome.Rejected(problem);
            }
            return failed.failure().mayHaveArrived()
                    ? new Outcome.Unclear(problem, true)
                    : new Outcome.Deferred(problem, null, true);
        }
        return new Outcome.Unclear(problem);
    }

    /** Whether a row of this name is a trouble that passes only when a person acts. */
    boolean needsPerson(String name) {
        return rows.stream().anyMatch(row -> row.needsPerson() && row.name().equals(name));
    }

    /** What its rows look for in words, where something may stand between two words these one by one; and what the rows themselves say of it. */
    Set<String> turns() {
        Stream<String> looked =
                rows.stream().flatMap(OutcomeRow::decisive).flatMap(phrase -> Arrays.stream(phrase.split(" \\* ")));
        Stream<String> own = rows.stream()
                .flatMap(row -> Stream.of(row.what(), row.cure()))
                .map(words -> words.replaceAll("\\W+$", ""));
        return Stream.of(looked, own, Excerpt.turns())
                .flatMap(turns -> turns)
                .filter(turn -> !turn.isEmpty())
                .map(turn -> turn.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    int limit(Reading.NextStep step) {
        return limits.getOrDefault(step, DEFAULT_LIMIT);
    }
}
