package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Every dossier of a destination in one pass: one statement in one snapshot, read through a cursor in the order in which the bodies lie, so
 * that a block is opened once for all that stands in it and no more than a few hundred bodies are in memory.
 */
final class LastKnownReads {
    /** Of a submission to a destination: {@code last} its latest transfer, {@code given} the one that was confirmed. Of a dossier: {@code k} what is parked. */
    static final String SELECT =
            """
            WITH t AS (
                SELECT submission_id, id, state FROM ended_transfer WHERE destination = ? AND id > ?
                UNION ALL
                SELECT submission_id, id, state FROM open_transfer WHERE destination = ? AND id > ?),
            s AS (
                SELECT s.dossier_id, s.id, s.superseded, ? = ANY (s.owed) AS owed, max(t.id) AS last,
                       max(t.id) FILTER (WHERE t.state = 'DELIVERED') AS given
                FROM submission s LEFT JOIN t ON t.submission_id = s.id WHERE s.id > ?
                GROUP BY s.dossier_id, s.id, s.superseded, 4),
            n AS (SELECT DISTINCT ON (dossier_id) * FROM s WHERE NOT superseded ORDER BY dossier_id, owed DESC, id DESC),
            k AS (SELECT dossier_id, min(id) AS id FROM open_transfer WHERE destination = ? AND state = 'PARKED' GROUP BY 1),
            g AS (SELECT DISTINCT ON (dossier_id) * FROM s WHERE given IS NOT NULL ORDER BY dossier_id, id DESC)
            SELECT x.dossier_code, x.unit, x.id, x.revision, x.source, coalesce(k.id, n.last), coalesce(o.state, e.state),
                   coalesce(o.problem_code, e.problem_code), x.accepted_at, e.ended_at, x.block, x.block_at, x.size,
                   y.id, y.revision, y.source, g.given, y.accepted_at, z.ended_at, y.block, y.block_at, y.size
            FROM n JOIN submission x ON x.id = n.id
            LEFT JOIN g ON g.dossier_id = n.dossier_id
            LEFT JOIN submission y ON y.id = g.id
            LEFT JOIN k ON k.dossier_id = n.dossier_id
            LEFT JOIN open_transfer o ON o.id = coalesce(k.id, n.last)
            LEFT JOIN ended_transfer e ON e.id = coalesce(k.id, n.last)
            LEFT JOIN ended_transfer z ON z.id = g.given
            WHERE ?::text IS NULL OR x.unit = ?
            ORDER BY x.block
            """;

    /** As many bodies as a few dozen blocks hold: some megabytes. */
    private static final int CHUNK = 500;

    /** Before the first row everything is sorted once. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final DataSource database;
    private final PayloadSeal seal;

    private record Kept(LastKnown.Revision revision, Payloads.Place place) {}

    private record Found(String code, String unit, Kept newest, @Nullable Kept delivered) {}

    LastKnownReads(DataSource database, PayloadSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** Not asked again when the connection is cut: whoever listens has heard some of it already. */
    void each(LastKnown.Asked asked, Consumer<LastKnown> told) {
        try (Connection connection = database.getConnection()) {
            int before = connection.getNetworkTimeout();
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(PATIENCE.toMillis()));
            try {
                read(connection, asked, told);
            } finally {
                connection.rollback();
                connection.setNetworkTimeout(Runnable::run, before);
            }
        } catch (SQLException e) {
            if (Faults.of(e) == Faults.WORK) {
                throw new IllegalStateException(e);
            }
            throw new JournalUnavailable(
                    "The journal's database went away while it was read. Found: " + e.getMessage()
                            + ". Ask again later.",
                    e);
        }
    }

    private void read(Connection connection, LastKnown.Asked asked, Consumer<LastKnown> told) throws SQLException {
        Session db = new Session(connection);
        try (Statement settings = connection.createStatement()) {
            settings.execute("SET LOCAL work_mem = '64MB'");
        }
        Instant since = asked.since();
        long after = since == null ? 0 : IdMint.firstAt(since) - 1;
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            Session.bindAll(
                    statement,
                    1,
                    asked.destination(),
                    after,
                    asked.destination(),
                    after,
                    asked.destination(),
                    after,
                    asked.destination(),
                    asked.unit(),
                    asked.unit());
            statement.setFetchSize(CHUNK);
            try (ResultSet rows = statement.executeQuery()) {
                List<Found> chunk = new ArrayList<>(CHUNK);
                while (rows.next()) {
                    chunk.add(found(rows));
                    if (chunk.size() == CHUNK) {
                        tell(db, chunk, told);
                        chunk.clear();
                    }
                }
                tell(db, chunk, told);
            }
        }
    }

    private void tell(Session db, List<Found> chunk, Consumer<LastKnown> told) throws SQLException {
        Set<Long> blocks = new TreeSet<>();
        for (Found one : chunk) {
            blocks.add(one.newest().place().block());
            if (one.delivered() != null) {
                blocks.add(one.delivered().place().block());
            }
        }
        Blocks opened = Blocks.read(db, seal, blocks);
        for (Found one : chunk) {
            LastKnown.Revision newest = whole(one.newest(), opened);
            Kept given = one.delivered();
            LastKnown.Revision delivered = given == null ? null : whole(given, opened);
            told.accept(new LastKnown(one.code(), one.unit(), newest, delivered));
        }
    }

    private static LastKnown.Revision whole(Kept kept, Blocks opened) {
        LastKnown.Revision one = kept.revision();
        return new LastKnown.Revision(
                one.submissionId(),
                one.revision(),
                one.source(),
                one.transferId(),
                one.state(),
                one.problem(),
                one.acceptedAt(),
                one.endedAt(),
                opened.ifReadable(kept.place()));
    }

    private static Found found(ResultSet row) throws SQLException {
        String state = row.getString(7);
        LastKnown.Revision newest = new LastKnown.Revision(
                row.getLong(3),
                row.getInt(4),
                row.getString(5),
                row.getObject(6, Long.class),
                state == null ? null : TransferState.valueOf(state),
                row.getString(8),
                Objects.requireNonNull(Lines.instant(row, 9)),
                Lines.instant(row, 10),
                null);
        Long given = row.getObject(14, Long.class);
        return new Found(
                row.getString(1),
                row.getString(2),
                new Kept(newest, place(row, 11)),
                given == null ? null : delivered(row));
    }

    private static Kept delivered(ResultSet row) throws SQLException {
        LastKnown.Revision revision = new LastKnown.Revision(
                row.getLong(14),
                row.getInt(15),
                row.getString(16),
                row.getObject(17, Long.class),
                TransferState.DELIVERED,
                null,
                Objects.requireNonNull(Lines.instant(row, 18)),
                Lines.instant(row, 19),
                null);
        return new Kept(revision, place(row, 20));
    }

    private static Payloads.Place place(ResultSet row, int column) throws SQLException {
        return new Payloads.Place(row.getLong(column), row.getInt(column + 1), row.getInt(column + 2));
    }
}
