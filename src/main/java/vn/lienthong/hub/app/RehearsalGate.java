package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.rehearsal.ReportBook;
import vn.lienthong.hub.switchover.Gates.Known;
import vn.lienthong.hub.switchover.Gates.Reading;
import vn.lienthong.hub.switchover.Gates.Unknown;
import vn.lienthong.hub.vocabulary.Times;

/** What the gates of a switchover read in the readiness reports of this node. */
final class RehearsalGate {
    private static final String PROCEDURE = "procedure:";

    private RehearsalGate() {}

    /** How many records failed, with the first dossiers of each cause. */
    static Reading failures(ReportBook book, String unit) {
        Optional<ReportBook.Failures> found = book.failures(unit);
        if (found.isEmpty()) {
            return new Unknown(
                    "Nothing of " + unit + " was rehearsed to its end on this node.",
                    "Rehearse it: rehearse " + unit + " --by NAME --why REASON.");
        }
        List<String> offenders = new ArrayList<>();
        for (JsonNode report : book.counting(unit)) {
            report.path("causes")
                    .forEach(cause -> offenders.add(cause.at("/first/0/dossierCode")
                                    .asText() + " and " + (cause.path("count").asLong() - 1)
                            + " more: " + cause.path("subject").asText() + ", as of "
                            + Times.text(found.get().at())));
        }
        return new Known(found.get().failures(), offenders);
    }

    /** Codes of procedures that were found unmapped; empty while nothing was rehearsed. */
    static Optional<Set<String>> unmapped(ReportBook book, String unit) {
        List<JsonNode> reports = book.counting(unit);
        Set<String> codes = new TreeSet<>();
        reports.forEach(report -> report.path("causes").forEach(cause -> {
            String subject = cause.path("subject").asText();
            if (subject.startsWith(PROCEDURE)) {
                codes.add(subject.substring(PROCEDURE.length()));
            }
        }));
        return reports.isEmpty() ? Optional.empty() : Optional.of(codes);
    }
}
