package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.hub.journal.TestJournal.eventually;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.delivery.DestinationState.Standing;
import vn.lienthong.hub.journal.Journal.Ready;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/** Turn by turn, by hand. */
class RunwayTest {
    private static final Problem PROBLEM = new Problem("busy", "The destination is busy.", "a test", "Wait.");
    private static final Outcome DELIVERED = new Outcome.Delivered("R");
    private static final Outcome TROUBLE = new Outcome.Deferred(PROBLEM, null, true);

    private final SettableClock clock = SettableClock.onTheSampleDay();
    private final FakeJournal journal = new FakeJournal();
    private final FakeLanes lanes = new FakeLanes();
    private final AtomicInteger done = new AtomicInteger();
    private volatile Optional<Instant> closedUntil = Optional.empty();
    private volatile Supplier<Outcome> answer = () -> DELIVERED;
    private Runway runway = runway(Map.of("probe-every", "PT5S", "concurrency", "4", "window", "16"));

    @AfterEach
    void close() {
        runway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nearest", "gathered", "lanesWithBacklog", "backlog", "wake"})
    void aJournalThatIsAwayForAMomentDoesNotShutItForEver(String question) throws Exception {
        openTheBreaker();
        runway.turn();
        answer = () -> DELIVERED;
        journal.add(99, "21550");
        // Stays in the journal: what opening asks for must be there.
        journal.add(100, "21550");
        clock.advance(Duration.ofSeconds(6));
        journal.failOnce(question);

        int failed = turnsUntilItFlows();

        assertThat(failed).as("turns that failed").isEqualTo(1);
        assertThat(journal.landed)
                .last()
                .satisfies(landing -> assertThat(landing.flight().transferId()).isEqualTo(99));
        assertThat(runway.state().inFlight()).isZero();
    }

    @Test
    void staysPausedUntilEverythingThatOpeningNeedsIsRead() throws Exception {
        openTheBreaker();
        runway.turn();
        assertThat(lanes.isPaused("province-rest")).isTrue();
        answer = () -> DELIVERED;
        journal.add(99, "21550");
        clock.advance(Duration.ofSeconds(6));
        runway.turn();
        eventually(() -> !runway.state().open());
        journal.failOnce("lanesWithBacklog");
        assertThatThrownBy(runway::turn).isInstanceOf(JournalUnavailable.class);
        assertThat(lanes.isPaused("province-rest")).isTrue();

        runway.turn();

        assertThat(lanes.isPaused("province-rest")).isFalse();
    }

    @Test
    void whatWaitsWhenTheGateClosesIsGivenBackAndNotCalledOver() throws Exception {
        offer(1, 5);
        closedUntil = Optional.of(clock.instant().plusSeconds(3_600));
        runway.turn();
        assertThat(lanes.isPaused("province-rest")).isTrue();
        assertThat(done).hasValue(0);

        closedUntil = Optional.empty();
        runway.turn();
        assertThat(lanes.isPaused("province-rest")).isFalse();
        assertThat(journal.landed).as("they come again with their lanes").isEmpty();
        offer(1, 5);
        flies(5);
        assertThat(done).as("the bundle that came again").hasValue(1);
    }

    /** It has come back to life, and what it had may be in the air at another one. */
    @Test
    void whatWaitsForASenderIsNotSentOnceOthersMayHaveTakenTheNodeForDead() throws Exception {
        runway.close();
        runway = runway(Map.of("concurrency", "1", "window", "8"));
        CountDownLatch speaks = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        answer = () -> {
            speaks.countDown();
            await(held);
            return DELIVERED;
        };
        offer(1, 3);
        while (runway.state().inFlight() < 3) {
            runway.turn();
        }
        speaks.await();

        journal.lives.incrementAndGet();
        held.countDown();

        eventually(() -> journal.putBack.size() == 2);
        assertThat(journal.landed)
                .extracting(landing -> landing.flight().transferId())
                .containsExactly(1L);
        offer(4, 4);
        flies(2);
    }

    @Test
    void aWriterThatIsFullCostsNoHints() throws Exception {
        offer(1, 3);
        journal.failOnce("takeOff");
        runway.turn();
        assertThat(done).hasValue(0);
        assertThat(runway.state().inFlight()).isZero();

        flies(3);

        assertThat(done).hasValue(1);
    }

    @Test
    void aGateThatFailsForOneMoreKeepsNoPlace() throws Exception {
        runway.close();
        AtomicInteger left = new AtomicInteger(-1);
        runway = runway(Map.of("concurrency", "4", "window", "16"), now -> {
            if (left.getAndDecrement() == 0) {
                throw new IllegalStateException("The calendar cannot be read");
            }
            return Optional.empty();
        });
        runway.turn();
        offer(1, 5);
        left.set(1);
        runway.turn();
        assertThat(left).as("asked for the second one").hasNegativeValue();
        eventually(() -> runway.state().inFlight() == 0);
        assertThat(journal.landed).hasSize(1);
        flies(5);

        assertThat(runway.state().inFlight()).isZero();
    }

    @Test
    void whatWasTakenOffDoesNotBeginAfterTheDestinationAskedForPatience() throws Exception {
        runway.close();
        runway = runway(Map.of("concurrency", "1", "window", "16"));
        CountDownLatch allTakenOff = new CountDownLatch(1);
        answer = () -> {
            await(allTakenOff);
            return new Outcome.Deferred(PROBLEM, Duration.ofSeconds(30), true, true);
        };
        runway.turn();
        offer(1, 4);
        runway.turn();
        assertThat(runway.state().inFlight()).isEqualTo(4);
        allTakenOff.countDown();

        eventually(() -> runway.state().inFlight() == 0);

        assertThat(journal.landed).hasSize(1);
        assertThat(journal.putBack).hasSize(3);
    }

    @Test
    void aProbeThatFindsNothingReadyIsGivenBack() throws Exception {
        openTheBreaker();
        clock.advance(Duration.ofSeconds(6));
        runway.turn();
        answer = () -> DELIVERED;
        journal.add(99, "21550");

        turnsUntilItFlows();

        assertThat(journal.landed).hasSize(11);
    }

    private void openTheBreaker() throws InterruptedException {
        answer = () -> TROUBLE;
        offer(1, 10);
        flies(10);
        assertThat(runway.state().standing()).isEqualTo(Standing.BREAKER_OPEN);
    }

    /** Turns until the gate is open and what is ready has flown; tells how many turns failed. */
    private int turnsUntilItFlows() throws InterruptedException {
        int failed = 0;
        for (int turn = 0; turn < 20 && (runway.state().isClosed() || lanes.isPaused("province-rest")); turn++) {
            try {
                runway.turn();
            } catch (JournalUnavailable e) {
                failed++;
            }
            eventually(() -> runway.state().inFlight() == 0);
        }
        // The first turn after the probe opens the lanes.
        try {
            runway.turn();
        } catch (JournalUnavailable e) {
            failed++;
            runway.turn();
        }
        assertThat(runway.state().standing()).isEqualTo(Standing.FLOWING);
        assertThat(lanes.isPaused("province-rest")).isFalse();
        return failed;
    }

    private void flies(int landings) throws InterruptedException {
        for (int turn = 0; turn < 20 && journal.landed.size() < landings; turn++) {
            runway.turn();
            eventually(() -> runway.state().inFlight() == 0);
        }
        assertThat(journal.landed).hasSize(landings);
    }

    private void offer(long from, long to) {
        List<Ready> bundle = LongStream.rangeClosed(from, to)
                .mapToObj(id -> journal.add(id, "21550"))
                .toList();
        runway.offer(new Lanes.Bundle() {
            @Override
            public List<Ready> transfers() {
                return bundle;
            }

            @Override
            public void done() {
                done.incrementAndGet();
            }
        });
    }

    private Runway runway(Map<String, String> settings) {
        return runway(settings, now -> closedUntil);
    }

    private Runway runway(Map<String, String> settings, SendingWindow hours) {
        Runway.Tower tower = new Runway.Tower(
                journal,
                lanes,
                new LaneFiller(journal, lanes, clock, Map.of("province-rest", 512)),
                clock,
                new Random(1),
                landed -> {});
        return new Runway(DestinationSettings.read("province-rest", settings, text -> hours), this::fly, tower);
    }

    private void fly(Attempt attempt) {
        attempt.exchanges().add(new Landing.KeptExchange("GuiHoSo", new byte[0], 200, null, new byte[0], 1, false));
        attempt.end("test", answer.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
