package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Reads times: of what is open, all of it, as the balance does; of what was due, by the index of the time. */
final class TimingReads implements Timings {
    // A transfer that a resend made is as old as its id: its record was reported, or given up, before. What was owed
    // only later is as old as the
    // last step of its unit's switchover: before that it was owed to nobody.
    static final String UNREPORTED =
            """
            WITH x AS (
                SELECT t.destination, t.unit, 1 AS n, t.id, t.deadline, CASE
                           WHEN r.id IS NOT NULL THEN moment((r.id >> 22) + 1577836800000)
                           WHEN t.history IS NOT NULL THEN greatest(t.accepted_at, (
                               SELECT w.since FROM dossier d JOIN switchover w ON w.unit = d.unit AND w.begins = d.begins
                               WHERE d.id = t.dossier_id AND w.state NOT IN ('CITY', 'REHEARSAL')))
                           ELSE t.accepted_at END AS since
                FROM open_transfer t LEFT JOIN resent r ON r.id = t.id
                UNION ALL
                SELECT l.destination, l.unit, l.records, l.first_id, 'infinity',
                       greatest(moment((l.first_id >> 22) + 1577836800000), w.since)
                FROM owed_line l JOIN switchover w ON w.unit = l.unit AND w.begins = l.begins AND w.state NOT IN ('CITY', 'REHEARSAL'))
            SELECT o.destination, o.unit, o.n, moment(o.oldest[1]), coalesce(t.dossier_code, d.code), nullif(o.nearest, 'infinity'), o.past
            FROM (
                SELECT x.destination, x.unit, sum(x.n)::bigint AS n,
                       min(ARRAY[floor(extract(epoch FROM x.since) * 1000)::bigint, x.id]) AS oldest,
                       min(x.deadline) AS nearest, count(*) FILTER (WHERE x.deadline < moment(?)) AS past
                FROM x GROUP BY x.destination, x.unit) o
            LEFT JOIN open_transfer t ON t.id = o.oldest[2]
            LEFT JOIN owed_later k ON k.id = o.oldest[2]
            LEFT JOIN dossier d ON d.id = k.dossier_id
            ORDER BY 1, 2
            """;

    private final DataSource database;
    private final Reads reads;
    private final int node;
    private final Supplier<Set<String>> governed;

    /** @param governed destinations to which a unit owes nothing before its switchover */
    TimingReads(DataSource database, Reads reads, int node, Supplier<Set<String>> governed) {
        this.governed = governed;
        this.database = database;
        this.reads = reads;
        this.node = node;
    }

    @Override
    public List<Unreported> unreported(Instant now) {
        return reads.read(db -> db.ask(UNREPORTED, TimingReads::unreported, now.toEpochMilli()));
    }

    @Override
    public void duties(Span span, Consumer<List<Owed>> pages) {
        reads.walk(db -> DutyReads.walk(db, span, governed.get(), pages));
    }

    @Override
    public List<Closed> closed(Instant from, Instant until) {
        return reads.read(db -> DutyReads.closed(db, from, until));
    }

    @Override
    public void notSentTo(String destination, Instant since, Instant upto, String why) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Session db = new Session(connection);
            db.putOff(
                    DutyReads.NOT_SENT_TO,
                    destination,
                    node,
                    since.toEpochMilli(),
                    upto.toEpochMilli(),
                    Texts.kept(why));
            db.commit();
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    "The journal's database is away. Found: " + e.getMessage() + ". Ask again later.", e);
        }
    }

    private static Unreported unreported(ResultSet row) throws SQLException {
        return new Unreported(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                Objects.requireNonNull(Lines.instant(row, 4)),
                row.getString(5),
                Lines.instant(row, 6),
                row.getLong(7));
    }
}
