package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Towards a destination that takes only the newest record of a dossier, what was not begun when a newer one came is never sent. What was begun
 * ends first, parked ones wait for their person, and what may have arrived is asked about. Whoever calls holds the lines already.
 */
final class Superseding {
    /** What came after a newer revision, towards whatever destination. */
    static final String LATE = "A newer revision was accepted first.";

    static final String WORDS =
            "A newer record of its dossier was there before it was begun, and its destination takes only the newest.";

    /**
     * Without an id of the newest one, the last of those that wait for their turn is it. What a person let go after an attempt was begun; what
     * another node has in its hands is being begun.
     */
    static final String OLDER =
            """
            WITH asked AS (
                SELECT u.dossier_id, u.destination, coalesce(u.newest, (
                    SELECT max(o.id) FROM open_transfer o
                    WHERE o.dossier_id = u.dossier_id AND o.destination = u.destination AND o.state = 'WAITING' AND o.due IS NULL)) AS newest
                FROM unnest(?::int8[], ?::text[], ?::int8[]) AS u(dossier_id, destination, newest)),
            older AS (
                SELECT s.id + owed.n AS id FROM asked a JOIN submission s ON s.dossier_id = a.dossier_id
                CROSS JOIN LATERAL unnest(s.owed) WITH ORDINALITY AS owed(destination, n)
                WHERE owed.destination = a.destination AND s.id + owed.n < a.newest
                UNION ALL
                SELECT r.id FROM asked a JOIN resent r ON r.dossier_id = a.dossier_id AND r.destination = a.destination
                WHERE r.id < a.newest),
            gone AS (
                DELETE FROM open_transfer t WHERE t.id IN (
                    SELECT o.id FROM older JOIN open_transfer o ON o.id = older.id
                    WHERE o.state IN ('WAITING', 'READY') AND o.first_tried_at IS NULL AND NOT o.unclear
                      AND o.row_name IS NULL AND o.problem IS NULL AND o.rewind IS NULL
                    FOR UPDATE OF o SKIP LOCKED)
                RETURNING t.id, t.submission_id, t.dossier_id, t.destination, t.unit, t.source),
            kept AS (
                INSERT INTO ended_transfer (id, submission_id, destination, unit, state, attempts, troubles, ended_at)
                SELECT g.id, g.submission_id, g.destination, g.unit, 'SUPERSEDED', 0, 0, moment(?) FROM gone g)
            SELECT id, submission_id, dossier_id, destination, unit, source FROM gone
            """;

    private static final String FEWER =
            """
            UPDATE line l SET pending = l.pending - u.gone
            FROM unnest(?::int8[], ?::text[], ?::int4[]) AS u(dossier_id, destination, gone)
            WHERE l.dossier_id = u.dossier_id AND l.destination = u.destination
            """;

    private final Batch batch;
    private final Rows asked = new Rows("int8", "text", "int8");
    private final Map<LineKey, Integer> gone = new TreeMap<>(LineKey.ORDER);

    private record Gone(Events.Subject subject, LineKey line, String unit) {}

    Superseding(Batch batch) {
        this.batch = batch;
    }

    /**
     * What is older on this line is not to be sent.
     *
     * @param newest the one that stays; null: the last of those that wait
     */
    void older(LineKey line, @Nullable Long newest) {
        asked.add(line.dossierId(), line.destination(), newest);
    }

    /** One that is never written as open at all. */
    void atOnce(LineKey line) {
        gone.merge(line, 1, Integer::sum);
    }

    /** Does it; how many of each line went in the database. */
    Map<LineKey, Integer> run() throws SQLException {
        Map<LineKey, Integer> found = new HashMap<>();
        if (!asked.isEmpty()) {
            List<Gone> all = batch.db.ask(OLDER, Superseding::read, asked, batch.now.toEpochMilli());
            for (Gone one : all) {
                found.merge(one.line(), 1, Integer::sum);
                gone.merge(one.line(), 1, Integer::sum);
                note(batch, one.subject(), one.line().destination(), one.unit(), WORDS);
            }
        }
        if (!gone.isEmpty()) {
            Rows rows = new Rows("int8", "text", "int4");
            gone.forEach((line, count) -> rows.add(line.dossierId(), line.destination(), count));
            batch.db.putOff(FEWER, rows);
        }
        return found;
    }

    static void note(Batch batch, Events.Subject subject, String destination, String unit, String words) {
        batch.tallies.superseded(destination, unit);
        batch.post
                .audit()
                .add(AuditRows.end(
                        subject.transferId(),
                        subject.submissionId(),
                        destination,
                        unit,
                        new AuditRows.End("SUPERSEDED", 0, 0, null, null, null, batch.now)));
        batch.events.add(new Events.Event(subject, batch.now, "superseded", null, null, null, words, null));
    }

    private static Gone read(ResultSet row) throws SQLException {
        return new Gone(
                new Events.Subject(row.getString(6), row.getLong(2), row.getLong(1)),
                new LineKey(row.getLong(3), row.getString(4)),
                row.getString(5));
    }
}
