package vn.lienthong.hub.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import vn.lienthong.hub.journal.Timings.Closed;
import vn.lienthong.hub.journal.Timings.Happened;
import vn.lienthong.hub.journal.Timings.Owed;
import vn.lienthong.hub.journal.Timings.Span;

/** Walks through the duties of a span: one query, in pages, each with what happened to those of its transfers that came late. */
final class DutyReads {
    private static final int PAGE = 2000;

    /** Rows one by one, through indexes: a planner that does not know the server's disk would read all submissions instead. */
    static final String DUTIES =
            """
            SELECT d.dossier_id, d.kind, x.code, d.unit, s.procedure, d.received_at, d.due_at, d.met_at, s.id, s.source, s.accepted_at, o.destination,
                   CASE WHEN e.state = 'DELIVERED' THEN e.ended_at ELSE later.at END, e.state = 'CANCELLED' AND later.at IS NULL,
                   o.destination = ANY (?::text[]) AND CASE WHEN step.to_state IS NOT NULL THEN step.to_state IN ('CITY', 'REHEARSAL')
                       ELSE EXISTS (SELECT FROM switchover_step y WHERE y.unit = d.unit AND y.begins = x.begins)
                            OR EXISTS (SELECT FROM owed_later k WHERE k.id = s.id + o.n) END
            FROM duty d
            CROSS JOIN LATERAL (SELECT y.code, y.begins FROM dossier y WHERE y.id = d.dossier_id LIMIT 1) x
            CROSS JOIN LATERAL (SELECT y.id, y.procedure, y.source, y.accepted_at, y.owed FROM submission y WHERE y.id = d.submission_id LIMIT 1) s
            LEFT JOIN LATERAL unnest(s.owed) WITH ORDINALITY AS o(destination, n) ON true
            LEFT JOIN LATERAL (SELECT z.state, z.ended_at FROM ended_transfer z WHERE z.id = s.id + o.n LIMIT 1) e ON true
            LEFT JOIN LATERAL (
                SELECT min(z.ended_at) AS at
                FROM (SELECT y.id + p.n AS id
                      FROM submission y CROSS JOIN LATERAL unnest(y.owed) WITH ORDINALITY AS p(destination, n)
                      WHERE y.dossier_id = d.dossier_id AND y.id > s.id AND p.destination = o.destination
                      UNION ALL
                      SELECT r.id FROM resent r
                      WHERE r.dossier_id = d.dossier_id AND r.destination = o.destination AND r.submission_id >= s.id) c
                JOIN ended_transfer z ON z.id = c.id AND z.state = 'DELIVERED'
                WHERE e.state IN ('SUPERSEDED', 'CANCELLED')) later ON true
            LEFT JOIN LATERAL (SELECT y.to_state FROM switchover_step y
                               WHERE y.unit = d.unit AND y.begins = x.begins AND y.at <= d.due_at
                               ORDER BY y.id DESC LIMIT 1) step ON true
            WHERE d.due_at >= moment(?) AND d.due_at < moment(?) AND (?::text IS NULL OR d.unit = ?)
            ORDER BY d.due_at, d.dossier_id, d.kind
            """;

    /** Of the transfers of these dossiers to these destinations, up to the record that counts: what is before it must go first. */
    static final String HAPPENED =
            """
            SELECT u.n, c.id, v.at, v.kind, v.row_name
            FROM unnest(?::int4[], ?::int8[], ?::text[], ?::int8[]) AS u(n, dossier_id, destination, submission_id)
            CROSS JOIN LATERAL (
                SELECT y.id + p.n AS id
                FROM submission y CROSS JOIN LATERAL unnest(y.owed) WITH ORDINALITY AS p(destination, n)
                WHERE y.dossier_id = u.dossier_id AND y.id <= u.submission_id AND p.destination = u.destination
                UNION ALL
                SELECT r.id FROM resent r WHERE r.dossier_id = u.dossier_id AND r.destination = u.destination) c
            JOIN event v ON v.transfer_id = c.id
            ORDER BY u.n, c.id, v.cursor
            """;

