package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.journal.TestJournal.eventually;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.vocabulary.TransferState;

/** Several nodes on one journal: who leads, and what becomes of the flights of a node that is gone. */
class NodesIT {
    private static final String ECHO = "echo";
    private static final Duration LEASE = Duration.ofSeconds(3);

    @RegisterExtension
    final TestJournal test = TestJournal.with(Clock.systemUTC(), settings -> settings.withLease(LEASE));

    @Test
    void theLivingNodeOfTheLowestNumberLeads() {
        eventually(() -> test.journal().leads());
        try (Journal second = open(test.pool(), "hub-2")) {
            eventually(second::mayBegin);
            assertThat(second.leads()).isFalse();
            test.journal().close();
            eventually(second::leads);
        }
    }

    @Test
    void whatASilentNodeHadInFlightBecomesUnclear() {
        HikariDataSource line = Database.pool(
                test.pool().getJdbcUrl(), EmbeddedDatabase.USER, test.pool().getPassword());
        Journal second = open(line, "hub-2");
        long id = accept("H1");
        long own = accept("H2");
        assertThat(second.takeOff(ECHO, List.of(id)).join()).hasSize(1);
        assertThat(test.journal().takeOff(ECHO, List.of(own)).join()).hasSize(1);
        assertThat(test.journal().takeOver(Clock.systemUTC().instant()).join()).isZero();

        line.close();
        eventually(() -> test.journal().takeOver(Clock.systemUTC().instant()).join() == 1);

        assertThat(state(id)).isEqualTo(TransferState.UNCLEAR);
        assertThat(state(own)).isEqualTo(TransferState.IN_FLIGHT);
        eventually(() -> !second.mayBegin());
        assertThat(test.journal().due(Clock.systemUTC().instant(), 10).join())
                .extracting(Journal.Ready::transferId)
                .containsExactly(id);
        assertThat(test.journal().takeOff(ECHO, List.of(id)).join().get(0).unclear())
                .isTrue();
        second.close();
    }

    @Test
    void aNodeWhoseClockIsBehindDoesNotOvertake() {
        TestClock behind = new TestClock(Clock.systemUTC().instant().minus(Duration.ofHours(2)));
        try (Journal second =
                Journal.open(test.pool(), behind, JournalSettings.defaults().withNode("hub-2"))) {
            long first = accept("H1");
            List<Long> later = new java.util.ArrayList<>();
            for (int revision = 2; revision <= 5; revision++) {
                Journal node = revision % 2 == 0 ? second : test.journal();
                later.add(TestJournal.receipt(node, TestJournal.entry("city", "H1", revision, ECHO))
                        .transfers()
                        .get(0)
                        .id());
            }

            assertThat(later).isSorted().allMatch(id -> id > first);
        }
    }

    private TransferState state(long id) {
        return test.journal().transfer(id).orElseThrow().state();
    }

    private static Journal open(HikariDataSource database, String node) {
        return Journal.open(
                database,
                Clock.systemUTC(),
                JournalSettings.defaults().withNode(node).withLease(LEASE));
    }

    private long accept(String code) {
        return TestJournal.receipt(test.journal(), TestJournal.entry("city", code, 1, ECHO))
                .transfers()
                .get(0)
                .id();
    }
}
