package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.testkit.Waiting;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.TransferState;

/** Acts on very many, and on those that a filter means. */
class BulkActIT extends ProvinceLane {
    private static final int MANY = 20_000;

    @AfterEach
    void theBalanceClosesAndIsWhatARecountSays() {
        assertThat(test.journal().balance()).allMatch(Journal.BalanceRow::closes);
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
    }

    @Test
    void letsTwentyThousandGoAndHoldsUpNobodyWhoPushes() {
        acceptMany(MANY);
        test.sql(
                "UPDATE open_transfer SET state = 'PARKED', ready = false, row_name = 'unknown-code' WHERE id % 5 <> 0");
        TransferFilter parked =
                new TransferFilter(null, null, null, PROVINCE, Set.of(), null, null, null, "unknown-code", null, null);
        long expected = count(TransferState.PARKED);
        ActTotals dry = test.journal().act(Act.release(parked, HOA, true));
        assertThat(dry.count()).isEqualTo(expected).isGreaterThan(MANY / 2);
        assertThat(dry.first()).hasSize(10);
        assertThat(count(TransferState.PARKED)).isEqualTo(expected);

        CompletableFuture<ActTotals> act =
                CompletableFuture.supplyAsync(() -> test.journal().act(Act.release(parked, HOA, false)));
        List<Duration> waits = new ArrayList<>();
        int pushed = 0;
        while (!act.isDone()) {
            long since = System.nanoTime();
            accept("new-" + pushed++, 1);
            waits.add(Duration.ofNanos(System.nanoTime() - since));
        }
        ActTotals done = act.join();
        assertThat(done.count()).isEqualTo(expected);
        assertThat(done.moved()).isEqualTo(dry.moved()).containsOnlyKeys(TransferState.PARKED);
        assertThat(done.refused()).isZero();
        assertThat(count(TransferState.PARKED)).isZero();
        // Forty steps: who pushes waits for one or two of them, never for all.
        assertThat(pushed).isGreaterThan(15);
        Waiting.onceAtMost(Duration.ofSeconds(3), waits);
    }

    @Test
    void aBrokenOffActIsFinishedByTheSameActAgain() {
        acceptMany(2_000);
        test.sql("UPDATE open_transfer SET state = 'PARKED', ready = false");
        Act all = Act.cancel(TransferFilter.ANY, HOA, false);
        CompletableFuture<ActTotals> act =
                CompletableFuture.supplyAsync(() -> test.journal().act(all));
        TestJournal.eventually(() -> test.journal().balance().get(0).cancelled() > 0);
        // The hub stops in the middle.
        test.reopen();
        act.handle((totals, failure) -> failure).join();
        long cancelled = test.journal().balance().get(0).cancelled();
        ActTotals rest = test.journal().act(all);

        assertThat(cancelled).isGreaterThanOrEqualTo(500);
        assertThat(rest.count()).isEqualTo(2_000 - cancelled);
        assertThat(test.journal().balance().get(0).cancelled()).isEqualTo(2_000);
    }

    @Test
    void meansWhatCameWhileTheClockWasAheadAlsoWhenItIsPutRight() {
        accept("H1", 1);
        test.clock().forward(Duration.ofDays(40));
        accept("H2", 1);
        deliver(takeOff(accept("H3", 1)).get(0));
        test.clock().forward(Duration.ofDays(-40));
        accept("H4", 1);
        TransferFilter waiting = TransferFilter.ANY.in(Set.of(TransferState.READY));

        ActTotals resent = test.journal().act(Act.resend(TransferFilter.ANY, HOA, false, null));
        ActTotals dry = test.journal().act(Act.cancel(waiting, HOA, true));
        ActTotals done = test.journal().act(Act.cancel(waiting, HOA, false));

        assertThat(resent.count()).isEqualTo(1);
        assertThat(dry.count()).as("H1, H2, H4, and H3 once more").isEqualTo(4);
        assertThat(done.moved()).isEqualTo(dry.moved());
        assertThat(count(TransferState.READY)).isZero();
    }

