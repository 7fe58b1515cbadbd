package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Held;

/** The rows of the entries that were accepted in one batch. */
final class AcceptedRows {
    private static final String NEW_DOSSIERS =
            "INSERT INTO dossier (id, code, unit, begins) SELECT * FROM unnest(?::int8[], ?::text[], ?::text[], ?::text[])";

    private static final String NEW_SOURCES =
            """
            INSERT INTO dossier_source (dossier_id, source, latest_revision, latest_id)
            SELECT * FROM unnest(?::int8[], ?::text[], ?::int4[], ?::int8[])
            """;

    private static final String MOVED_SOURCES =
            """
            UPDATE dossier_source s SET latest_revision = u.latest, latest_id = u.latest_id
            FROM unnest(?::int8[], ?::text[], ?::int4[], ?::int8[]) AS u(id, source, latest, latest_id)
            WHERE s.dossier_id = u.id AND s.source = u.source
            """;

    private static final String SUBMISSIONS =
            """
            INSERT INTO submission (id, dossier_id, source, dossier_code, revision, procedure, unit, superseded, accepted_at, deadline,
                                    fingerprint, owed, block, block_at, size, spared)
            SELECT u.id, u.dossier_id, u.source, u.dossier_code, u.revision, u.procedure, u.unit, u.superseded, moment(?),
                   coalesce(moment(u.deadline), 'infinity'), u.fingerprint, string_to_array(u.owed, ','), u.block, u.block_at, u.size,
                   string_to_array(u.spared, ',')
            FROM unnest(?::int8[], ?::int8[], ?::text[], ?::text[], ?::int4[], ?::text[], ?::text[], ?::bool[], ?::int8[],
                        ?::bytea[], ?::text[], ?::int8[], ?::int4[], ?::int4[], ?::text[])
                 AS u(id, dossier_id, source, dossier_code, revision, procedure, unit, superseded, deadline, fingerprint, owed,
                      block, block_at, size, spared)
            """;

    static final String LINES =
            """
            INSERT INTO line AS l (dossier_id, destination, pending)
            SELECT * FROM unnest(?::int8[], ?::text[], ?::int4[])
            ON CONFLICT (dossier_id, destination) DO UPDATE SET pending = l.pending + excluded.pending
            RETURNING dossier_id, destination, pending, held_exists, held_steps, held_reference, unclear
            """;

    private static final String TRANSFERS =
            """
            INSERT INTO open_transfer (id, submission_id, dossier_id, source, dossier_code, revision, procedure, unit, destination,
                                       state, ready, unclear, accepted_at, deadline, held_exists, held_steps,
                                       held_reference, block, block_at, size, hold_id)
            SELECT u.id, u.submission_id, u.dossier_id, u.source, u.dossier_code, u.revision, u.procedure, u.unit, u.destination,
                   u.state, u.state = 'READY', u.unclear, moment(?), coalesce(moment(u.deadline), 'infinity'), u.held_exists,
                   u.held_steps, u.held_reference, u.block, u.block_at, u.size, u.hold_id
            FROM unnest(?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[], ?::int4[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::bool[], ?::int8[], ?::bool[], ?::text[], ?::text[], ?::int8[], ?::int4[], ?::int4[], ?::int8[])
                 AS u(id, submission_id, dossier_id, source, dossier_code, revision, procedure, unit, destination, state, unclear,
                      deadline, held_exists, held_steps, held_reference, block, block_at, size, hold_id)
            """;

    private static final String SUPERSEDED =
            """
            INSERT INTO ended_transfer (id, submission_id, destination, unit, state, attempts, troubles, ended_at)
            SELECT u.id, u.submission_id, u.destination, u.unit, 'SUPERSEDED', 0, 0, moment(?)
            FROM unnest(?::int8[], ?::int8[], ?::text[], ?::text[]) AS u(id, submission_id, destination, unit)
            """;

    private final Batch batch;
    private final OwedLater owedLater;
    private final List<New> fresh = new ArrayList<>();
    private final Map<LineKey, Queue> queues = new TreeMap<>(LineKey.ORDER);

    /** @param later destinations that are owed it only once its unit goes over */
    private record New(
            AcceptStep.Known dossier,
            Entry entry,
            Acceptance.Receipt receipt,
            Payloads.Place place,
            Set<String> later) {
        long dossierId() {
            return dossier.id;
        }
    }

    /** A line after this batch's transfers were added to it. */
    private static final class Queue {
        int added;
        int before;
        boolean unclear;
        /** The last one that this batch adds. */
        long newest;

