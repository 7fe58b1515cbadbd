package vn.lienthong.hub.delivery;

import java.util.TreeMap;
import vn.lienthong.hub.connector.Reading;
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
}
