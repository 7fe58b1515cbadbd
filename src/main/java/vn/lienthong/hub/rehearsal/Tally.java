package vn.lienthong.hub.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import vn.lienthong.hub.rehearsal.Causes.Offender;
import vn.lienthong.hub.rehearsal.Trial.Fit;
import vn.lienthong.hub.rehearsal.Trial.Subject;
import vn.lienthong.hub.rehearsal.Trial.Unfit;
import vn.lienthong.hub.rehearsal.Trial.Verdict;

/** What a rehearsal has counted so far. Its memory is bounded, however many records come. Thread-safe. */
final class Tally {
    private static final int MOST_NOTES = 200;
    /** Where a source may say what it calls a procedure. */
    private static final String NAME = "procedureName";

    private static final Set<String> ENDED = Set.of("REFUSED", "WITHDRAWN", "STOPPED", "FINISHED", "RETURNED");

    private final Causes causes = new Causes();
    private final Dossiers dossiers = new Dossiers();
    private final Map<String, Long> notes = new LinkedHashMap<>();
    private long records;
    private long ready;
    private long notRead;
    private long ofOtherUnits;
    private long messages;
    private long sentMessages;
    private double sentSeconds;

    /** A moment of the counts. */
    record Counts(
            long records,
            long ready,
            long failures,
            long notRead,
            long ofOtherUnits,
            long messages,
            double secondsPerMessage) {}

    /** Takes what came of a record. */
    synchronized void add(Subject subject, Verdict verdict) {
        records++;
        boolean fails = verdict instanceof Unfit;
        verdict.notes().forEach(this::note);
        dossiers.saw(subject.dossierCode(), isOpen(subject), fails);
        if (verdict instanceof Unfit unfit) {
            Offender offender = new Offender(
                    subject.dossierCode(), subject.revision(), unfit.problem().found());
            causes.add(Cause.of(unfit), offender, name(subject));
        } else if (verdict instanceof Fit fit) {
            ready++;
            messages += fit.messages();
            if (!fit.took().isZero()) {
                sentMessages += fit.messages();
                sentSeconds += fit.took().toNanos() / 1e9;
            }
        }
    }

    /** Takes a line that is no record. */
    synchronized void unreadable(String dossierCode, long line, Unfit unfit) {
        notRead++;
        String where = "line " + line + ": " + unfit.problem().found();
        causes.add(Cause.of(unfit), new Offender(dossierCode, 0, where), "");
    }

    /** A record of another unit stood in a file. */
    synchronized void ofAnotherUnit() {
        ofOtherUnits++;
    }

    /** What was counted before this process began. */
    synchronized void restore(JsonNode report) {
        records += report.path("records").asLong();
        if (records > 0) {
            dossiers.andOthers();
        }
        ready += report.path("ready").asLong();
        notRead += report.path("notRead").asLong();
        report.path("notes")
                .forEach(one ->
                        notes.put(one.path("note").asText(), one.path("count").asLong()));
        ReportJson.causes(report, causes);
    }

    synchronized Counts counts() {
        return new Counts(
                records,
                ready,
                causes.failures(),
                notRead,
                ofOtherUnits,
                messages,
                sentMessages == 0 ? 0 : sentSeconds / sentMessages);
    }

    /** Looks at all of it while nothing is added. */
    synchronized <T> T look(Look<T> look) {
        return look.at(causes, dossiers, notes);
    }

    /** Somebody who looks at what was counted. */
    interface Look<T> {
        T at(Causes causes, Dossiers dossiers, Map<String, Long> notes);
    }

    private void note(String note) {
        String all = Cause.general(note);
        if (notes.containsKey(all) || notes.size() < MOST_NOTES) {
            notes.merge(all, 1L, Long::sum);
        }
    }

    private static boolean isOpen(Subject subject) {
        return !ENDED.contains(subject.record().path("status").asText());
    }

    /** What the record calls its procedure; else what it says it is about. */
    private static String name(Subject subject) {
        String told = subject.record().path("extra").path(NAME).asText("");
        return told.isBlank() ? subject.record().path("summary").asText("") : told;
    }
}