        Held held = Held.NOTHING;
    }

    AcceptedRows(Batch batch, OwedLater owedLater) {
        this.batch = batch;
        this.owedLater = owedLater;
    }

    void add(AcceptStep.Known dossier, Entry entry, Acceptance.Receipt receipt, Set<String> later) {
        Payloads.Place place =
                batch.post.payloads().putAndRemember(entry.record().content());
        fresh.add(new New(dossier, entry, receipt, place, later));
    }

    void write(Map<String, AcceptStep.Known> dossiers) {
        writeDossiers(dossiers);
        if (!fresh.isEmpty()) {
            writeSubmissions();
            writeDuties();
            writeLines();
        }
    }

    private void writeDossiers(Map<String, AcceptStep.Known> dossiers) {
        Rows added = new Rows("int8", "text", "text", "text");
        Rows begun = new Rows("int8", "text", "int4", "int8");
        Rows moved = new Rows("int8", "text", "int4", "int8");
        dossiers.forEach((code, known) -> {
            if (known.fresh) {
                added.add(known.id, code, known.life.code(), known.life.begins());
            }
            known.sources.forEach((source, sent) -> {
                if (sent.moved) {
                    (sent.fresh ? begun : moved).add(known.id, source, sent.latest, sent.latestId);
                }
            });
        });
        putOff(NEW_DOSSIERS, added);
        putOff(NEW_SOURCES, begun);
        putOff(MOVED_SOURCES, moved);
    }

    private void putOff(String sql, Rows rows) {
        if (!rows.isEmpty()) {
            batch.db.putOff(sql, rows);
        }
    }

    private void writeSubmissions() {
        Rows rows = new Rows(
                "int8", "int8", "text", "text", "int4", "text", "text", "bool", "int8", "bytea", "text", "int8", "int4",
                "int4", "text");
        for (New one : fresh) {
            DossierRecord record = one.entry().record();
            batch.post.audit().add(entry(one));
            rows.add(
                    one.receipt().submissionId(),
                    one.dossierId(),
                    one.entry().source(),
                    record.dossierCode(),
                    record.revision(),
                    record.procedureCode(),
                    record.unit(),
                    one.receipt().superseded(),
                    AcceptStep.millis(one.entry().deadline()),
                    one.entry().fingerprint(),
                    String.join(",", one.entry().owedTo()),
                    one.place().block(),
                    one.place().at(),
                    one.place().size(),
                    one.entry().spared().isEmpty()
                            ? null
                            : String.join(",", one.entry().spared()));
        }
        batch.db.putOff(SUBMISSIONS, batch.now.toEpochMilli(), rows);
    }

    /** A revision that came after a newer one tells nothing new. */
    private void writeDuties() {
        DutyRows duties = new DutyRows();
        for (New one : fresh) {
            if (!one.receipt().superseded()) {
                duties.add(one.dossierId(), one.receipt().submissionId(), one.entry(), batch.now);
            }
        }
        duties.putOff(batch.db);
    }

    /** The facts as {@link AuditRows} reads them again. */
    private AuditEntry entry(New one) {
        DossierRecord record = one.entry().record();
        Instant deadline = one.entry().deadline();
        return AuditEntry.of(
                AuditKind.SUBMISSION,
                one.receipt().submissionId(),
                one.receipt().submissionId(),
                one.dossierId(),
                one.entry().source(),
                record.dossierCode(),
                record.revision(),
                record.procedureCode(),
                record.unit(),
                one.receipt().superseded(),
                AuditEntry.micros(batch.now),
                deadline == null ? null : AuditEntry.micros(deadline),
                one.entry().fingerprint(),
                String.join(",", one.entry().owedTo()),
                one.place().block(),
                one.place().at(),
                one.place().size());
    }

    /** Adds to each line what it is owed; a transfer is ready when nothing was pending before it. */
    private void writeLines() {
        for (New one : fresh) {
            if (!one.receipt().superseded()) {
                for (Acceptance.OwedTransfer owed : now(one)) {
                    Queue queue = queues.computeIfAbsent(
                            new LineKey(one.dossierId(), owed.destination()), key -> new Queue());
                    queue.added++;
                    queue.newest = owed.id();
                }
            }
        }
        if (queues.isEmpty()) {
            return;
        }
        Rows rows = new Rows("int8", "text", "int4");
        queues.forEach((line, queue) -> rows.add(line.dossierId(), line.destination(), queue.added));
        batch.db.putOff(
                LINES,
                row -> {
                    Queue queue = queues.getOrDefault(new LineKey(row.getLong(1), row.getString(2)), new Queue());
                    queue.before = row.getInt(3) - queue.added;
                    queue.held = Lines.held(row, 4);
                    queue.unclear = row.getBoolean(7);
                    return queue;
                },
                rows);
    }

