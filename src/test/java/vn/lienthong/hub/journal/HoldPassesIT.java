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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.testkit.Waiting;
import vn.lienthong.hub.vocabulary.TransferState;

/** Holds over very many transfers, at several nodes, and through crashes. */
class HoldPassesIT extends HoldLane {
    private static final int MANY = 20_000;
    private static final Duration LEASE = Duration.ofSeconds(3);

    @Test
    void whatACrashLeftHalfPlacedIsInForceAndFinishedByTheNodeThatLeads() {
        List<Long> ids = acceptMany(MANY);
        crashDuring(second -> second.holds().place(new Holds.Wanted("a", OF_UNIT, null), HOA), ids.size());

        assertThat(holds().active("a").orElseThrow().settled()).isFalse();
        assertThat(test.journal()
                        .takeOff(PROVINCE, ids.subList(MANY - 2_000, MANY))
                        .join())
                .as("what is not marked yet is not taken either")
                .isEmpty();
        assertThat(holds().sweep(now())).isTrue();

        assertThat(holds().active("a").orElseThrow()).satisfies(hold -> {
            assertThat(hold.settled()).isTrue();
            assertThat(hold.counts().held()).isEqualTo(MANY);
        });
        assertThat(count("state = 'READY' OR ready")).isZero();
        assertThat(holds().sweep(now())).isFalse();
        closes();
    }

    @Test
    void whatACrashLeftHalfLiftedIsFinishedByTheNodeThatLeads() {
        List<Long> ids = acceptMany(MANY);
        place("a", OF_UNIT);
        assertThat(count("hold_id IS NOT NULL AND state = 'WAITING' AND NOT ready"))
                .isEqualTo(MANY);
        crashDuring(second -> second.holds().lift("a", HOA), ids.size());

        assertThat(holds().active("a")).isEmpty();
        assertThat(holds().sweep(now())).isTrue();

        assertThat(count("hold_id IS NULL AND state = 'READY' AND ready")).isEqualTo(MANY);
        assertThat(holds().history(1)).singleElement().satisfies(hold -> assertThat(hold.settled())
                .isTrue());
        closes();
    }

    @Test
    void othersAreAnsweredWhileVeryManyAreMarkedAndFreed() {
        acceptMany(MANY);
        List<Duration> waits = new ArrayList<>();
        for (Supplier<Object> act : List.<Supplier<Object>>of(
                () -> holds().place(new Holds.Wanted("a", OF_UNIT, null), HOA),
                () -> holds().lift("a", HOA).orElseThrow())) {
            CompletableFuture<Object> done = CompletableFuture.supplyAsync(act);
            while (!done.isDone()) {
                long since = System.nanoTime();
                long id = accept("B" + waits.size(), 1, "21556", PROCEDURE);
                assertThat(takeOff(id)).hasSize(1);
                waits.add(Duration.ofNanos(System.nanoTime() - since));
            }
            done.join();
        }
        System.out.println("Accepting and taking off " + waits.size() + " times during hold and lift took at most "
                + waits.stream().max(Comparator.naturalOrder()).orElseThrow());
        assertThat(waits).hasSizeGreaterThan(20);
        Waiting.onceAtMost(Duration.ofSeconds(2), waits);
    }

    @Test
    void whatIsFreedGoesNearestDeadlineFirst() {
        Random random = new Random(7);
        for (int i = 0; i < 1_200; i++) {
            Instant deadline = i % 10 == 0 ? null : now().plusSeconds(random.nextInt(100_000));
            accept(test.journal(), record("H" + i, 1, UNIT, PROCEDURE), deadline);
        }
        place("a", OF_UNIT);
        List<Journal.Ready> told = new CopyOnWriteArrayList<>();
        test.journal().onReady(told::addAll);
        assertThat(lift("a").released()).isEqualTo(1_200);
        eventually(() -> told.size() == 1_200);

        // Within one step the lanes and the journal put them in order.
        List<Instant> latest = new ArrayList<>();
        for (int step = 0; step < told.size(); step += 500) {
            latest.add(told.subList(step, Math.min(told.size(), step + 500)).stream()
                    .map(one -> one.deadline() == null ? Instant.MAX : one.deadline())
                    .max(Comparator.naturalOrder())
                    .orElseThrow());
        }
        assertThat(latest).isSorted();
        assertThat(ids(test.journal().backlog(PROVINCE, UNIT, null, 2_000), 2_000))
                .hasSize(1_200);
    }

