package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the lanes ask: who may go, and in which order. */
final class LaneReads {
    static final String BACKLOG =
            """
            SELECT id, destination, unit, deadline FROM open_transfer
            WHERE ready AND destination = ? AND unit = ?
              AND (deadline, id) > (coalesce(moment(?), CASE WHEN ? THEN timestamptz '-infinity' ELSE 'infinity' END), ?)
            ORDER BY deadline, id LIMIT ?
            """;

    /** Jumps from lane to lane through the index instead of reading every ready transfer. */
    static final String LANES =
            """
            WITH RECURSIVE lane AS (
                (SELECT destination, unit FROM open_transfer WHERE ready ORDER BY destination, unit LIMIT 1)
                UNION ALL
                SELECT n.destination, n.unit FROM lane l CROSS JOIN LATERAL (
                    SELECT o.destination, o.unit FROM open_transfer o
                    WHERE o.ready AND (o.destination, o.unit) > (l.destination, l.unit)
                    ORDER BY o.destination, o.unit LIMIT 1) n)
            SELECT destination, unit FROM lane
            """;

    private final Reads reads;

    LaneReads(Reads reads) {
        this.reads = reads;
    }

    List<Journal.Ready> backlog(String destination, String unit, Journal.@Nullable Ready after, int limit) {
        Instant deadline = after == null ? null : after.deadline();
        return reads.read(db -> db.ask(
                BACKLOG,
                Lines::ready,
                destination,
                unit,
                deadline == null ? null : (Long) deadline.toEpochMilli(),
                after == null,
                after == null ? 0L : after.transferId(),
                limit));
    }

    List<Journal.Lane> lanes() {
        return reads.read(db -> db.ask(LANES, row -> new Journal.Lane(row.getString(1), row.getString(2))));
    }
}
