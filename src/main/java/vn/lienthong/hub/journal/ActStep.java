package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.TransferState;

/** A person's act: letting transfers go, or giving them up. */
final class ActStep {
    private static final String OPEN =
            """
            SELECT t.id, t.state, t.due IS NOT NULL, t.dossier_id, t.destination, t.unit, t.source, t.submission_id, t.deadline, t.unclear,
                   t.held_exists, t.held_steps, t.held_reference, t.quiet_until > clock_timestamp(), t.hold_id IS NOT NULL, c.id, c.name
            FROM unnest(?::int8[]) AS u(id) JOIN open_transfer t ON t.id = u.id
            LEFT JOIN LATERAL (SELECT h.id, h.name %s ORDER BY h.id LIMIT 1) AS c ON true
            ORDER BY t.id FOR UPDATE OF t
            """
                    .formatted(HoldStep.covering("t"));

    private static final String ENDED =
            "SELECT e.id, e.state FROM unnest(?::int8[]) AS u(id) JOIN ended_transfer e ON e.id = u.id";

    private static final String RELEASE =
            """
            UPDATE open_transfer t SET state = u.state, ready = u.hold_id IS NULL, hold_id = u.hold_id, due = NULL, attempts = 0,
                troubles = 0, first_tried_at = NULL, unmapped_code = CASE WHEN u.hold_id IS NOT NULL THEN t.unmapped_code END
            FROM unnest(?::int8[], ?::text[], ?::int8[]) AS u(id, state, hold_id) WHERE t.id = u.id
            """;

    private static final String CANCEL =
            """
            WITH gone AS (
                DELETE FROM open_transfer t USING unnest(?::int8[]) AS u(id) WHERE t.id = u.id
                RETURNING t.id, t.submission_id, t.destination, t.unit, t.attempts, t.troubles, t.row_name, t.problem, t.problem_code),
            kept AS (
            INSERT INTO ended_transfer (id, submission_id, destination, unit, state, attempts, troubles, row_name, problem, problem_code,
                                        ended_at)
            SELECT g.id, g.submission_id, g.destination, g.unit, 'CANCELLED', g.attempts, g.troubles, g.row_name, g.problem,
                   g.problem_code, moment(?)
            FROM gone g)
            SELECT g.id, g.submission_id, g.destination, g.unit, g.attempts, g.troubles, g.row_name, g.problem FROM gone g
            """;

    static final String STILL_SPEAKING =
            "A node that fell silent may still be sending it: try again in a minute. It is enquired about by itself then.";

    private final Batch batch;

    /**
     * @param timed whether it has a due time, or is held; waiting without either means: behind another
     * @param hold what covers it now, if something does
     * @param quiet whether a silent node may still be speaking about it
     * @param leftOpen what is known of the destination when it may have arrived there, else null
     */
    private record Open(
            long id,
            TransferState state,
            boolean timed,
            @Nullable Hold hold,
            boolean quiet,
            @Nullable Held leftOpen,
            LineKey line,
            String unit,
            Events.Subject subject,
            Journal.Ready ready) {
        boolean isBehind() {
            return state == TransferState.WAITING && !timed;
        }
    }

    private record Hold(long id, String name) {}

    ActStep(Batch batch) {
        this.batch = batch;
    }

    void run(Op.Acting op) throws SQLException {
        List<Journal.ActResult> results = new ArrayList<>();
        List<Open> moved = new ArrayList<>();
        Map<Long, Open> open = open(op.ids);
        Map<Long, TransferState> ended = ended(op.ids, open);
        for (long id : op.ids) {
            Open transfer = open.remove(id);
            if (transfer != null) {
                results.add(decide(op, transfer, moved));
                continue;
            }
            TransferState state = ended.get(id);
            if (state != null) {
                results.add(new Journal.ActResult(id, state, state, "It is " + state + "; nothing follows that."));
            }
        }
        if (!op.act.dryRun() && !moved.isEmpty()) {
            if (op.act.kind() == Act.Kind.CANCEL) {
                cancel(moved);
            } else {
                release(moved);
            }
            note(op, moved);
        }
        op.becomes(List.copyOf(results));
    }

    private Journal.ActResult decide(Op.Acting op, Open transfer, List<Open> moved) {
        String refusedBecause = transfer.quiet
                ? STILL_SPEAKING
                : op.act.kind() == Act.Kind.CANCEL ? cannotCancel(transfer) : cannotRelease(transfer);
        if (refusedBecause != null) {
            return new Journal.ActResult(transfer.id, transfer.state, transfer.state, refusedBecause);
        }
        moved.add(transfer);
        TransferState after = op.act.kind() == Act.Kind.CANCEL ? TransferState.CANCELLED : released(transfer);
        return new Journal.ActResult(transfer.id, transfer.state, after, null);
    }

