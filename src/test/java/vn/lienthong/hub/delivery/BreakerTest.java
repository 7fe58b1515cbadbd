package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.testkit.SettableClock;

class BreakerTest {
    private final SettableClock clock = SettableClock.onTheSampleDay();
    private final Breaker breaker = new Breaker("province-rest", Duration.ofSeconds(5), clock);

    @Test
    void opensWithAReasonAfterTroubleInARow() {
        trouble(10);

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.reason()).isEqualTo("Connection refused");
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
        assertThat(breaker.reason()).isNull();
    }

    @Test
    void staysOpenAndKeepsItsBeginningWhenTheProbeFails() {
        trouble(10);
        var since = breaker.since();
        clock.advance(Duration.ofSeconds(6));
        breaker.trouble(breaker.mayTry(), "503");

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.since()).isEqualTo(since);
        assertThat(breaker.reason()).isEqualTo("503");
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

    private void trouble(int times) {
        for (int i = 0; i < times; i++) {
            long permission = breaker.mayTry();
            assertThat(permission).isNotEqualTo(Breaker.DENIED);
            breaker.trouble(permission, "Connection refused");
        }
    }
}
