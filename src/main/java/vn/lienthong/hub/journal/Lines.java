package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;

/** What a batch changes on lines, and the transfers that become ready by it: the only place that lets a waiting transfer move up. */
final class Lines {
    static final String CHANGE =
            """
            UPDATE line l SET
                pending = l.pending - u.ended,
                held_exists = coalesce(u.held_exists, l.held_exists),
                held_steps = coalesce(u.held_steps, l.held_steps),
                held_reference = coalesce(u.held_reference, l.held_reference),
                unclear = coalesce(u.unclear, l.unclear)
            FROM unnest(?::int8[], ?::text[], ?::int4[], ?::bool[], ?::text[], ?::text[], ?::bool[])
                 AS u(dossier_id, destination, ended, held_exists, held_steps, held_reference, unclear)
            WHERE l.dossier_id = u.dossier_id AND l.destination = u.destination
            RETURNING l.dossier_id, l.destination, l.pending
            """;

    static final String PROMOTE =
            """
            WITH moved AS (
                UPDATE open_transfer t SET state = CASE WHEN n.hold_id IS NULL THEN 'READY' ELSE 'WAITING' END,
                    ready = n.hold_id IS NULL, hold_id = n.hold_id, unclear = n.unclear,
                    held_exists = n.held_exists, held_steps = n.held_steps, held_reference = n.held_reference
                FROM (SELECT x.id, x.hold_id, l.held_exists, l.held_steps, l.held_reference, l.unclear
                      FROM unnest(?::int8[], ?::text[]) AS u(dossier_id, destination)
                      CROSS JOIN LATERAL (
                          SELECT o.id, %s AS hold_id FROM open_transfer o
                          WHERE o.dossier_id = u.dossier_id AND o.destination = u.destination AND o.state = 'WAITING'
                          ORDER BY o.id LIMIT 1) x
                      JOIN line l ON l.dossier_id = u.dossier_id AND l.destination = u.destination) n
                WHERE t.id = n.id AND t.due IS NULL AND t.hold_id IS NULL
                RETURNING t.id, t.destination, t.unit, t.deadline, t.ready)
            SELECT id, destination, unit, deadline FROM moved WHERE ready
            """
                    .formatted(HoldStep.first("o"));

    private final Map<LineKey, Change> changes = new TreeMap<>(LineKey.ORDER);
    private final Rows freed = new Rows("int8", "text");
    private @Nullable Superseding superseding;

    private static final class Change {
        int ended;
        boolean headEnded;

        @Nullable
        Held held;

        @Nullable
        Boolean unclear;
    }

    /**
     * An attempt taught us what the destination holds.
     *
     * @param unclear whether it left open if the record arrived; the transfer itself remembers that, as long as it goes on
     */
    void learnt(LineKey line, Held held, boolean unclear) {
        Change change = change(line);
        change.held = held;
        if (!unclear) {
            change.unclear = false;
        }
    }

    void delivered(LineKey line, Held held) {
        Change change = change(line);
        change.held = held;
        change.unclear = false;
        change.ended++;
        change.headEnded = true;
    }

    /**
     * A transfer was given up.
     *
     * @param head whether it was the first of its line; the others have nobody waiting for them alone
     * @param leftOpen what it knew of the destination if it may have arrived, because the next one must ask; else null
     */
    void cancelled(LineKey line, boolean head, @Nullable Held leftOpen) {
        Change change = change(line);
        change.ended++;
        change.headEnded |= head;
        if (leftOpen != null) {
            change.unclear = true;
            change.held = leftOpen;
        }
    }

    /** Writes down what changed, on the next journey; it tells which lines go on. */
    void change(Batch batch) {
        if (changes.isEmpty()) {
            return;
        }
        Superseding crowded = new Superseding(batch);
        superseding = crowded;
        Rows rows = new Rows("int8", "text", "int4", "bool", "text", "text", "bool");
        changes.forEach((line, change) -> {
            Held held = change.held;
            rows.add(
                    line.dossierId(),
                    line.destination(),
                    change.ended,
                    held == null ? null : held.exists(),
                    held == null ? null : held.steps().text(),
                    held == null ? null : Texts.kept(held.reference()),
                    change.unclear);
        });
        batch.db.putOff(
                CHANGE,
                row -> {
                    LineKey line = new LineKey(row.getLong(1), row.getString(2));
                    if (row.getInt(3) > 0 && change(line).headEnded) {
                        freed.add(line.dossierId(), line.destination());
                        if (row.getInt(3) > 1 && batch.post.newest().is(line.destination())) {
                            crowded.older(line, null);
                        }
                    }
                    return line;
                },
                rows);
    }

    /** Lets the next one of each line that goes on move up, on the next journey. */
    void moveUp(Batch batch) throws SQLException {
        if (superseding != null) {
            superseding.run();
        }
        if (!freed.isEmpty()) {
            batch.db.putOff(PROMOTE, row -> batch.ready.add(ready(row)), freed);
        }
    }

    static Journal.Ready ready(ResultSet row) throws SQLException {
        return new Journal.Ready(row.getLong(1), row.getString(2), row.getString(3), instant(row, 4));
    }

    /** What a destination is known to hold, from three columns: exists, steps, reference. */
    static Held held(ResultSet row, int column) throws SQLException {
        return new Held(row.getBoolean(column), HeldSteps.parse(row.getString(column + 1)), row.getString(column + 2));
    }

    /** A time, or null when there is none; deadlines that do not exist are kept as infinity so that they sort last. */
    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null || time.equals(OffsetDateTime.MAX) ? null : time.toInstant();
    }

    static List<Long> sorted(Iterable<Long> ids) {
        List<Long> sorted = new ArrayList<>();
        ids.forEach(sorted::add);
        sorted.sort(null);
        return sorted;
    }

    private Change change(LineKey line) {
        return changes.computeIfAbsent(line, key -> new Change());
    }
}
