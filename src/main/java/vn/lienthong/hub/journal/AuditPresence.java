package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.util.Map;
import vn.lienthong.hub.vocabulary.Ids;

/** What must be there because something else is: each owed transfer, open, ended or owed later; the act or attempt that ended it; each body. */
final class AuditPresence {
    private static final int MOST = 1_000;

    private static final String GONE =
            """
            SELECT s.id + n, s.id FROM submission s CROSS JOIN LATERAL generate_series(1, cardinality(s.owed)) AS n
            WHERE s.id > ? AND s.id <= ?
              AND NOT EXISTS (SELECT 1 FROM open_transfer o WHERE o.id = s.id + n)
              AND NOT EXISTS (SELECT 1 FROM ended_transfer e WHERE e.id = s.id + n)
              AND NOT EXISTS (SELECT 1 FROM owed_later l WHERE l.id = s.id + n)
            UNION ALL
            SELECT r.id, r.id FROM resent r
            WHERE r.id > ? AND r.id <= ?
              AND NOT EXISTS (SELECT 1 FROM open_transfer o WHERE o.id = r.id)
              AND NOT EXISTS (SELECT 1 FROM ended_transfer e WHERE e.id = r.id)
              AND NOT EXISTS (SELECT 1 FROM owed_later l WHERE l.id = r.id)
            LIMIT ?
            """;

    // An end is written by the node that lands, whose clock may be behind by some hours: the day spares a look into
    // older months. It may be behind by any time, if the other one's had been ahead: nobody is accused before these
    // were looked at too. One by one: as a join, a planner would read the events of all years for each step.
    private static final String ENDED_BY_NOBODY =
            """
            SELECT t.id FROM ended_transfer t
            WHERE t.id > ? AND t.id <= ? AND coalesce(
                (SELECT e.id FROM event e
                 WHERE e.transfer_id = t.id AND e.kind = lower(t.state) AND e.id > t.id - (86400000::int8 << 22) LIMIT 1),
                (SELECT e.id FROM event e WHERE e.transfer_id = t.id AND e.kind = lower(t.state) LIMIT 1)) IS NULL
            LIMIT ?
            """;

    private static final String BODIES =
            """
            SELECT u.id FROM unnest(?::int8[]) AS u(id)
            WHERE NOT EXISTS (SELECT 1 FROM payload_block b WHERE b.id = u.id)
              AND NOT EXISTS (SELECT 1 FROM retired_block r WHERE r.block = u.id)
            ORDER BY 1 LIMIT ?
            """;

    private AuditPresence() {}

    /** Of what was accepted after one id and up to another. */
    static void check(Session db, AuditFindings findings, long after, long upTo) throws SQLException {
        db.ask(GONE, row -> gone(findings, row.getLong(1), row.getLong(2)), after, upTo, after, upTo, MOST);
        for (long id : db.ask(ENDED_BY_NOBODY, row -> row.getLong(1), after, upTo, MOST)) {
            findings.unless(id, AuditFindings.of(Audit.Fault.EXTRA, AuditKind.END, id, id, id));
        }
    }

    private static long gone(AuditFindings findings, long transfer, long submission) {
        findings.unless(submission, AuditFindings.of(Audit.Fault.MISSING, AuditKind.END, transfer, transfer, transfer));
        return transfer;
    }

    /**
     * Whether bodies are there.
     *
     * @param blocks where they are, each with the id of what stands in it
     */
    static void blocks(Session db, AuditFindings findings, Map<Long, Long> blocks) throws SQLException {
        if (blocks.isEmpty()) {
            return;
        }
        Rows ids = new Rows("int8");
        blocks.keySet().forEach(ids::add);
        for (long id : db.ask(BODIES, row -> row.getLong(1), ids, MOST)) {
            findings.unless(
                    blocks.getOrDefault(id, 0L),
                    new Audit.Finding(
                            Audit.Fault.MISSING,
                            "payload_block",
                            id,
                            id,
                            0,
                            null,
                            "payload_block " + Ids.text(Math.max(0, id)) + " was taken away, and not by retention"));
        }
    }
}
