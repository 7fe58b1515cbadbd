package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.TransferState;

/** Decides what becomes of a transfer after an attempt: the retry plan applied to an outcome. */
final class Judge {
    private final RetryPlan plan;
    private final RandomGenerator random;

    Judge(RetryPlan plan, RandomGenerator random) {
        this.plan = plan;
        this.random = random;
    }

    /** @param alone how often in a row it met trouble while the destination took others, see {@link Loners} */
    Landing judge(Attempt attempt, int alone, Instant now) {
        Outcome outcome = attempt.outcome();
        Flight flight = attempt.flight();
        boolean trouble = outcome.isTrouble();
        if (outcome instanceof Outcome.Delivered) {
            return landing(attempt, now, outcome, TransferState.DELIVERED, null);
        }
        if (attempt.goesOn()) {
            return landing(attempt, now, outcome, TransferState.WAITING, now);
        }
        if (outcome instanceof Outcome.Rejected) {
            return landing(attempt, now, outcome, TransferState.PARKED, null);
        }
        boolean attemptsUsed = !trouble && flight.attempts() + 1 >= plan.giveUpAfterAttempts();
        if (attemptsUsed || trouble && alone >= plan.giveUpAfterTroubles()) {
            Problem problem = givenUp(attemptsUsed ? usedUp(flight) : leftAlone(alone), outcome);
            // Stays unclear when it is: after its release the enquiry comes first.
            Outcome last =
                    outcome instanceof Outcome.Unclear ? new Outcome.Unclear(problem) : new Outcome.Rejected(problem);
            return landing(attempt, now, last, TransferState.PARKED, null);
        }
        int failures = 1 + (trouble ? flight.troubles() : flight.attempts());
        Instant due = now.plus(pause(outcome, failures));
        TransferState next = outcome instanceof Outcome.Unclear ? TransferState.UNCLEAR : TransferState.WAITING;
        return landing(attempt, now, outcome, next, due);
    }

    /** The same end in words that the journal can hold in any case. */
    Landing unwritable(Landing landing) {
        Problem problem = new Problem(
                "landing-refused",
                "How the attempt ended could not be written down.",
                "row " + landing.row() + "; see the hub's log at this time",
                "Nothing: the destination is asked what it holds before anything is sent again.");
        Held held = landing.flight().held();
        Instant due = landing.endedAt().plus(plan.cap());
        return new Landing(
                landing.flight(),
                landing.startedAt(),
                landing.endedAt(),
                new Outcome.Unclear(problem),
                TransferState.UNCLEAR,
                due,
                landing.counts(),
                "landing-refused",
                held.with(held.steps().doubtingAll()),
                null,
                List.of());
    }

    private Duration pause(Outcome outcome, int failures) {
        Duration planned = plan.pause(failures, random);
        if (outcome instanceof Outcome.Deferred deferred && deferred.after() != null) {
            // Everyone was told the same moment: spread the return a little, never before it.
            return deferred.after().plusMillis(Math.min(1_000, planned.toMillis()));
        }
        return planned;
    }

    private static String usedUp(Flight flight) {
        return "Given up after " + (flight.attempts() + 1) + " attempts.";
    }

    private static String leftAlone(int times) {
        return "Given up: it met trouble " + times + " times in a row while the destination took other records.";
    }

    private static Problem givenUp(String what, Outcome outcome) {
        Problem last = Objects.requireNonNull(outcome.problem());
        return new Problem(
                "given-up",
                what,
                "last: " + last.what() + " (" + last.found() + ")",
                last.cure() + " Then release the transfer.");
    }

    private static Landing landing(
            Attempt attempt, Instant now, Outcome outcome, TransferState becomes, @Nullable Instant due) {
        return new Landing(
                attempt.flight(),
                attempt.startedAt(),
                now,
                outcome,
                becomes,
                due,
                !outcome.isTrouble() && !attempt.goesOn(),
                attempt.row(),
                attempt.held(),
                attempt.unmappedCode(),
                attempt.kept());
    }
}
