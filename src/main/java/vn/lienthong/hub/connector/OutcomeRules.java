package vn.lienthong.hub.connector;

import java.util.List;

/** What an outcome table may not say, although it could be written. */
final class OutcomeRules {

    private OutcomeRules() {}

    static void check(ConnectorFolder connector, OutcomeTable outcomes, Findings findings) {
        for (OutcomeRow row : outcomes.rows()) {
            String where = connector.shown("outcomes.yaml") + ":" + row.line();
            if (row.verdict() == OutcomeRow.Verdict.DELIVERED && !readsTheBody(row.conditions())) {
                findings.add(
                        where,
                        "Row '" + row.name() + "' calls it success without looking at the body",
                        "no json, text or body in 'when'",
                        "A log-in page answers 200 too: name what the body says on success");
            }
            for (Condition condition : row.conditions()) {
                if (condition instanceof Condition.Failed failed) {
                    failure(row, failed, where, findings);
                }
                if (condition instanceof Condition.Body body
                        && body.kinds().contains(Condition.Body.Kind.UNTRUSTED)
                        && row.verdict() != OutcomeRow.Verdict.UNCLEAR) {
                    findings.add(
                            where,
                            "Row '" + row.name() + "' believes an answer that is not signed as it must be",
                            "outcome: " + Words.kebab(row.verdict()) + " for untrusted",
                            "Anybody can have written it, and our message has left: unclear");
                }
            }
            learns(row, where, findings);
            if (row.next() != null
                    && row.next() != Reading.NextStep.ENQUIRE
                    && row.verdict() == OutcomeRow.Verdict.DELIVERED) {
                findings.add(
                        where,
                        "Row '" + row.name() + "' is delivered and yet has a next step",
                        "next: " + Words.kebab(row.next()),
                        "Say what it is if the next step does not help: rejected or deferred");
            }
            if (row.needsPerson()
                    && row.verdict() == OutcomeRow.Verdict.DEFERRED
                    && row.waits().isEmpty()) {
                findings.add(
                        where,
                        "Row '" + row.name() + "' waits for a person and does not say how long",
                        "needs-a-person: true without wait",
                        "Nobody acts within seconds, and they refuse us: wait: PT5M");
            }
        }
    }

    private static boolean readsTheBody(List<Condition> conditions) {
        return conditions.stream()
                .anyMatch(
                        c -> c instanceof Condition.Json || c instanceof Condition.Text || c instanceof Condition.Body);
    }

    private static void learns(OutcomeRow row, String where, Findings findings) {
        OutcomeRow.Learn learn = row.learn();
        // A source may refuse a detail because it does not have it: that is an answer too.
        boolean isAbsent = learn != null && !learn.exists() && row.verdict() == OutcomeRow.Verdict.REJECTED;
        if (learn != null && !isAbsent && row.verdict() != OutcomeRow.Verdict.DELIVERED) {
            findings.add(
                    where,
                    "Row '" + row.name() + "' learns from an answer that it does not trust",
                    "learn with outcome " + Words.kebab(row.verdict()),
                    "Only an answered enquiry teaches: outcome: delivered; or rejected with exists: false, where a detail is not there");
        }
    }

    /** The one failure that is ours: the message would break the contract again. */
    private static void offContract(OutcomeRow row, String where, Findings findings) {
        if (row.verdict() != OutcomeRow.Verdict.REJECTED) {
            findings.add(
                    where,
                    "Row '" + row.name() + "' lets a message come again that will never do",
                    "outcome: " + Words.kebab(row.verdict()) + " for off-contract",
                    "Our own message does not keep the contract; somebody must correct it: rejected");
        }
    }

    /** The destination has no part in it: nobody else must wait for that. */
    private static void fileNotHeld(OutcomeRow row, String where, Findings findings) {
        if (row.verdict() != OutcomeRow.Verdict.REJECTED
                && (row.verdict() != OutcomeRow.Verdict.DEFERRED || row.trouble())) {
            findings.add(
                    where,
                    "Row '" + row.name() + "' blames the destination for a file that the hub does not hold",
                    "outcome: " + Words.kebab(row.verdict()) + " for file-not-held",
                    "It is this record's own trouble: rejected, or deferred with trouble: false");
        }
    }

    private static void failure(OutcomeRow row, Condition.Failed failed, String where, Findings findings) {
        for (Answer.Failure kind : failed.kinds()) {
            if (kind == Answer.Failure.OFF_CONTRACT) {
                offContract(row, where, findings);
                continue;
            }
            if (kind == Answer.Failure.FILE_NOT_HELD) {
                fileNotHeld(row, where, findings);
                continue;
            }
            boolean waits = row.verdict() == OutcomeRow.Verdict.DEFERRED && row.trouble();
            // A file that will never do may be given up, in the open; whoever decides that writes the row.
            boolean givenUp = kind == Answer.Failure.FILE_UNUSABLE && row.verdict() == OutcomeRow.Verdict.REJECTED;
            boolean right = kind.mayHaveArrived()
                    ? row.verdict() == OutcomeRow.Verdict.UNCLEAR && row.trouble()
                    : waits || givenUp;
            if (!right) {
                findings.add(
                        where,
                        "Row '" + row.name() + "' concludes too much from " + Words.kebab(kind),
                        "outcome: " + Words.kebab(row.verdict()),
                        kind.mayHaveArrived()
                                ? "The message may have arrived and the record is not at fault: unclear, trouble: true"
                                : "Nothing was sent and the record is not at fault: deferred, trouble: true");
            }
        }
    }
}
