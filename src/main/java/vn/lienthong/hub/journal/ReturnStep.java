package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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

    static final String WAKE =
            """
            UPDATE open_transfer t SET state = CASE t.state WHEN 'WAITING' THEN 'READY' ELSE t.state END, ready = true, due = NULL
            FROM (SELECT id FROM open_transfer WHERE destination = ? AND due IS NOT NULL AND troubles > 0 ORDER BY due LIMIT ?) n
            WHERE t.id = n.id
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

    static final String LEFT_BY_OTHERS =
            """
            UPDATE open_transfer t SET state = 'UNCLEAR', unclear = true, due = moment(?), node = NULL,
                held_steps = ltrim(t.held_steps || ' *')
            FROM (SELECT number FROM node WHERE number <> ? AND seen_at < clock_timestamp() - ? * interval '1 millisecond') n
            WHERE t.state = 'IN_FLIGHT' AND t.node = n.number
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
        for (Op.TakingOver op : Batch.of(ops, Op.TakingOver.class)) {
            op.becomes(takeOver(op.due));
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

    private int takeOver(Instant due) throws SQLException {
        return note(batch.db.ask(
                LEFT_BY_OTHERS,
                ReturnStep::subject,
                due.toEpochMilli(),
                batch.post.node(),
                batch.post.lease().toMillis()));
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
