package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Audit;
import vn.lienthong.hub.vocabulary.Ids;

/** The verification of the audit that runs, or ran last: one at a time, because each reads the whole journal. Thread-safe. */
final class Verification {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    private final Clock clock;
    private State state = State.NONE;
    private @Nullable Instant began;
    private @Nullable Instant ended;
    private long links;
    private long ofLinks;
    private long entries;
    private Audit.@Nullable Report report;
    private @Nullable String failure;

    private enum State {
        NONE,
        RUNNING,
        DONE,
        FAILED
    }

    Verification(Clock clock) {
        this.clock = clock;
    }

    /** Begins, unless one is under way. Tells whether it began. */
    synchronized boolean begin(Audit audit, Audit.Wanted wanted) {
        if (state == State.RUNNING) {
            return false;
        }
        state = State.RUNNING;
        began = clock.instant();
        ended = null;
        links = 0;
        ofLinks = 0;
        entries = 0;
        report = null;
        failure = null;
        Thread thread = new Thread(() -> run(audit, wanted), "audit-verify");
        thread.setDaemon(true);
        thread.start();
        return true;
    }

    private void run(Audit audit, Audit.Wanted wanted) {
        try {
            Audit.Report found = audit.verify(wanted, this::at);
            end(State.DONE, found, null);
            if (!found.sound()) {
                LOG.error(
                        "The audit does not hold. Found: {}",
                        found.findings().get(0).text());
            }
        } catch (RuntimeException e) {
            LOG.warn("The audit could not be verified to its end", e);
            end(State.FAILED, null, String.valueOf(e.getMessage()));
        }
    }

    private synchronized void at(long nowLinks, long nowOf, long nowEntries) {
        links = nowLinks;
        ofLinks = nowOf;
        entries = nowEntries;
    }

    private synchronized void end(State how, Audit.@Nullable Report found, @Nullable String why) {
        state = how;
        report = found;
        failure = why;
        ended = clock.instant();
    }

    synchronized ObjectNode json() {
        ObjectNode node = Json.object();
        node.put("state", state.name());
        Json.put(node, "began", began);
        Json.put(node, "ended", ended);
        Audit.Report done = report;
        node.put("links", done == null ? links : done.links());
        node.put("ofLinks", done == null ? ofLinks : done.links());
        node.put("entries", done == null ? entries : done.entries());
        if (began != null) {
            Instant until = Objects.requireNonNullElse(ended, clock.instant());
            node.put("seconds", Duration.between(began, until).toMillis() / 1000.0);
        }
        Json.put(node, "failure", failure);
        if (done != null) {
            report(node, done);
        }
        return node;
    }

    private static void report(ObjectNode node, Audit.Report report) {
        node.put("sound", report.sound());
        node.put("faults", report.count());
        node.put("keyed", report.keyed());
        node.put("anchors", report.anchors());
        node.put("archives", report.archives());
        Json.put(node, "unlinkedUntil", report.unlinkedUntil());
        ArrayNode notes = node.putArray("notes");
        report.notes().forEach(notes::add);
        ArrayNode findings = node.putArray("findings");
        for (Audit.Finding finding : report.findings()) {
            ObjectNode one = findings.addObject();
            one.put("fault", finding.fault().name());
            one.put("table", finding.table());
            boolean link = finding.table().equals("audit");
            one.put("id", link ? Long.toString(finding.id()) : Ids.text(Math.max(0, finding.id())));
            if (finding.transfer() > 0) {
                one.put("transfer", Ids.text(finding.transfer()));
            }
            Json.put(one, "dossierCode", finding.dossierCode());
            one.put("text", finding.text());
        }
    }
}
