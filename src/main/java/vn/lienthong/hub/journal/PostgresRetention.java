package vn.lienthong.hub.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Retention in PostgreSQL, on a connection of its own; what it decides is written down by the writer. */
final class PostgresRetention implements Retention {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresRetention.class);

    private static final int TRIES = 3;

    private final DataSource database;
    private final Reads reads;
    private final Writer writer;
    private final PayloadSeal seal;
    private volatile @Nullable Pass last;

    PostgresRetention(DataSource database, Reads reads, Writer writer, PayloadSeal seal) {
        this.database = database;
        this.reads = reads;
        this.writer = writer;
        this.seal = seal;
    }

    @Override
    public synchronized Pass run(RetentionSettings settings, Instant now, BooleanSupplier goOn) {
        RetentionPass pass = new RetentionPass(writer, seal, settings, now);
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return once(pass, settings, goOn);
                } catch (SQLException e) {
                    if (Faults.of(e) != Faults.AGAIN || attempt == TRIES) {
                        throw e;
                    }
                    // A month's new tables and a pass were in each other's way: what is not done yet is found again.
                    LOG.debug("The pass of retention begins again: {}", e.toString());
                    pass = new RetentionPass(writer, seal, settings, now);
                }
            }
        } catch (SQLException | JournalUnavailable | CompletionException e) {
            String failure = "the journal is away: " + e.getMessage();
            LOG.warn("Retention ends early and goes on later. Found: {}", failure);
            // What is kept says what was known of archives before: that the journal is away, its own health tells.
            Pass before = last;
            keep(pass.told(before == null ? null : before.failure(), false));
            return pass.told(failure, false);
        }
    }

    private Pass once(RetentionPass pass, RetentionSettings settings, BooleanSupplier goOn) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Session db = new Session(connection);
            if (!lock(db)) {
                return pass.told(null, true);
            }
            String failure = null;
            try {
                pass.run(db, goOn);
            } catch (IOException e) {
                failure = "the archive cannot be written to " + settings.folder() + ": " + e.getMessage();
                LOG.error(
                        "Retention stops, delivery goes on. Found: {}. Make room there, or name another folder.",
                        failure);
            } finally {
                unlock(db);
            }
            return keep(pass.told(failure, false));
        }
    }

    private Pass keep(Pass pass) {
        last = pass;
        return pass;
    }

    @Override
    public Map<Long, String> gone(Collection<Long> submissions) {
        if (submissions.isEmpty()) {
            return Map.of();
        }
        return reads.read(db -> {
            Rows ids = new Rows("int8");
            submissions.forEach(ids::add);
            Map<Long, Long> blocks = new HashMap<>();
            db.ask(
                    "SELECT id, block FROM submission WHERE id = ANY (?::int8[]) UNION ALL"
                            + " SELECT id, block FROM refused WHERE id = ANY (?::int8[])",
                    row -> blocks.put(row.getLong(1), row.getLong(2)),
                    ids,
                    ids);
            Map<Long, String> words = new HashMap<>();
            Retired.tell(db, blocks.values(), (block, said, archived) -> words.put(block, said));
            Map<Long, String> gone = new HashMap<>();
            blocks.forEach((id, block) -> {
                String said = words.get(block);
                if (said != null) {
                    gone.put(id, said);
                }
            });
            return gone;
        });
    }

    @Override
    public @Nullable Instant oldestBody() {
        List<Long> ids =
                reads.read(db -> db.ask("SELECT id FROM payload_block ORDER BY id LIMIT 1", row -> row.getLong(1)));
        return ids.isEmpty() ? null : IdMint.at(ids.get(0));
    }

    @Override
    public @Nullable Pass last() {
        return last;
    }

    private static boolean lock(Session db) throws SQLException {
        return db.ask(
                        "SELECT pg_try_advisory_lock(?, ?)",
                        row -> row.getBoolean(1),
                        WriterSession.LOCKS,
                        WriterSession.RETENTION)
                .contains(true);
    }

    private static void unlock(Session db) {
        try {
            db.ask(
                    "SELECT pg_advisory_unlock(?, ?)",
                    row -> row.getBoolean(1),
                    WriterSession.LOCKS,
                    WriterSession.RETENTION);
        } catch (SQLException e) {
            // The pool throws a broken connection away, and the lock goes with it.
            LOG.debug("the lock of retention was not given back", e);
        }
    }
}
