package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The legal deadlines that the records of one batch tell of: one row for each dossier and kind, however many records tell of it. */
final class DutyRows {
    // A row that says nothing new is not written: most revisions only come between the first and the last.
    static final String DUTIES =
            """
            INSERT INTO duty AS d (dossier_id, kind, unit, received_at, due_at, met_at, submission_id)
            SELECT u.dossier_id, u.kind, u.unit, moment(u.received_at), moment(u.due_at), moment(u.met_at), u.submission_id
            FROM unnest(?::int8[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
                 AS u(dossier_id, kind, unit, received_at, due_at, met_at, submission_id)
            WHERE NOT EXISTS (SELECT FROM duty x WHERE x.dossier_id = u.dossier_id AND x.kind = u.kind
                                  AND (x.met_at IS NOT NULL OR (u.met_at IS NULL AND x.due_at = moment(u.due_at))))
            ON CONFLICT (dossier_id, kind) DO UPDATE
                SET due_at = excluded.due_at, met_at = excluded.met_at, submission_id = excluded.submission_id
                WHERE d.met_at IS NULL
            """;

    private final Map<List<Object>, Told> told = new LinkedHashMap<>();

    private record Told(long submissionId, Entry entry, Duty duty) {
        /** Whether a later record of the same batch has nothing to add. */
        boolean stands(Duty later) {
            return duty.metAt() != null
                    || (later.metAt() == null && later.dueAt().equals(duty.dueAt()));
        }
    }

    /** Of the history only what is still to come: what was over before, the unit owed to nobody. */
    void add(long dossierId, long submissionId, Entry entry, Instant now) {
        for (Duty duty : entry.duties()) {
            if (entry.history() && (duty.metAt() != null || !duty.dueAt().isAfter(now))) {
                continue;
            }
            List<Object> key = List.of(dossierId, duty.kind());
            Told before = told.get(key);
            if (before == null || !before.stands(duty)) {
                told.put(key, new Told(submissionId, entry, duty));
            }
        }
    }

    void putOff(Session db) {
        if (told.isEmpty()) {
            return;
        }
        Rows rows = new Rows("int8", "text", "text", "int8", "int8", "int8", "int8");
        told.forEach((key, one) -> rows.add(
                key.get(0),
                one.duty().kind().name(),
                one.entry().record().unit(),
                one.entry().record().receivedAt().toEpochMilli(),
                one.duty().dueAt().toEpochMilli(),
                AcceptStep.millis(one.duty().metAt()),
                one.submissionId()));
        db.putOff(DUTIES, rows);
    }
}
