package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.TransferState;

/** What a resend reads and writes. */
final class ResendRows {
    private static final String OPEN =
            """
            SELECT t.id, t.state, t.due IS NOT NULL OR t.hold_id IS NOT NULL, t.quiet_until > clock_timestamp(), t.source, t.submission_id,
                   t.destination, t.unit, t.deadline, t.held_exists, t.held_steps, t.held_reference, %s
            FROM unnest(?::int8[]) AS u(id) JOIN open_transfer t ON t.id = u.id
            ORDER BY t.id FOR UPDATE OF t
            """
                    .formatted(HoldStep.first("t"));

    /** Whoever decides about a dossier holds it: what is newer is known only then. */
    static final String HOLD =
            """
            SELECT d.id FROM dossier d WHERE d.id = ANY (ARRAY(
                SELECT s.dossier_id FROM unnest(?::int8[]) AS u(id) JOIN ended_transfer e ON e.id = u.id
                JOIN submission s ON s.id = e.submission_id))
            ORDER BY d.id FOR UPDATE
            """;

    static final String ENDED =
            """
            SELECT e.id, e.state, e.submission_id, e.destination, e.unit, s.source, s.dossier_id,
                   coalesce(l.held_exists, false), coalesce(l.held_steps, ''), l.held_reference, s.superseded,
                   EXISTS (SELECT FROM retired_block b WHERE b.block = s.block),
                   EXISTS (SELECT FROM resent r WHERE r.submission_id = e.submission_id AND r.destination = e.destination AND r.act = ?),
                   (SELECT max(x.latest_id) FROM dossier_source x WHERE x.dossier_id = s.dossier_id),
                   (SELECT d.begins FROM dossier d WHERE d.id = s.dossier_id)
            FROM unnest(?::int8[]) AS u(id) JOIN ended_transfer e ON e.id = u.id JOIN submission s ON s.id = e.submission_id
            LEFT JOIN line l ON l.dossier_id = s.dossier_id AND l.destination = e.destination
            """;

    /** Transfers of the same line whose record was accepted later, and those of the same record that a resend made. */
    static final String AHEAD =
            """
            SELECT u.id, x.newer, o.id IS NOT NULL OR n.id IS NULL, coalesce(n.state, '')
            FROM unnest(?::int8[]) AS u(id) JOIN ended_transfer e ON e.id = u.id JOIN submission s ON s.id = e.submission_id
            CROSS JOIN LATERAL (
                SELECT later.id + owed.n AS id, true AS newer
                FROM submission later CROSS JOIN LATERAL unnest(later.owed) WITH ORDINALITY AS owed(destination, n)
                WHERE later.dossier_id = s.dossier_id AND later.id > s.id AND owed.destination = e.destination
                UNION ALL
                SELECT r.id, r.submission_id > s.id FROM resent r
                WHERE r.dossier_id = s.dossier_id AND r.destination = e.destination AND r.submission_id >= s.id) x
            LEFT JOIN open_transfer o ON o.id = x.id
            LEFT JOIN ended_transfer n ON n.id = x.id
            """;

    private static final String GOES_ON =
            """
            UPDATE open_transfer t SET state = u.state, ready = u.hold_id IS NULL, hold_id = u.hold_id, due = NULL, attempts = 0,
                troubles = 0, first_tried_at = NULL, unmapped_code = CASE WHEN u.hold_id IS NOT NULL THEN t.unmapped_code END,
                again = t.again + 1, rewind = coalesce(u.rewind, t.rewind)
            FROM unnest(?::int8[], ?::text[], ?::text[], ?::int8[]) AS u(id, state, rewind, hold_id) WHERE t.id = u.id
            """;

