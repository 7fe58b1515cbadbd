package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.switchover.Gates.Judged;
import vn.lienthong.hub.switchover.Gates.Kind;
import vn.lienthong.hub.switchover.Gates.Known;
import vn.lienthong.hub.switchover.Gates.Reading;
import vn.lienthong.hub.switchover.Gates.Unknown;

/** What a gate says of a number that cannot be had. */
class GateNumbersTest {

    @Test
    void aNumberThatDoesNotComeInTimeIsNotKnown() {
        CountDownLatch busy = new CountDownLatch(1);
        Judged judged = judged(Duration.ofMillis(20), unit -> {
            await(busy);
            return new Known(0, List.of());
        });
        busy.countDown();

        assertThat(judged.passes()).isFalse();
        assertThat(judged.words())
                .isEqualTo("parked: not known, limit 9. It could not be counted in time. Found: no number for 21583"
                        + " within PT0.02S (hub.switchover.gate-patience). See whether the database or the destination"
                        + " is busy, and ask again.");
    }

    @Test
    void aNumberWhoseCountingBreaksIsNotKnown() {
        Judged judged = judged(Duration.ofMinutes(1), unit -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(judged.passes()).isFalse();
        assertThat(judged.words())
                .isEqualTo(
                        "parked: not known, limit 9. It could not be counted. Found: IllegalStateException for 21583,"
                                + " which the log of the hub tells in full. Mend that, and ask again.");
    }

    @Test
    void aJournalThatIsAwayIsSaidToBe() {
        Judged judged = judged(Duration.ofMinutes(1), unit -> {
            throw new JournalUnavailable("away", new IllegalStateException());
        });

        assertThat(judged.words()).endsWith("The journal is out of reach. Try again when its database is there.");
    }

    @Test
    void aNumberThatIsCountedIsKnown() {
        assertThat(judged(Duration.ofMinutes(1), unit -> new Known(9, List.of()))
                        .passes())
                .isTrue();
    }

    @Test
    void aSlowProbeIsBegunOnceAndWaitedForOnceHoweverManyUnitsAsk() {
        CountDownLatch busy = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Map<Kind, Function<String, Reading>> sources = Map.of(
                Kind.PROBE_FAILURES,
                GateNumbers.once(() -> {
                    begun.incrementAndGet();
                    await(busy);
                    return new Known(0, List.of());
                }),
                Kind.PARKED,
                unit -> new Known(2, List.of()));
        // Enough for the number that is there at once, on a busy machine too.
        GateNumbers numbers = new GateNumbers(sources, Duration.ofSeconds(1));

        Reading first = numbers.of(Kind.PROBE_FAILURES, "21583");
        busy.countDown();

        assertThat(first).isInstanceOf(Unknown.class);
        for (String unit : List.of("21580", "21577", "21571")) {
            assertThat(numbers.of(Kind.PROBE_FAILURES, unit)).isSameAs(first);
        }
        assertThat(numbers.of(Kind.PARKED, "21580")).isEqualTo(new Known(2, List.of()));
        assertThat(begun).hasValue(1);
    }

    @Test
    void whoeverAsksWhileTheSameIsCountedGetsItsNumberAndItsFault() {
        CountDownLatch busy = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Function<String, Reading> probe = GateNumbers.once(() -> {
            begun.incrementAndGet();
            await(busy);
            throw new JournalUnavailable("away", new IllegalStateException());
        });
        CompletableFuture<Reading> one = CompletableFuture.supplyAsync(() -> probe.apply("21583"));
        CompletableFuture<Reading> other = CompletableFuture.supplyAsync(() -> probe.apply("21580"));
        busy.countDown();

        assertThat(one).failsWithin(Duration.ofMinutes(1));
        assertThat(other).failsWithin(Duration.ofMinutes(1));
        assertThat(begun).hasValue(1);
        assertThat(judged(Duration.ofMinutes(1), probe).words()).contains("The journal is out of reach.");
    }

    @Test
    void nothingOfWhoeverAsksFirstStaysWithTheThreadsThatCount() throws Exception {
        int asking = 20; // more than may be left from another test
        CountDownLatch all = new CountDownLatch(asking);
        Set<ClassLoader> used = ConcurrentHashMap.newKeySet();
        Function<String, Reading> source = unit -> {
            used.add(Thread.currentThread().getContextClassLoader());
            all.countDown();
            await(all);
            return new Known(0, List.of());
        };
        List<Thread> threads = new ArrayList<>();
        try (URLClassLoader closedWithItsHub = new URLClassLoader(new URL[0])) {
            for (int i = 0; i < asking; i++) {
                Thread thread = new Thread(() -> judged(Duration.ofMinutes(1), source));
                thread.setContextClassLoader(closedWithItsHub);
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(used).containsExactly(GateNumbers.class.getClassLoader());
    }

    private static Judged judged(Duration patience, Function<String, Reading> source) {
        return new Judged(
                Kind.PARKED, 9, new GateNumbers(Map.of(Kind.PARKED, source), patience).of(Kind.PARKED, "21583"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