    @Test
    void givesUpWholeLinesFromTheirEndSoThatNothingBecomesReadyMeanwhile() {
        for (int dossier = 0; dossier < 700; dossier++) {
            accept("H" + dossier, 1);
        }
        for (int dossier = 0; dossier < 700; dossier++) {
            accept("H" + dossier, 2);
        }
        List<Journal.Ready> ready = new ArrayList<>();
        test.journal().onReady(ready::addAll);
        TransferFilter all = TransferFilter.ANY.in(Set.of(TransferState.READY, TransferState.WAITING));
        ActTotals dry = test.journal().act(Act.cancel(all, HOA, true));
        ActTotals done = test.journal().act(Act.cancel(all, HOA, false));

        assertThat(dry.moved()).isEqualTo(Map.of(TransferState.READY, 700L, TransferState.WAITING, 700L));
        assertThat(done.moved()).isEqualTo(dry.moved());
        assertThat(ready).isEmpty();
    }

    @Test
    void meansThoseOfAProcedureARowAProblemACodeAndATime() {
        long parked = accept("H1", 1);
        Problem problem = new Problem("unmapped-procedure", "No counterpart.", "procedure X", "Add it.");
        Flight flight = takeOff(parked).get(0);
        test.journal()
                .land(new Landing(
                        flight,
                        now(),
                        now(),
                        new Outcome.Rejected(problem),
                        TransferState.PARKED,
                        null,
                        true,
                        "mapping",
                        Held.NOTHING,
                        "procedure:X",
                        List.of()))
                .join();
        test.clock().forward(Duration.ofHours(1));
        long done = accept("H2", 1);
        deliver(takeOff(done).get(0));
        Instant between = TestJournal.START.plusSeconds(60);

        assertThat(found(filter(null, null, null, "unmapped-procedure", null))).containsExactly(parked);
        assertThat(found(filter(null, null, null, "another", null))).isEmpty();
        assertThat(found(filter(null, null, "mapping", null, null))).containsExactly(parked);
        assertThat(found(filter(null, null, "ok", null, null))).containsExactly(done);
        assertThat(found(filter(null, null, null, null, "procedure:X"))).containsExactly(parked);
        assertThat(found(filter(null, null, null, null, "procedure:Y"))).isEmpty();
        assertThat(found(filter(null, "1.001193.000.00.00.H08", null, null, null)))
                .containsExactly(parked, done);
        assertThat(found(filter(null, "9", null, null, null))).isEmpty();
        assertThat(found(filter(between, null, null, null, null))).containsExactly(parked);
        assertThat(view(parked).problemCode()).isEqualTo("unmapped-procedure");
        test.journal().act(Act.cancel(filter(null, null, null, "unmapped-procedure", null), HOA, false));
        assertThat(view(parked).state()).isEqualTo(TransferState.CANCELLED);
        assertThat(found(filter(null, null, null, "unmapped-procedure", null))).containsExactly(parked);
    }

    private List<Long> found(TransferFilter filter) {
        return test.journal().transfers(filter, null, 100).stream()
                .map(TransferView::id)
                .toList();
    }

    private static TransferFilter filter(
            @org.jspecify.annotations.Nullable Instant until,
            @org.jspecify.annotations.Nullable String procedure,
            @org.jspecify.annotations.Nullable String row,
            @org.jspecify.annotations.Nullable String problem,
            @org.jspecify.annotations.Nullable String unmapped) {
        return new TransferFilter(null, null, null, null, Set.of(), null, until, procedure, row, problem, unmapped);
    }

    private void acceptMany(int count) {
        List<CompletableFuture<Acceptance>> all = new ArrayList<>();
        for (int dossier = 0; dossier < count; dossier++) {
            all.add(test.journal().accept(TestJournal.entry("city", "D" + dossier, 1, PROVINCE)));
            if (all.size() == 5_000) {
                all.forEach(CompletableFuture::join);
                all.clear();
            }
        }
        all.forEach(CompletableFuture::join);
    }

    private long count(TransferState state) {
        Journal.BalanceRow sums = test.journal().balance().get(0);
        return state == TransferState.PARKED ? sums.parked() : sums.waiting();
    }
}