    // Not urgent by any law: its record was in time or late by what came before.
    private static final String TRANSFERS =
            """
            INSERT INTO open_transfer (id, submission_id, dossier_id, source, dossier_code, revision, procedure, unit, destination,
                                       state, ready, unclear, accepted_at, deadline, held_exists, held_steps, held_reference, block,
                                       block_at, size, again, rewind, hold_id)
            SELECT u.id, s.id, s.dossier_id, s.source, s.dossier_code, s.revision, s.procedure, s.unit, u.destination,
                   CASE WHEN h.id IS NULL THEN u.state ELSE 'WAITING' END, u.state = 'READY' AND h.id IS NULL, u.unclear, s.accepted_at, 'infinity', u.held_exists, u.held_steps, u.held_reference, s.block,
                   s.block_at, s.size, 1, u.rewind, h.id
            FROM unnest(?::int8[], ?::int8[], ?::text[], ?::text[], ?::bool[], ?::bool[], ?::text[], ?::text[], ?::text[])
                 AS u(id, submission_id, destination, state, unclear, held_exists, held_steps, held_reference, rewind)
            JOIN submission s ON s.id = u.submission_id
            CROSS JOIN LATERAL (SELECT u.destination, s.unit, s.dossier_code, s.procedure, NULL::text AS unmapped_code) AS t
            LEFT JOIN LATERAL (SELECT CASE WHEN u.state = 'READY' THEN %s END AS id) AS h ON true
            RETURNING id, destination, unit, deadline, ready
            """
                    .formatted(HoldStep.first("t"));

    private static final String RESENT =
            """
            INSERT INTO resent (id, submission_id, dossier_id, destination, unit, act)
            SELECT u.id, u.submission_id, u.dossier_id, u.destination, u.unit, ?
            FROM unnest(?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[]) AS u(id, submission_id, dossier_id, destination, unit)
            """;

    private static final String LATEST =
            """
            UPDATE dossier_source s SET latest_id = greatest(s.latest_id, u.id)
            FROM (SELECT x.dossier_id, x.source, max(x.id) AS id FROM unnest(?::int8[], ?::text[], ?::int8[]) AS x(dossier_id, source, id)
                  GROUP BY 1, 2) u
            WHERE s.dossier_id = u.dossier_id AND s.source = u.source
            """;

    private final Batch batch;
    private final Act act;

    /** One that is not at its end. */
    record Open(
            long id,
            TransferState state,
            boolean timed,
            boolean quiet,
            Events.Subject subject,
            Held held,
            Journal.Ready ready,
            @Nullable Long hold) {

        /** What it becomes; what a hold covers waits under it. */
        TransferState goesOnAs() {
            if (state == TransferState.UNCLEAR) {
                return state;
            }
            return hold == null ? TransferState.READY : TransferState.WAITING;
        }
    }

    /**
     * One that has ended.
     *
     * @param held what the destination holds of its dossier, as far as was known when the resend was looked at
     * @param passed whether a newer revision had been accepted before it
     * @param bodyGone whether retention took its body
     */
    record Ended(
            long id,
            TransferState state,
            long submissionId,
            String source,
            LineKey line,
            UnitLives.Life unit,
            Held held,
            boolean passed,
            boolean bodyGone,
            boolean sameAct) {}

    /** What else there is on its line. */
    record Ahead(boolean newerDelivered, boolean newerOpen, boolean sameOpen) {
        static final Ahead NOTHING = new Ahead(false, false, false);

        Ahead and(Ahead other) {
            return new Ahead(
                    newerDelivered || other.newerDelivered, newerOpen || other.newerOpen, sameOpen || other.sameOpen);
        }
    }

    ResendRows(Batch batch, Act act) {
        this.batch = batch;
        this.act = act;
    }

    Map<Long, Open> open(List<Long> ids) throws SQLException {
        Map<Long, Open> open = new HashMap<>();
        batch.db.ask(
                OPEN,
                row -> open.put(
                        row.getLong(1),
                        new Open(
                                row.getLong(1),
                                TransferState.valueOf(row.getString(2)),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                new Events.Subject(row.getString(5), row.getLong(6), row.getLong(1)),
                                Lines.held(row, 10),
                                new Journal.Ready(
                                        row.getLong(1), row.getString(7), row.getString(8), Lines.instant(row, 9)),
                                row.getObject(13, Long.class))),
                ActStep.ids(ids));
        return open;
    }

