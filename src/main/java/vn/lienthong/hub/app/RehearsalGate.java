package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.lienthong.hub.rehearsal.ReportBook;
import vn.lienthong.hub.switchover.Gates.Known;
import vn.lienthong.hub.switchover.Gates.Reading;
import vn.lienthong.hub.switchover.Gates.Unknown;

/** What the gates of a switchover read in the readiness reports of this node. */
final class RehearsalGate {
    private static final String PROCEDURE = "procedure:";

    private RehearsalGate() {}

    /** How many records failed over all codes, with the first dossiers of each cause; a code that nobody rehearsed leaves the number unknown. */
    static Reading failures(ReportBook book, GateScope scope) {
        long failures = 0;
        List<String> offenders = new ArrayList<>();
        for (String code : scope.codes()) {
            List<JsonNode> reports = counting(book, code, scope.since());
            if (reports.isEmpty()) {
                return new Unknown(
                        "Nothing of " + code + " was rehearsed to its end on this node"
                                + (scope.since().equals(Instant.EPOCH)
                                        ? "."
                                        : " since " + Json.time(scope.since()) + ", when " + scope.unit() + " began."),
                        cure(code));
            }
            if (!isWhole(reports)) {
                return new Unknown(
                        "Of " + code
                                + " only a file or what came lately was rehearsed on this node, and not all that the"
                                + " journal keeps.",
                        cure(code));
            }
            for (JsonNode report : reports) {
                failures += report.path("failures").asLong();
                offenders.addAll(offenders(report));
            }
        }
        return new Known(failures, offenders);
    }

    private static String cure(String code) {
        return "Rehearse it: rehearse " + code + " --by NAME --why REASON.";
    }

    /** A file has as many records as somebody put into it, live ones are those since yesterday: only the journal is all that is known of a ward. */
    private static boolean isWhole(List<JsonNode> reports) {
        return reports.stream().anyMatch(report -> report.path("kind").asText().equals("journal"));
    }

    private static List<String> offenders(JsonNode report) {
        List<String> offenders = new ArrayList<>();
        report.path("causes")
                .forEach(cause -> offenders.add(cause.at("/first/0/dossierCode").asText() + " and "
                        + (cause.path("count").asLong() - 1) + " more: "
                        + cause.path("subject").asText() + ", as of "
                        + report.path("endedAt").asText()));
        return offenders;
    }

    /** Codes of procedures that were found unmapped, by the code that was rehearsed; a code that was not, or in part only, is left out. */
    static Map<String, Set<String>> unmapped(ReportBook book, GateScope scope) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (String code : scope.codes()) {
            List<JsonNode> reports = counting(book, code, scope.since());
            for (JsonNode report : isWhole(reports) ? reports : List.<JsonNode>of()) {
                Set<String> codes = found.computeIfAbsent(code, any -> new TreeSet<>());
                report.path("causes").forEach(cause -> {
                    String subject = cause.path("subject").asText();
                    if (subject.startsWith(PROCEDURE)) {
                        codes.add(subject.substring(PROCEDURE.length()));
                    }
                });
            }
        }
        return found;
    }

    private static List<JsonNode> counting(ReportBook book, String code, Instant since) {
        return book.counting(code).stream()
                .filter(report -> !OffsetDateTime.parse(report.path("startedAt").asText())
                        .toInstant()
                        .isBefore(since))
                .toList();
    }
}
