package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
    static final String LANES_WITH_BACKLOG =
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

    /** The head of each lane of a destination, and of these the nearest. */
    static final String NEAREST =
            """
            WITH RECURSIVE lane AS (
                (SELECT unit FROM open_transfer WHERE ready AND destination = ? ORDER BY unit LIMIT 1)
                UNION ALL
                SELECT n.unit FROM lane l CROSS JOIN LATERAL (
                    SELECT o.unit FROM open_transfer o WHERE o.ready AND o.destination = ? AND o.unit > l.unit
                    ORDER BY o.unit LIMIT 1) n)
            SELECT h.id, h.destination, h.unit, h.deadline
            FROM lane l CROSS JOIN LATERAL (
                SELECT o.id, o.destination, o.unit, o.deadline FROM open_transfer o
                WHERE o.ready AND o.destination = ? AND o.unit = l.unit ORDER BY o.deadline, o.id LIMIT 1) h
            ORDER BY h.deadline, h.id LIMIT 1
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

    List<Journal.Lane> withBacklog() {
        return reads.read(db -> db.ask(LANES_WITH_BACKLOG, LaneReads::lane));
    }

    List<Journal.Lane> all() {
        return reads.read(
                db -> db.ask("SELECT destination, unit FROM tally ORDER BY destination, unit", LaneReads::lane));
    }

    Journal.Gathered gathered(String destination) {
        return reads.read(db -> db.ask(
                        "SELECT count(*), coalesce(max(id), 0) FROM open_transfer WHERE ready AND destination = ?",
                        row -> new Journal.Gathered(row.getLong(1), row.getLong(2)),
                        destination))
                .get(0);
    }

    long attempts(String destination, LocalDate day) {
        return reads
                .read(db -> db.ask(
                        "SELECT attempts FROM spoken WHERE destination = ? AND day = ?::text::date",
                        row -> row.getLong(1),
                        destination,
                        day.toString()))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    Optional<Journal.Ready> nearest(String destination) {
        return reads.read(db -> db.ask(NEAREST, Lines::ready, destination, destination, destination)).stream()
                .findFirst();
    }

    private static Journal.Lane lane(ResultSet row) throws SQLException {
        return new Journal.Lane(row.getString(1), row.getString(2));
    }
}