    Map<Long, Ended> ended(List<Long> ids) throws SQLException {
        Map<Long, Ended> ended = new HashMap<>();
        if (ids.isEmpty()) {
            return ended;
        }
        if (!act.dryRun()) {
            RetireStep.keep(batch.db);
            batch.db.putOff(HOLD, ActStep.ids(ids));
        }
        batch.db.ask(
                ENDED,
                row -> {
                    batch.post.ids().above(row.getLong(14));
                    return ended.put(
                            row.getLong(1),
                            new Ended(
                                    row.getLong(1),
                                    TransferState.valueOf(row.getString(2)),
                                    row.getLong(3),
                                    row.getString(6),
                                    new LineKey(row.getLong(7), row.getString(4)),
                                    new UnitLives.Life(row.getString(5), row.getString(15)),
                                    Lines.held(row, 8),
                                    row.getBoolean(11),
                                    row.getBoolean(12),
                                    row.getBoolean(13)));
                },
                act.name(),
                ActStep.ids(ids));
        return ended;
    }

    Map<Long, Ahead> ahead(List<Long> ids) throws SQLException {
        Map<Long, Ahead> ahead = new HashMap<>();
        if (!ids.isEmpty()) {
            batch.db.ask(
                    AHEAD,
                    row -> {
                        boolean newer = row.getBoolean(2);
                        boolean open = row.getBoolean(3);
                        boolean delivered = row.getString(4).equals("DELIVERED");
                        return ahead.merge(
                                row.getLong(1),
                                new Ahead(newer && delivered, newer && open, !newer && open),
                                Ahead::and);
                    },
                    ActStep.ids(ids));
        }
        return ahead;
    }

    /** Lets go on what had not ended. */
    void write(List<Open> transfers) {
        if (transfers.isEmpty()) {
            return;
        }
        Rows rows = new Rows("int8", "text", "text", "int8");
        for (Open transfer : transfers) {
            Rewind from =
                    act.from() == null ? null : act.from().in(transfer.held().steps());
            rows.add(transfer.id(), transfer.goesOnAs().name(), from == null ? null : from.text(), transfer.hold());
            if (transfer.hold() == null) {
                batch.ready.add(transfer.ready());
            }
            batch.events.add(new Events.Event(
                    transfer.subject(),
                    batch.now,
                    "resent",
                    null,
                    Texts.kept(act.by().who()),
                    null,
                    (from == null ? "" : "It goes again " + from.words() + ": ")
                            + act.by().why(),
                    null));
        }
        batch.db.putOff(GOES_ON, rows);
    }

    /** A line with what it is owed once more: how many are pending before that, and what the destination holds, now that the line is ours. */
    record Line(int before, Held held, boolean unclear) {
        Line next() {
            return new Line(before + 1, held, unclear);
        }
    }

    static Map<LineKey, Line> add(Batch batch, Map<LineKey, Integer> more) throws SQLException {
        Rows rows = new Rows("int8", "text", "int4");
        more.forEach((line, count) -> rows.add(line.dossierId(), line.destination(), count));
        Map<LineKey, Line> lines = new HashMap<>();
        batch.db.ask(
                AcceptedRows.LINES,
                row -> {
                    LineKey key = new LineKey(row.getLong(1), row.getString(2));
                    int before = row.getInt(3) - more.getOrDefault(key, 0);
                    return lines.put(key, new Line(before, Lines.held(row, 4), row.getBoolean(7)));
                },
                rows);
        return lines;
    }

    New begin() {
        return new New();
    }

    /** The new transfers of a step. */
    final class New {
        private final Rows transfers = new Rows("int8", "int8", "text", "text", "bool", "bool", "text", "text", "text");
        private final Rows resent = new Rows("int8", "int8", "int8", "text", "text");
        private final Rows latest = new Rows("int8", "text", "int8");

        void add(long id, Ended of, Line line, @Nullable Rewind from) {
            boolean ready = line.before() == 0;
            transfers.add(
                    id,
                    of.submissionId(),
                    of.line().destination(),
                    ready ? "READY" : "WAITING",
                    ready && line.unclear(),
                    line.held().exists(),
                    line.held().steps().text(),
                    Texts.kept(line.held().reference()),
                    from == null ? null : from.text());
            resent.add(
                    id,
                    of.submissionId(),
                    of.line().dossierId(),
                    of.line().destination(),
                    of.unit().code());
            latest.add(of.line().dossierId(), of.source(), id);
        }

        void flush() {
            batch.db.putOff(TRANSFERS, row -> row.getBoolean(5) && batch.ready.add(Lines.ready(row)), transfers);
            batch.db.putOff(RESENT, act.name(), resent);
            batch.db.putOff(LATEST, latest);
        }
    }
}