    private static @Nullable String cannotCancel(Open transfer) {
        return transfer.state.mayBecome(TransferState.CANCELLED)
                ? null
                : "It is " + transfer.state + ": wait for the end of the attempt and cancel it then.";
    }

    private static @Nullable String cannotRelease(Open transfer) {
        if (transfer.isBehind()) {
            return "It waits behind an earlier transfer of its dossier: release that one.";
        }
        if (transfer.hold != null && transfer.state != TransferState.PARKED) {
            return "It is held by \"" + transfer.hold.name + "\": end that hold (unhold), or cancel the transfer.";
        }
        boolean waits = transfer.state == TransferState.UNCLEAR && transfer.timed;
        return waits || transfer.state.mayBecome(TransferState.READY)
                ? null
                : "It is " + transfer.state + ": there is nothing to release.";
    }

    /** An unclear one stays unclear: its next attempt, which may come at once now, begins with the enquiry. What a hold covers waits under it. */
    private static TransferState released(Open transfer) {
        if (transfer.hold != null) {
            return TransferState.WAITING;
        }
        return transfer.state == TransferState.UNCLEAR ? TransferState.UNCLEAR : TransferState.READY;
    }

    private void release(List<Open> transfers) {
        Rows rows = new Rows("int8", "text", "int8");
        for (Open transfer : transfers) {
            Hold hold = transfer.hold;
            rows.add(transfer.id, released(transfer).name(), hold == null ? null : hold.id);
            if (hold == null) {
                batch.ready.add(transfer.ready);
            }
        }
        batch.db.putOff(RELEASE, rows);
    }

    private void cancel(List<Open> transfers) {
        Rows rows = new Rows("int8");
        for (Open transfer : transfers) {
            rows.add(transfer.id);
            batch.lines.cancelled(transfer.line, !transfer.isBehind(), transfer.leftOpen);
            batch.tallies.cancelled(transfer.line.destination(), transfer.unit);
        }
        batch.db.putOff(CANCEL, this::cancelled, rows, batch.now.toEpochMilli());
    }

    private long cancelled(ResultSet row) throws SQLException {
        AuditRows.End end = new AuditRows.End(
                "CANCELLED", row.getInt(5), row.getInt(6), row.getString(7), row.getString(8), null, batch.now);
        batch.post.audit().add(AuditRows.end(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), end));
        return row.getLong(1);
    }

    private void note(Op.Acting op, List<Open> transfers) {
        String kind = op.act.kind() == Act.Kind.CANCEL ? "cancelled" : "released";
        for (Open transfer : transfers) {
            batch.events.add(new Events.Event(
                    transfer.subject,
                    batch.now,
                    kind,
                    null,
                    Texts.kept(op.act.by().who()),
                    null,
                    op.act.by().why(),
                    null));
        }
    }

    private Map<Long, Open> open(List<Long> ids) throws SQLException {
        Map<Long, Open> open = new HashMap<>();
        batch.db.ask(
                OPEN,
                row -> open.put(
                        row.getLong(1),
                        new Open(
                                row.getLong(1),
                                TransferState.valueOf(row.getString(2)),
                                row.getBoolean(3) || row.getBoolean(15),
                                row.getString(17) == null ? null : new Hold(row.getLong(16), row.getString(17)),
                                row.getBoolean(14),
                                row.getBoolean(10) ? Lines.held(row, 11) : null,
                                new LineKey(row.getLong(4), row.getString(5)),
                                row.getString(6),
                                new Events.Subject(row.getString(7), row.getLong(8), row.getLong(1)),
                                new Journal.Ready(
                                        row.getLong(1), row.getString(5), row.getString(6), Lines.instant(row, 9)))),
                ids(ids));
        return open;
    }

    private Map<Long, TransferState> ended(List<Long> ids, Map<Long, Open> open) throws SQLException {
        List<Long> others = ids.stream().filter(id -> !open.containsKey(id)).toList();
        Map<Long, TransferState> ended = new HashMap<>();
        if (!others.isEmpty()) {
            batch.db.ask(ENDED, row -> ended.put(row.getLong(1), TransferState.valueOf(row.getString(2))), ids(others));
        }
        return ended;
    }

    static Rows ids(List<Long> ids) {
        Rows rows = new Rows("int8");
        Lines.sorted(ids).forEach(rows::add);
        return rows;
    }
}