    /** What each of them is owed, once the lines have told how many wait before. */
    void writeTransfers() throws SQLException {
        supersedeOlder();
        Rows open = new Rows(
                "int8", "int8", "int8", "text", "text", "int4", "text", "text", "text", "text", "bool", "int8", "bool",
                "text", "text", "int8", "int4", "int4", "int8");
        Rows superseded = new Rows("int8", "int8", "text", "text");
        for (New one : fresh) {
            DossierRecord record = one.entry().record();
            for (Acceptance.OwedTransfer owed : now(one)) {
                batch.tallies.accepted(owed.destination(), record.unit());
                if (one.receipt().superseded() || isPassed(one, owed)) {
                    superseded.add(owed.id(), one.receipt().submissionId(), owed.destination(), record.unit());
                    noteSuperseded(one, owed);
                } else {
                    addOpen(
                            open,
                            one,
                            owed,
                            queues.getOrDefault(new LineKey(one.dossierId(), owed.destination()), new Queue()));
                }
            }
        }
        keepLater();
        long now = batch.now.toEpochMilli();
        if (!open.isEmpty()) {
            batch.db.putOff(TRANSFERS, now, open);
        }
        if (!superseded.isEmpty()) {
            batch.db.putOff(SUPERSEDED, now, superseded);
        }
    }

    private static List<Acceptance.OwedTransfer> now(New one) {
        return one.later().isEmpty()
                ? one.receipt().transfers()
                : one.receipt().transfers().stream()
                        .filter(owed -> !one.later().contains(owed.destination()))
                        .toList();
    }

    private void keepLater() {
        for (New one : fresh) {
            if (!one.later().isEmpty()) {
                one.receipt().transfers().stream()
                        .filter(owed -> one.later().contains(owed.destination()))
                        .forEach(owed -> owedLater.add(
                                one.dossier(), one.entry(), one.receipt().submissionId(), owed));
            }
        }
        owedLater.flush();
    }

    /** Where only the newest counts: what was not begun goes, and does not wait before the new one any more. */
    private void supersedeOlder() throws SQLException {
        Superseding superseding = new Superseding(batch);
        queues.forEach((line, queue) -> {
            if (batch.post.newest().is(line.destination())) {
                if (queue.before > 0) {
                    superseding.older(line, queue.newest);
                }
                for (int passed = 1; passed < queue.added; passed++) {
                    superseding.atOnce(line);
                }
            }
        });
        superseding.run().forEach((line, count) -> queues.getOrDefault(line, new Queue()).before -= count);
    }

    /** Whether a newer one of the same dossier came in the same batch, towards a destination that takes only the newest. */
    private boolean isPassed(New one, Acceptance.OwedTransfer owed) {
        Queue queue = queues.get(new LineKey(one.dossierId(), owed.destination()));
        return queue != null && queue.newest != owed.id() && batch.post.newest().is(owed.destination());
    }

    private void addOpen(Rows open, New one, Acceptance.OwedTransfer owed, Queue queue) {
        DossierRecord record = one.entry().record();
        boolean first = queue.before == 0;
        Long hold = first ? batch.holds.holdOf(owed.destination(), record) : null;
        boolean ready = first && hold == null;
        queue.before++;
        if (ready) {
            batch.ready.add(new Journal.Ready(
                    owed.id(), owed.destination(), record.unit(), one.entry().deadline()));
        }
        open.add(
                owed.id(),
                one.receipt().submissionId(),
                one.dossierId(),
                one.entry().source(),
                record.dossierCode(),
                record.revision(),
                record.procedureCode(),
                record.unit(),
                owed.destination(),
                ready ? "READY" : "WAITING",
                first && queue.unclear,
                AcceptStep.millis(one.entry().deadline()),
                queue.held.exists(),
                queue.held.steps().text(),
                queue.held.reference(),
                one.place().block(),
                one.place().at(),
                one.place().size(),
                hold);
    }

    private void noteSuperseded(New one, Acceptance.OwedTransfer owed) {
        Superseding.note(
                batch,
                new Events.Subject(one.entry().source(), one.receipt().submissionId(), owed.id()),
                owed.destination(),
                one.entry().record().unit(),
                one.receipt().superseded() ? Superseding.LATE : Superseding.WORDS);
    }
}
