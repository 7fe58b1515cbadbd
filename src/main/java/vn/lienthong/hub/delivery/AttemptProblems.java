package vn.lienthong.hub.delivery;

import java.util.List;
import java.util.TreeMap;
import vn.lienthong.hub.connector.Answer;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/** What the hub itself says of how an attempt went, in three parts. */
final class AttemptProblems {

    private AttemptProblems() {}

    static Problem writtenDown(Reading reading) {
        return new Problem(
                "written-down",
                "The destination gave what the next messages of the dossier need; it is written down before they leave.",
                String.join(", ", new TreeMap<>(reading.remembered()).keySet()) + " in the answer that row "
                        + reading.row() + " read",
                "Nothing; the hub goes on at once.");
    }

    static Problem aboutAnother() {
        return new Problem(
                "enquiry-about-another",
                "The destination was asked about this dossier and answered about another.",
                "another dossier code in the answer to the enquiry",
                "Nothing to do; the hub asks again. If it comes often, show the destination the answer.");
    }

    static Problem pingPong(int passes, String row) {
        return new Problem(
                "ping-pong",
                "The destination contradicts itself.",
                passes + " known next steps in one attempt, the last by row " + row,
                "Ask the destination what it holds of this dossier, then release the transfer.");
    }

    static Problem flowFailed(Throwable e, String destination) {
        return new Problem(
                "flow-failed",
                "The flow failed.",
                e.getClass().getSimpleName() + " in the flow to " + destination,
                "See the hub's log at this time; the transfer goes again by itself.");
    }

    static Problem withoutDelivery(String row, String destination) {
        return new Problem(
                row,
                "The flow ended without delivering.",
                "no hub:map or no hub:deliver step ran for " + destination,
                "Correct the flow in routes/, then release the transfer.");
    }

    /** What went up before a message says nothing of the dossier. */
    static Outcome cutOff(List<KeptExchange> exchanges) {
        long sent = exchanges.stream()
                .filter(exchange -> !Conversation.isPreparation(exchange.operation()))
                .count();
        Problem problem = new Problem(
                "cut-off",
                "This node has lost the journal, and another one may have taken its place.",
                sent + " messages of this attempt had been sent",
                "Nothing: the destination is asked what it holds, by whichever node has the journal.");
        return sent == 0 ? new Outcome.Deferred(problem, null, true) : new Outcome.Unclear(problem, true);
    }

    /** With what the log-in met behind it, where that is known: that is what a person must mend. */
    static String named(Answer.Failed failed) {
        String name = failed.failure().name();
        return failed.beneath() == null ? name : name + Symptom.BENEATH + failed.beneath();
    }
}
