package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading, while others hold what it wants. */
@Timeout(60)
class ReadsIT {

    @RegisterExtension
    final TestJournal test = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @Test
    void theOneThatGivesWayInADeadlockIsAskedOnceMore() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        try (Connection other = test.pool().getConnection()) {
            other.setAutoCommit(false);
            // The other one never looks whether it stands in a deadlock: it is always the reading that gives way.
            other.createStatement().execute("SET LOCAL deadlock_timeout = '1h'");
            other.createStatement().execute("LOCK TABLE dossier IN ACCESS EXCLUSIVE MODE");

            long found = new Reads(test.pool()).read(db -> {
                count(db, "submission");
                if (asked.incrementAndGet() == 1) {
                    wantsToo(other);
                }
                return count(db, "dossier");
            });

            assertThat(found).isZero();
        }
        assertThat(asked).hasValue(2);
    }

    /** The other one waits for what the reading holds, and ends as soon as it has it. */
    private void wantsToo(Connection other) {
        CompletableFuture.runAsync(() -> {
            try {
                other.createStatement().execute("LOCK TABLE submission IN ACCESS EXCLUSIVE MODE");
                other.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        TestJournal.eventually(() -> test.count("pg_locks WHERE NOT granted") > 0);
    }

    private static long count(Session db, String table) throws SQLException {
        return db.ask("SELECT count(*) FROM " + table, row -> row.getLong(1)).get(0);
    }
}
