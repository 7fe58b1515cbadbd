package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Reads times: of what is open, all of it, as the balance does; of what was due, by the index of the time. */
final class TimingReads implements Timings {
    // A transfer that a resend made is as old as its id: its record was reported, or given up, before.
    static final String UNREPORTED =
            """
            SELECT o.destination, o.unit, o.n, moment(o.oldest[1]), t.dossier_code, nullif(o.nearest, 'infinity'), o.past
            FROM (
                SELECT x.destination, x.unit, count(*) AS n, min(ARRAY[
                           CASE WHEN r.id IS NULL THEN floor(extract(epoch FROM x.accepted_at) * 1000)::bigint
                                ELSE (r.id >> 22) + 1577836800000 END, x.id]) AS oldest,
                       min(x.deadline) AS nearest, count(*) FILTER (WHERE x.deadline < moment(?)) AS past
                FROM open_transfer x LEFT JOIN resent r ON r.id = x.id
                GROUP BY x.destination, x.unit) o
            JOIN open_transfer t ON t.id = o.oldest[2]
            ORDER BY 1, 2
            """;

    private final DataSource database;
    private final Reads reads;
    private final int node;

    TimingReads(DataSource database, Reads reads, int node) {
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
        reads.walk(db -> DutyReads.walk(db, span, pages));
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
                    DutyReads.NOT_SENT_TO, destination, node, since.toEpochMilli(), upto.toEpochMilli(), Texts.kept(why));
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
