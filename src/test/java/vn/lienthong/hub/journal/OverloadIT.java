package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More than the journal can write: new work is turned away before it fills the memory. */
class OverloadIT {
    private static final int BATCH = 8;
    private static final int QUEUE = 16;

    @RegisterExtension
    final TestJournal test = TestJournal.with(
            Clock.systemUTC(),
            settings -> new JournalSettings(
                    settings.node(),
                    settings.keyFile(),
                    BATCH,
                    QUEUE,
                    settings.cacheBytes(),
                    settings.monthsAhead(),
                    settings.patience(),
                    settings.lease()));

    @Test
    void turnsAwayAtOnceWhatWouldWaitBehindAFullQueueAndGoesOnByItself() throws SQLException {
        List<CompletableFuture<Acceptance>> pushed = new ArrayList<>();
        try (Connection connection = test.pool().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE submission IN ACCESS EXCLUSIVE MODE");
            for (int i = 1; i <= 5 * QUEUE; i++) {
                pushed.add(test.journal().accept(TestJournal.entry("city", "H" + i, 1, "echo")));
            }
            // Behind the batch in hand as many wait as may; the others were answered without waiting for anything.
            assertThat(pushed.stream()
                            .filter(CompletableFuture::isCompletedExceptionally)
                            .count())
                    .isBetween(5L * QUEUE - QUEUE - 2L * BATCH, 5L * QUEUE - QUEUE);
            connection.rollback();
        }

        CompletableFuture.allOf(pushed.toArray(CompletableFuture[]::new))
                .handle((all, failure) -> null)
                .join();
        long accepted =
                pushed.stream().filter(push -> !push.isCompletedExceptionally()).count();
        assertThat(accepted).isPositive();
        assertThat(test.journal().balance()).singleElement().satisfies(row -> assertThat(row.accepted())
                .isEqualTo(accepted));
        assertThat(test.journal()
                        .accept(TestJournal.entry("city", "H0", 1, "echo"))
                        .join())
                .isInstanceOf(Acceptance.Receipt.class);
    }
}
