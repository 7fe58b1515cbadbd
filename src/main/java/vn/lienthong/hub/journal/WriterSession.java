package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's own connection: made again when it was lost, set so that every statement goes through an index, and holding the lock that
 * says that this node's name is in use.
 */
final class WriterSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriterSession.class);
    /** Namespace of our advisory locks: "hub". In it the number of a node is its own lock, up to 63; the others are below. */
    static final int LOCKS = 0x687562;

    /** Placing and ending holds. */
    static final int HOLDS = 1_000;

    /** One pass of retention at a time, of all nodes. */
    static final int RETENTION = 1_001;

    /** That a body goes, against that it is to be sent again. */
    static final int BODIES = 1_002;

    static final String SETTINGS =
            "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;"
                    + " SET enable_bitmapscan = off; SET jit = off; SET synchronous_commit = on";

    private static final Duration HOUSE_AGAIN = Duration.ofMinutes(1);

    private final DataSource database;
    private final Clock clock;
    private final int node;
    private final JournalSettings settings;
    private @Nullable Session session;
    private long lastMark;
    private @Nullable LocalDate housekept;
    private Instant houseAgain = Instant.MIN;

    WriterSession(DataSource database, Clock clock, int node, JournalSettings settings) {
        this.database = database;
        this.clock = clock;
        this.node = node;
        this.settings = settings;
    }

    /** The connection, made if there is none. */
    Session db() throws SQLException {
        Session open = session;
        if (open == null) {
            open = connect();
            session = open;
        }
        return open;
    }

    void commit() throws SQLException {
        db().commit();
    }

    /**
     * Names the open transaction, so that {@link #committed} can be asked about it. The name is written in the transaction itself: a
     * transaction number would not do, because a server that crashed in the commit may give it away again. It is a sign of life as well.
     */
    long mark() throws SQLException {
        db().putOff("UPDATE node SET batch = ?, seen_at = clock_timestamp() WHERE number = ?", ++lastMark, node);
        return lastMark;
    }

    /**
     * Whether the transaction of a mark, whose commit was not answered, is committed. Fails while the database is away, or while the lost
     * connection is still at work there: only then can this node's lock not be had again.
     */
    boolean committed(long mark) throws SQLException {
        long last = lastMark(db());
        db().commit();
        return last >= mark;
    }

    private long lastMark(Session db) throws SQLException {
        return db.ask("SELECT batch FROM node WHERE number = ?", row -> row.getLong(1), node)
                .get(0);
    }

    /**
     * Gives a sign of life, and tells whether this node leads: the living one of the lowest number. Not worth a disk sync: a sign that a
     * crash of the database takes along is followed by the next one.
     */
    boolean beat() throws SQLException {
        Session db = db();
        db.putOff("SET LOCAL synchronous_commit = off");
        db.putOff(
                "UPDATE node SET seen_at = clock_timestamp(), lease = ? * interval '1 millisecond' WHERE number = ?",
                settings.lease().toMillis(),
                node);
        List<Integer> leader = db.putOff(
                "SELECT min(number) FROM node WHERE seen_at > clock_timestamp() - lease", row -> row.getInt(1));
        db.commit();
        return leader.get(0) == node;
    }

    /** Whether this node ever committed a batch. */
    boolean wroteBefore() {
        return lastMark > 0;
    }

    void rollback() {
        try {
            if (session != null) {
                session.rollback();
            }
        } catch (SQLException e) {
            drop();
        }
    }

    /** Lets a broken connection go. */
    void drop() {
        try {
            if (session != null) {
                session.connection().abort(Runnable::run);
                session.close();
            }
        } catch (SQLException e) {
            LOG.debug("A lost connection could not be closed: {}", e.toString());
        } finally {
            session = null;
        }
    }

    /** Makes coming months' partitions, once a day; where it fails, again only after a while, for whoever writes waits for it. */
    void keepHouse() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (today.equals(housekept) || now.isBefore(houseAgain)) {
            return;
        }
        try {
            partitions(db(), today);
            db().commit();
            housekept = today;
        } catch (SQLException e) {
            LOG.warn(
                    "Coming partitions could not be made now; rows go to the default partition. Found: {}",
                    e.toString());
            houseAgain = now.plus(HOUSE_AGAIN);
            rollback();
        }
    }

    private void partitions(Session db, LocalDate today) throws SQLException {
        for (int month = 0; month <= settings.monthsAhead(); month++) {
            Instant at = today.withDayOfMonth(15)
                    .plusMonths(month)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            db.ask("SELECT ensure_partition(moment(?))", row -> at, at.toEpochMilli());
        }
    }

    private Session connect() throws SQLException {
        Connection connection = database.getConnection();
        boolean kept = false;
        try {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(SETTINGS);
                statement.execute(limits());
            }
            Session fresh = new Session(connection);
            claim(fresh);
            lastMark = lastMark(fresh);
            fresh.commit();
            kept = true;
            return fresh;
        } finally {
            if (!kept) {
                connection.close();
            }
        }
    }

    /**
     * Whoever stands still within a transaction holds what others wait for: after a lease, when it counts as dead, it is thrown out. And nobody
     * waits so long for another that it counts as dead itself.
     */
    private String limits() {
        long lease = settings.lease().toMillis();
        return "SET idle_in_transaction_session_timeout = " + lease + "; SET lock_timeout = " + lease / 3;
    }

    /** Two nodes of one name would take each other's transfers for their own: the second one waits a little, then says so. */
    private void claim(Session db) throws SQLException {
        for (int tenth = 0; tenth < 50; tenth++) {
            List<Boolean> got = db.ask("SELECT pg_try_advisory_lock(?, ?)", row -> row.getBoolean(1), LOCKS, node);
            if (got.contains(true)) {
                return;
            }
            PostgresServer.pause(100);
        }
        throw new SQLTransientConnectionException(
                "Another hub with the same node name uses this database. Found: node number " + node
                        + ". Give each hub a name of its own in hub.journal.node.",
                "08006");
    }

    @Override
    public void close() {
        try {
            if (session != null) {
                session.rollback();
                // Others need not wait for silence: what this node had in flight has landed or is put back.
                session.putOff("UPDATE node SET seen_at = '-infinity' WHERE number = ?", node);
                session.commit();
                try (Statement statement = session.connection().createStatement()) {
                    statement.execute("SELECT pg_advisory_unlock_all(); RESET ALL");
                }
                session.connection().commit();
                session.close();
            }
        } catch (SQLException e) {
            LOG.debug("The writer's connection could not be given back: {}", e.toString());
        } finally {
            session = null;
        }
    }
}
