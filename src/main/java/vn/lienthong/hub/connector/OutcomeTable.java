package vn.lienthong.hub.connector;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/** How a destination's answers read: rows in order, the first match wins, what matches none is unclear. Immutable. */
record OutcomeTable(List<OutcomeRow> rows, Map<Reading.NextStep, Integer> limits) {

    /** Name under which an answer is read that no row knows. */
    static final String OTHERWISE = "otherwise";

    /** Tried when a table does not say. */
    static final int DEFAULT_LIMIT = 1;

    Reading read(String operation, Answer answer, Clock clock) {
        Facts facts = new Facts(operation, answer);
        for (OutcomeRow row : rows) {
            if (row.matches(facts)) {
                return row.read(facts, clock);
            }
        }
        return new Reading(OTHERWISE, unknown(facts), null, null, -1);
    }

    /**
     * An answer no row knows is never success. If nothing can have arrived there is nothing to enquire about, so it only
     * waits; in every other case the destination must be asked.
     */
    private static Outcome unknown(Facts facts) {
        Problem problem = new Problem(
                "unknown-answer",
                "The destination answered something that no row of outcomes.yaml knows.",
                Excerpt.of(facts),
                "The hub enquires before it sends again; if this comes often, add a row with a case.");
        boolean nothingSent = facts.answer() instanceof Answer.Failed failed
                && !failed.failure().mayHaveArrived();
        return nothingSent ? new Outcome.Deferred(problem, null, true) : new Outcome.Unclear(problem);
    }

    int limit(Reading.NextStep step) {
        return limits.getOrDefault(step, DEFAULT_LIMIT);
    }
}
