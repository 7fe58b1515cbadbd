package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The sums per unit and destination. */
final class BalanceReads {
    /** What ended is kept as sums, written with each end; what is open is counted now: an error in either shows as a difference. */
    static final String BALANCE =
            """
            SELECT coalesce(t.destination, o.destination) AS destination, coalesce(t.unit, o.unit) AS unit,
                   coalesce(t.accepted, 0), coalesce(t.delivered, 0), coalesce(o.waiting, 0), coalesce(o.parked, 0),
                   coalesce(t.cancelled, 0), coalesce(t.superseded, 0), coalesce(t.later, 0)
            FROM tally t FULL JOIN (
                SELECT destination, unit, count(*) FILTER (WHERE state <> 'PARKED') AS waiting,
                       count(*) FILTER (WHERE state = 'PARKED') AS parked
                FROM open_transfer GROUP BY destination, unit) o ON o.destination = t.destination AND o.unit = t.unit
            ORDER BY 1, 2
            """;

    /** Everything counted from the submissions and transfers themselves. */
    private static final String RECOUNT =
            """
            WITH later AS (
                SELECT l.destination, l.unit, count(*) AS n FROM owed_line l
                JOIN owed_later o ON o.dossier_id = l.dossier_id AND o.destination = l.destination GROUP BY 1, 2),
            owed AS (
                SELECT destination, unit, count(*) AS accepted FROM (
                    SELECT d.destination, s.unit FROM submission s CROSS JOIN LATERAL unnest(s.owed) AS d(destination)
                    UNION ALL SELECT destination, unit FROM resent) x GROUP BY 1, 2),
            stands AS (
                SELECT destination, unit, state, count(*) AS n FROM (
                    SELECT destination, unit, state FROM open_transfer
                    UNION ALL SELECT destination, unit, state FROM ended_transfer) x GROUP BY 1, 2, 3),
            sums AS (
                SELECT destination, unit, sum(n) FILTER (WHERE state = 'DELIVERED') AS delivered,
                       sum(n) FILTER (WHERE state IN ('WAITING', 'READY', 'IN_FLIGHT', 'UNCLEAR')) AS waiting,
                       sum(n) FILTER (WHERE state = 'PARKED') AS parked,
                       sum(n) FILTER (WHERE state = 'CANCELLED') AS cancelled,
                       sum(n) FILTER (WHERE state = 'SUPERSEDED') AS superseded
                FROM stands GROUP BY 1, 2)
            SELECT coalesce(a.destination, s.destination), coalesce(a.unit, s.unit), coalesce(a.accepted, 0) - coalesce(w.n, 0),
                   coalesce(s.delivered, 0), coalesce(s.waiting, 0), coalesce(s.parked, 0), coalesce(s.cancelled, 0),
                   coalesce(s.superseded, 0), coalesce(w.n, 0)
            FROM owed a FULL JOIN sums s ON s.destination = a.destination AND s.unit = a.unit
            LEFT JOIN later w ON w.destination = a.destination AND w.unit = a.unit
            ORDER BY 1, 2
            """;

    private final Reads reads;

    BalanceReads(Reads reads) {
        this.reads = reads;
    }

    List<Journal.BalanceRow> balance() {
        return reads.read(db -> db.ask(BALANCE, BalanceReads::row));
    }

    List<Journal.BalanceRow> recount() {
        return reads.read(db -> db.ask(RECOUNT, BalanceReads::row));
    }

    private static Journal.BalanceRow row(ResultSet row) throws SQLException {
        return new Journal.BalanceRow(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9));
    }
}
