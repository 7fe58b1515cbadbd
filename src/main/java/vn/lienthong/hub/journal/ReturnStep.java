package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.util.List;

/** Brings transfers back to where they may be taken: put back by a node that stops, due again, or left in flight by a crash. */
final class ReturnStep {
    private static final String PUT_BACK =
            """
            UPDATE open_transfer t SET state = CASE WHEN t.unclear THEN 'UNCLEAR' ELSE 'READY' END, ready = true, due = NULL,
                node = NULL
            FROM unnest(?::int8[]) AS u(id) WHERE t.id = u.id AND t.state = 'IN_FLIGHT' AND t.node = ?
            RETURNING t.id, t.destination, t.unit, t.deadline
            """;

    static final String DUE =
            """
            UPDATE open_transfer t SET state = CASE t.state WHEN 'WAITING' THEN 'READY' ELSE t.state END, ready = true, due = NULL
            FROM (SELECT id FROM open_transfer WHERE due <= moment(?) ORDER BY due LIMIT ? FOR UPDATE SKIP LOCKED) AS u
            WHERE t.id = u.id
            RETURNING t.id, t.destination, t.unit, t.deadline
            """;

    // ' *': any of its steps may have left (HeldSteps).
    private static final String CRASHED =
            """
            UPDATE open_transfer t SET state = 'UNCLEAR', unclear = true, due = moment(?), node = NULL,
                held_steps = ltrim(t.held_steps || ' *')
            WHERE t.state = 'IN_FLIGHT' AND t.node = ?
            RETURNING t.source, t.submission_id, t.id
            """;

    private final Batch batch;

    ReturnStep(Batch batch) {
        this.batch = batch;
    }

    void run(List<Op<?>> ops) throws SQLException {
        for (Op.Recovering op : Batch.of(ops, Op.Recovering.class)) {
            op.becomes(recover());
        }
        Rows back = new Rows("int8");
        for (Op.PuttingBack op : Batch.of(ops, Op.PuttingBack.class)) {
            op.ids.forEach(back::add);
        }
        if (!back.isEmpty()) {
            batch.db.putOff(PUT_BACK, row -> batch.ready.add(Lines.ready(row)), back, batch.post.node());
        }
        for (Op.FallingDue op : Batch.of(ops, Op.FallingDue.class)) {
            op.becomes(batch.db.putOff(DUE, Lines::ready, op.now.toEpochMilli(), op.limit));
        }
    }

    private int recover() throws SQLException {
        List<Events.Subject> left = batch.db.ask(
                CRASHED,
                row -> new Events.Subject(row.getString(1), row.getLong(2), row.getLong(3)),
                batch.now.toEpochMilli(),
                batch.post.node());
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
