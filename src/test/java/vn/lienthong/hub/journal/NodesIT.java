package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.hub.journal.TestJournal.eventually;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
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
        assertThat(test.journal().takeOver(Duration.ZERO).join()).isZero();

        line.close();
        eventually(() -> test.journal().takeOver(Duration.ZERO).join() == 1);

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
            List<Long> later = new ArrayList<>();
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

    @Test
    void isNotAskedAboutBeforeTheSilentNodeHasSurelyEnded() {
        long id = putOffForTrouble("H1");
        silent(9, "5 seconds", id);
        eventually(() -> test.journal().takeOver(Duration.ofHours(1)).join() == 1);

        Instant now = Clock.systemUTC().instant();
        assertThat(test.journal().due(now.plus(Duration.ofDays(1)), 10).join())
                .as("at a node whose clock is a day ahead")
                .isEmpty();
        assertThat(test.journal().wake(ECHO, 10).join()).isZero();
        assertThat(test.journal()
                        .release(TransferFilter.only(id), new Journal.By("Hoa (made up)", "a test"), false)
                        .join())
                .singleElement()
                .satisfies(result -> assertThat(result.refusedBecause()).contains("may still be sending"));
        assertThat(test.journal().takeOff(ECHO, List.of(id)).join()).isEmpty();
        assertThat(test.journal().transfer(id).orElseThrow().due()).isAfter(now.plus(Duration.ofMinutes(50)));
    }

    @Test
    void eachNodeIsJudgedByItsOwnLease() {
        long patient = accept("H1");
        long gone = accept("H2");
        silent(9, "1 hour", patient);
        silent(10, "5 seconds", gone);

        eventually(() -> test.journal().takeOver(Duration.ZERO).join() == 1);

        assertThat(state(gone)).isEqualTo(TransferState.UNCLEAR);
        assertThat(state(patient)).isEqualTo(TransferState.IN_FLIGHT);
    }

    @Test
    void wakingLeavesAloneWhatAnotherNodeIsTaking() throws SQLException {
        long id = putOffForTrouble("H1");
        try (Connection other = holding(
                "UPDATE open_transfer SET state = 'READY'; UPDATE open_transfer SET state = 'IN_FLIGHT', ready = false, due = NULL, node = 7")) {
            CompletableFuture<Integer> woken = test.journal().wake(ECHO, 10);
            eventually(() -> woken.isDone() || waiting() > 0);
            other.commit();
            woken.join();
        }

        assertThat(state(id)).isEqualTo(TransferState.IN_FLIGHT);
        assertThat(test.journal().takeOff(ECHO, List.of(id)).join()).isEmpty();
    }

    @Test
    void whatTwoNodesWakeAndTakeOffAtOnceFliesOnce() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(putOffForTrouble("H" + i));
        }
        try (Journal second = open(test.pool(), "hub-2")) {
            List<Long> flown = new ArrayList<>();
            // Each wakes thirty in each round, and some of them both.
            for (int round = 0; round < 20; round++) {
                List<CompletableFuture<List<Flight>>> taken = new ArrayList<>();
                for (Journal node : List.of(test.journal(), second)) {
                    node.wake(ECHO, 30);
                    taken.add(node.takeOff(ECHO, ids));
                }
                taken.forEach(flights -> flown.addAll(TestJournal.ids(flights.join())));
            }

            assertThat(flown).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void theSameRevisionAtTwoNodesAtOnceIsAcceptedOnce() throws SQLException {
        accept("H1");
        try (Journal second = open(test.pool(), "hub-2");
                Connection other = holding("SELECT id FROM dossier FOR UPDATE")) {
            CompletableFuture<Acceptance> one = test.journal().accept(TestJournal.entry("city", "H1", 2, ECHO));
            CompletableFuture<Acceptance> two = second.accept(TestJournal.entry("city", "H1", 2, ECHO));
            eventually(() -> waiting() == 2);
            other.rollback();

            Acceptance.Receipt first = (Acceptance.Receipt) one.join();
            Acceptance.Receipt again = (Acceptance.Receipt) two.join();
            assertThat(first.submissionId()).isEqualTo(again.submissionId());
            assertThat(first.repeated()).isNotEqualTo(again.repeated());
            assertThat(test.journal().balance())
                    .containsExactly(new Journal.BalanceRow(ECHO, "21583", 2, 0, 2, 0, 0, 0));
        }
    }

    @Test
    void anOlderRevisionAtAnotherNodeAtOnceNeverGoesAfterTheNewer() throws SQLException {
        accept("H1");
        try (Journal second = open(test.pool(), "hub-2");
                Connection other = holding("SELECT id FROM dossier FOR UPDATE")) {
            CompletableFuture<Acceptance> newer = test.journal().accept(TestJournal.entry("city", "H1", 3, ECHO));
            eventually(() -> waiting() == 1);
            CompletableFuture<Acceptance> older = second.accept(TestJournal.entry("city", "H1", 2, ECHO));
            eventually(() -> waiting() == 2);
            other.rollback();

            Acceptance.Receipt three = (Acceptance.Receipt) newer.join();
            Acceptance.Receipt two = (Acceptance.Receipt) older.join();
            assertThat(two.superseded() || two.submissionId() < three.submissionId())
                    .as("%s and %s", two, three)
                    .isTrue();
        }
    }

    @Test
    void aNodeThatStandsStillInATransactionHoldsUpNobodyForLong() throws Exception {
        long held = accept("H1");
        long free = accept("H2");
        test.sql("INSERT INTO node (number, name) VALUES (9, 'hub-9')");
        WriterSession frozen = new WriterSession(
                test.pool(), Clock.systemUTC(), 9, JournalSettings.defaults().withLease(LEASE));
        frozen.db()
                .ask(
                        "UPDATE open_transfer SET state = 'IN_FLIGHT', ready = false, node = 9 WHERE id = ? RETURNING id",
                        row -> row.getLong(1),
                        held);
        frozen.db().ask("SELECT id FROM dossier WHERE code = 'H1' FOR UPDATE", row -> row.getLong(1));

        assertThat(test.journal().takeOff(ECHO, List.of(held, free)).get(20, TimeUnit.SECONDS))
                .extracting(Flight::transferId)
                .as("what nobody holds")
                .containsExactly(free);
        test.journal().accept(TestJournal.entry("city", "H1", 2, ECHO)).get(20, TimeUnit.SECONDS);

        assertThat(test.journal().takeOff(ECHO, List.of(held)).join())
                .as("thrown out, it took nothing")
                .hasSize(1);
        assertThatThrownBy(frozen::commit).isInstanceOfSatisfying(SQLException.class, e -> assertThat(Faults.of(e))
                .isEqualTo(Faults.AWAY));
        frozen.drop();
    }

    /** A transaction of somebody else that has done something and is not at its end. */
    private Connection holding(String sql) throws SQLException {
        Connection other = test.pool().getConnection();
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
        return other;
    }

    /** Sessions that wait for a lock. */
    private int waiting() {
        try (Connection connection = test.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A node with a transfer in flight that gave its last sign ten seconds ago. */
    private void silent(int number, String lease, long id) {
        test.sql("INSERT INTO node (number, name, seen_at, lease) VALUES (" + number + ", 'hub-" + number
                + "', clock_timestamp() - interval '10 seconds', '" + lease + "');"
                + " UPDATE open_transfer SET state = 'READY' WHERE state = 'WAITING' AND id = " + id + ";"
                + " UPDATE open_transfer SET state = 'IN_FLIGHT', ready = false, due = NULL, node = " + number
                + " WHERE id = " + id);
    }

    private long putOffForTrouble(String code) {
        long id = accept(code);
        Flight flight = test.journal().takeOff(ECHO, List.of(id)).join().get(0);
        Instant now = Clock.systemUTC().instant();
        test.journal()
                .land(new Landing(
                        flight,
                        now,
                        now,
                        new Outcome.Deferred(TestJournal.problem("busy"), null, true),
                        TransferState.WAITING,
                        now.plus(Duration.ofHours(1)),
                        false,
                        "busy",
                        Held.NOTHING,
                        null,
                        List.of()))
                .join();
        return id;
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
