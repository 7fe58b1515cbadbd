package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Brings transfers back to where they may be taken: put back by a node that stops, due again, or left in flight by a crash. */
final class ReturnStep {
    /** What may be taken again, or would be if no hold covered it: what a hold covers is marked, and not told. */
    private static final String BACK =
            """
            WITH back AS (
                UPDATE open_transfer t SET
                    state = CASE WHEN %s THEN 'UNCLEAR' WHEN n.hold_id IS NULL THEN 'READY' ELSE 'WAITING' END,
                    ready = n.hold_id IS NULL, due = NULL, node = NULL, hold_id = n.hold_id
                FROM (SELECT o.id, %s AS hold_id FROM %s) AS n
                WHERE t.id = n.id
                RETURNING t.id, t.destination, t.unit, t.deadline, t.ready)
            SELECT id, destination, unit, deadline FROM back WHERE ready
            """;

    private static final String PUT_BACK = BACK.formatted(
            "t.unclear",
            HoldStep.first("o"),
            """
            unnest(?::int8[]) AS u(id) JOIN open_transfer o ON o.id = u.id WHERE o.state = 'IN_FLIGHT' AND o.node = ? FOR UPDATE OF o\
            """);

    static final String DUE = BACK.formatted(
            "t.state = 'UNCLEAR'",
            HoldStep.first("o"),
            """
            open_transfer o WHERE o.due <= moment(?) AND o.quiet_until <= clock_timestamp()
                  ORDER BY o.due LIMIT ? FOR UPDATE SKIP LOCKED\
            """);

    static final String WAKE = BACK.formatted(
            "t.state = 'UNCLEAR'",
            HoldStep.first("o"),
            """
            open_transfer o
                  WHERE o.destination = ? AND o.due IS NOT NULL AND o.troubles > 0 AND o.quiet_until <= clock_timestamp()
                  ORDER BY o.due LIMIT ? FOR UPDATE SKIP LOCKED\
            """);

    // ' *': any of its steps may have left (HeldSteps).
    private static final String CRASHED =
            """
            UPDATE open_transfer t SET state = 'UNCLEAR', unclear = true, due = moment(?), node = NULL,
                held_steps = ltrim(t.held_steps || ' *'), hold_id = %s
            WHERE t.state = 'IN_FLIGHT' AND t.node = ?
            RETURNING t.source, t.submission_id, t.id
            """
                    .formatted(HoldStep.first("t"));

    // The judge's own row as well: where all were silent, the database was away.
    static final String LEFT_BY_OTHERS =
            """
            UPDATE open_transfer t SET state = 'UNCLEAR', unclear = true, troubles = 0, due = moment(?), node = NULL,
                quiet_until = clock_timestamp() + ? * interval '1 millisecond', held_steps = ltrim(t.held_steps || ' *'),
                hold_id = %s
            FROM (SELECT o.id FROM node judge JOIN node n ON n.number <> judge.number
                  JOIN open_transfer o ON o.node = n.number AND o.state = 'IN_FLIGHT'
                  WHERE judge.number = ? AND judge.seen_at > clock_timestamp() - judge.lease / 2
                    AND n.seen_at < clock_timestamp() - n.lease
                  FOR UPDATE OF o SKIP LOCKED) AS left_behind
            WHERE t.id = left_behind.id
            RETURNING t.source, t.submission_id, t.id
            """
                    .formatted(HoldStep.first("t"));

    private final Batch batch;

    ReturnStep(Batch batch) {
        this.batch = batch;
    }

    void run(List<Op<?>> ops) throws SQLException {
        for (Op.Recovering op : Batch.of(ops, Op.Recovering.class)) {
            op.becomes(recover());
        }
        for (Op.TakingOver op : Batch.of(ops, Op.TakingOver.class)) {
            op.becomes(op.may.getAsBoolean() ? takeOver(op.quiet) : 0);
        }
        Rows back = new Rows("int8");
        for (Op.PuttingBack op : Batch.of(ops, Op.PuttingBack.class)) {
            op.ids.forEach(back::add);
        }
        if (!back.isEmpty()) {
            batch.db.putOff(PUT_BACK, row -> batch.ready.add(Lines.ready(row)), back, batch.post.node());
        }
        for (Op.Waking op : Batch.of(ops, Op.Waking.class)) {
            List<Journal.Ready> woken = batch.db.ask(WAKE, Lines::ready, op.destination, op.limit);
            batch.ready.addAll(woken);
            op.becomes(woken.size());
        }
        for (Op.FallingDue op : Batch.of(ops, Op.FallingDue.class)) {
            op.becomes(batch.db.putOff(DUE, Lines::ready, op.now.toEpochMilli(), op.limit));
        }
    }

    private int recover() throws SQLException {
        return note(batch.db.ask(CRASHED, ReturnStep::subject, batch.now.toEpochMilli(), batch.post.node()));
    }

    private int takeOver(Duration quiet) throws SQLException {
        return note(batch.db.ask(
                LEFT_BY_OTHERS, ReturnStep::subject, batch.now.toEpochMilli(), quiet.toMillis(), batch.post.node()));
    }

    private static Events.Subject subject(ResultSet row) throws SQLException {
        return new Events.Subject(row.getString(1), row.getLong(2), row.getLong(3));
    }

    private int note(List<Events.Subject> left) {
        for (Events.Subject subject : left) {
            batch.events.add(new Events.Event(
                    subject,
                    batch.now,
                    "unclear",
                    "crash",
                    null,
                    null,
                    "The hub stopped while the attempt was under way.",
                    null));
        }
        return left.size();
    }
}
