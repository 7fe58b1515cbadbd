package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.journal.TestJournal.eventually;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.kit.SettableClock;

class BreakerTest {
    private static final Breaker.Pace PACE = new Breaker.Pace(Duration.ofSeconds(5), Duration.ofMinutes(10));

    private final SettableClock clock = SettableClock.onTheSampleDay();
    private final Breaker breaker = new Breaker("province-rest", PACE, clock);

    @Test
    void opensWithAReasonAfterTroubleInARow() {
        trouble(10);

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.trouble()).isEqualTo(why("Connection refused"));
        assertThat(breaker.since()).isEqualTo(clock.instant());
        assertThat(breaker.mayTry()).isEqualTo(Breaker.DENIED);
    }

    @Test
    void letsOneRealRecordThroughPerProbeInterval() {
        trouble(10);
        clock.advance(Duration.ofSeconds(6));

        assertThat(breaker.mayTry()).isNotEqualTo(Breaker.DENIED);
        assertThat(breaker.mayTry()).as("a second one at the same time").isEqualTo(Breaker.DENIED);
    }

    @Test
    void closesByItselfWhenTheProbeIsAnswered() {
        trouble(10);
        clock.advance(Duration.ofSeconds(6));
        breaker.answered(breaker.mayTry());

        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.trouble()).isNull();
    }

    @Test
    void staysOpenAndKeepsItsBeginningWhenTheProbeFails() {
        trouble(10);
        var since = breaker.since();
        clock.advance(Duration.ofSeconds(6));
        breaker.trouble(breaker.mayTry(), why("503"), null);

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.since()).isEqualTo(since);
        assertThat(breaker.trouble()).isEqualTo(why("503"));
        assertThat(breaker.nextProbe()).isEqualTo(clock.instant().plusSeconds(5));
    }

    @Test
    void aPermissionThatWasNotUsedIsGivenBack() {
        trouble(10);
        clock.advance(Duration.ofSeconds(6));
        breaker.release(breaker.mayTry());

        assertThat(breaker.mayTry()).isNotEqualTo(Breaker.DENIED);
    }

    @Test
    void aProbeThatIsNeverHeardOfAgainDoesNotCloseItForEver() {
        Breaker forgetful =
                new Breaker("province-rest", new Breaker.Pace(Duration.ofSeconds(5), Duration.ofMillis(20)), clock);
        for (int i = 0; i < 10; i++) {
            forgetful.trouble(forgetful.mayTry(), why("503"), null);
        }
        clock.advance(Duration.ofSeconds(6));
        long lost = forgetful.mayTry();
        assertThat(lost).isNotEqualTo(Breaker.DENIED);

        eventually(() -> !forgetful.counts(lost));

        clock.advance(Duration.ofSeconds(6));
        assertThat(forgetful.mayTry()).isNotEqualTo(Breaker.DENIED);
    }

    @Test
    void whatBeganBeforeItOpenedDecidesNothing() {
        long straggler = breaker.mayTry();
        trouble(10);
        clock.advance(Duration.ofSeconds(6));
        long probe = breaker.mayTry();

        assertThat(breaker.counts(straggler)).isFalse();
        breaker.answered(straggler);
        assertThat(breaker.isOpen()).as("only the probe closes it").isTrue();
        breaker.answered(probe);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void aPauseWhileAskingForAPermissionDoesNotLoseTheOnlyProbe() {
        PausingClock pausing = new PausingClock(clock);
        Breaker slow = new Breaker("province-rest", PACE, pausing);
        for (int i = 0; i < 10; i++) {
            slow.trouble(slow.mayTry(), why("Connection refused"), null);
        }
        clock.advance(Duration.ofSeconds(6));
        // While one thread asks, another probes, fails, and the interval passes once more.
        pausing.meanwhile = () -> {
            slow.trouble(slow.mayTry(), why("503"), null);
            clock.advance(Duration.ofSeconds(6));
        };
        long permission = slow.mayTry();

        assertThat(permission).isNotEqualTo(Breaker.DENIED);
        assertThat(slow.counts(permission)).isTrue();
        slow.release(permission);
        assertThat(slow.mayTry()).isNotEqualTo(Breaker.DENIED);
    }

    @Test
    void isNotAskedAgainBeforeTheDestinationWantsToBe() {
        for (int i = 0; i < 10; i++) {
            breaker.trouble(breaker.mayTry(), why("Too many requests"), Duration.ofMinutes(2));
        }
        clock.advance(Duration.ofSeconds(100));
        assertThat(breaker.mayTry()).isEqualTo(Breaker.DENIED);
        assertThat(breaker.nextProbe()).isEqualTo(clock.instant().plusSeconds(20));

        clock.advance(Duration.ofSeconds(21));
        breaker.answered(breaker.mayTry());
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.mayTry()).isNotEqualTo(Breaker.DENIED);
    }

    @Test
    void staysClosedForOneThatTakesMostOfWhatItIsSentHoweverTheTroublesFall() {
        // Twelve of twenty and seven in a row: a third of all the same.
        for (int round = 0; round < 30; round++) {
            trouble(5);
            breaker.answered(breaker.mayTry());
            trouble(7);
            for (int i = 0; i < 24; i++) {
                breaker.answered(breaker.mayTry());
            }
        }

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void opensForOneThatTakesLessThanHalf() {
        for (int i = 0; i < 100 && !breaker.isOpen(); i++) {
            trouble(2);
            if (!breaker.isOpen()) {
                breaker.answered(breaker.mayTry());
            }
        }

        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void aWaitThatOnlySomeAnswersAskForDoesNotPutOffTheProbe() {
        for (int i = 0; i < 10; i++) {
            breaker.trouble(breaker.mayTry(), why("Come again in a minute"), i == 3 ? null : Duration.ofMinutes(1));
        }
        assertThat(breaker.isOpen()).isTrue();
        clock.advance(Duration.ofSeconds(6));

        // The probe meets the same: still not all of the last ten.
        breaker.trouble(breaker.mayTry(), why("Come again in a minute"), Duration.ofMinutes(1));
        assertThat(breaker.nextProbe()).isEqualTo(clock.instant().plusSeconds(5));
    }

    @Test
    void comesBackWithinMinutesWhateverAnAnswerAsksFor() {
        for (int i = 0; i < 10; i++) {
            breaker.trouble(breaker.mayTry(), why("503"), Duration.ofDays(1));
        }
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));

        assertThat(breaker.mayTry()).isNotEqualTo(Breaker.DENIED);
    }

    /** A clock during whose next reading something else happens first. */
    private static final class PausingClock extends Clock {
        private final Clock clock;
        private @Nullable Runnable meanwhile;

        PausingClock(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            Runnable first = meanwhile;
            meanwhile = null;
            if (first != null) {
                first.run();
            }
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void trouble(int times) {
        for (int i = 0; i < times; i++) {
            long permission = breaker.mayTry();
            assertThat(permission).isNotEqualTo(Breaker.DENIED);
            breaker.trouble(permission, why("Connection refused"), null);
        }
    }

    private static Trouble why(String words) {
        return new Trouble("in-trouble", Symptom.FAILED, words);
    }
}