    static final String CLOSED =
            """
            SELECT destination, NULL AS unit, NULL AS dossier_code, NULL AS procedure, since, upto, false, why
            FROM closed_time WHERE since < moment(?) AND upto > moment(?)
            UNION ALL
            SELECT destination, unit, dossier_code, procedure, since, ended_at, true, name
            FROM hold WHERE since < moment(?) AND (ended_at IS NULL OR ended_at > moment(?)) AND unmapped_code IS NULL
            ORDER BY 5, 8
            """;

    static final String NOT_SENT_TO =
            """
            INSERT INTO closed_time (destination, node, since, upto, why) VALUES (?, ?, moment(?), moment(?), ?)
            ON CONFLICT (destination, node, why, since) DO UPDATE SET upto = greatest(closed_time.upto, excluded.upto)
            """;

    private DutyReads() {}

    /** A row, and what finds its transfers. */
    private record Row(long dossierId, long submissionId, Owed owed) {}

    static void walk(Session db, Span span, Set<String> governed, Consumer<List<Owed>> pages) throws SQLException {
        try (PreparedStatement statement = db.connection().prepareStatement(DUTIES)) {
            statement.setFetchSize(PAGE);
            Session.bindAll(
                    statement,
                    1,
                    governed,
                    span.from().toEpochMilli(),
                    span.until().toEpochMilli(),
                    span.unit(),
                    span.unit());
            try (ResultSet rows = statement.executeQuery()) {
                List<Row> page = new ArrayList<>();
                while (rows.next()) {
                    page.add(row(rows));
                    if (page.size() == PAGE) {
                        pages.accept(told(db, page));
                        page.clear();
                    }
                }
                pages.accept(told(db, page));
            }
        }
    }

    private static List<Owed> told(Session db, List<Row> page) throws SQLException {
        Rows late = new Rows("int4", "int8", "text", "int8");
        for (int i = 0; i < page.size(); i++) {
            Owed owed = page.get(i).owed();
            if (owed.destination() != null && owed.isLateOnTheWay()) {
                late.add(
                        i,
                        page.get(i).dossierId(),
                        owed.destination(),
                        page.get(i).submissionId());
            }
        }
        Map<Integer, List<Happened>> happened = new HashMap<>();
        if (!late.isEmpty()) {
            db.ask(
                    HAPPENED,
                    row -> happened.computeIfAbsent(row.getInt(1), n -> new ArrayList<>())
                            .add(happened(row)),
                    late);
        }
        List<Owed> told = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            told.add(page.get(i).owed().with(happened.getOrDefault(i, List.of())));
        }
        return told;
    }

    private static Happened happened(ResultSet row) throws SQLException {
        return new Happened(
                row.getLong(2), Objects.requireNonNull(Lines.instant(row, 3)), row.getString(4), row.getString(5));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1),
                row.getLong(9),
                new Owed(
                        Duty.Kind.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        Objects.requireNonNull(Lines.instant(row, 6)),
                        Objects.requireNonNull(Lines.instant(row, 7)),
                        Lines.instant(row, 8),
                        row.getString(10),
                        Objects.requireNonNull(Lines.instant(row, 11)),
                        row.getString(12),
                        Lines.instant(row, 13),
                        row.getBoolean(14),
                        row.getBoolean(15),
                        List.of()));
    }

    static List<Closed> closed(Session db, Instant from, Instant until) throws SQLException {
        long begin = from.toEpochMilli();
        long end = until.toEpochMilli();
        return db.ask(
                CLOSED,
                row -> new Closed(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Objects.requireNonNull(Lines.instant(row, 5)),
                        Lines.instant(row, 6),
                        row.getBoolean(7),
                        row.getString(8)),
                end,
                begin,
                end,
                begin);
    }
}