    @Test
    void aHoldOfOneNodeHoldsAtTheOtherFromItsAnswerOn() {
        List<Long> ids = acceptMany(3_000);
        try (Journal second = open(test.pool())) {
            CompletableFuture<Void> placed = new CompletableFuture<>();
            Set<Long> flown = new HashSet<>();
            CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> {
                for (int from = 0; from < ids.size(); from += 10) {
                    if (from == ids.size() / 2) {
                        placed.join(); // however long that takes: some are left for after it
                    }
                    boolean after = placed.isDone();
                    List<Long> taken = TestJournal.ids(second.takeOff(PROVINCE, ids.subList(from, from + 10))
                            .join());
                    assertThat(after && !taken.isEmpty())
                            .as("taken after the answer")
                            .isFalse();
                    flown.addAll(taken);
                }
            });
            eventually(() -> count("state = 'IN_FLIGHT'") > 100);
            Holds.Hold hold = place("a", OF_UNIT);
            placed.complete(null);
            taking.join();

            assertThat(flown).hasSizeBetween(101, ids.size() / 2);
            assertThat(hold.counts().inFlight())
                    .as("nothing more took off after it was counted")
                    .isEqualTo(flown.size());
            long late = accept(second, record("L1", 1, UNIT, PROCEDURE), null);
            assertThat(state(late)).isEqualTo(TransferState.WAITING);
            assertThat(second.holds().lift("a", HOA).orElseThrow().released()).isEqualTo(3_001 - flown.size());
            assertThat(takeOff(late)).hasSize(1);
            closes();
        }
    }

    @Test
    void twoNodesThatPlaceTheSameNameAtOncePlaceOne() {
        try (Journal second = open(test.pool())) {
            for (int round = 0; round < 10; round++) {
                Holds.Wanted wanted = new Holds.Wanted("round " + round, OF_UNIT, null);
                CompletableFuture<Holds.Placed> other =
                        CompletableFuture.supplyAsync(() -> second.holds().place(wanted, HOA));
                Holds.Placed one = holds().place(wanted, HOA);
                assertThat(one.taken()).isNotEqualTo(other.join().taken());
                assertThat(one.hold().id()).isEqualTo(other.join().hold().id());
            }
            assertThat(holds().names()).hasSize(10);
        }
    }

    /** Does something at a node of its own that loses its database when some of the transfers are done, and not all. */
    private void crashDuring(java.util.function.Consumer<Journal> act, int all) {
        HikariDataSource line = Database.pool(
                test.pool().getJdbcUrl(), EmbeddedDatabase.USER, test.pool().getPassword());
        Journal second = open(line);
        long marked = count("hold_id IS NOT NULL");
        CompletableFuture<Void> acting = CompletableFuture.runAsync(() -> act.accept(second));
        eventually(() -> count("hold_id IS NOT NULL") != marked);
        line.close();
        assertThatThrownBy(acting::join).hasCauseInstanceOf(RuntimeException.class);
        second.close();
        assertThat(count("hold_id IS NOT NULL")).as("in the middle").isBetween(1L, all - 1L);
    }

    private List<Long> acceptMany(int many) {
        List<CompletableFuture<Acceptance>> answers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            answers.add(test.journal().accept(TestJournal.entry("city", "H" + i, 1, PROVINCE)));
            if (answers.size() % 10_000 == 0) {
                answers.forEach(CompletableFuture::join);
            }
        }
        return answers.stream()
                .map(answer ->
                        ((Acceptance.Receipt) answer.join()).transfers().get(0).id())
                .toList();
    }

    private long count(String where) {
        try (Connection connection = test.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT count(*) FROM open_transfer WHERE " + where)) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Journal open(HikariDataSource database) {
        return Journal.open(
                database,
                Clock.systemUTC(),
                JournalSettings.defaults().withNode("hub-2").withLease(LEASE));
    }
}
