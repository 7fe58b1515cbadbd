package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LifeTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Life life = new Life(LEASE);

    @Test
    void judgesOthersAfterALeaseOfSigns() {
        life.seen(ago(Duration.ofSeconds(90)), true);
        life.seen(ago(Duration.ofSeconds(40)), true);
        assertThat(life.mayJudgeOthers()).as("it does not know who leads now").isFalse();

        life.seen(ago(Duration.ZERO), true);

        assertThat(life.mayJudgeOthers()).isTrue();
    }

    @Test
    void judgesNobodyAfterASilenceOfTheDatabaseThatCostNoConnection() {
        life.seen(ago(Duration.ofMinutes(10)), true);
        life.seen(ago(Duration.ZERO), true);

        assertThat(life.leads()).isTrue();
        assertThat(life.mayJudgeOthers()).as("the others were silent as long").isFalse();
    }

    @Test
    void hasLivedAgainOnceASignWasAnsweredALeaseAfterTheOneBefore() {
        life.seen(ago(Duration.ofSeconds(50)), true);
        int first = life.lives();
        life.signed(ago(Duration.ofSeconds(5)));
        assertThat(life.lives()).isEqualTo(first);
        life.lost();
        life.seen(ago(Duration.ofSeconds(1)), true);
        assertThat(life.lives()).as("a lost connection alone is no silence").isEqualTo(first);

        life.signed(ago(Duration.ofSeconds(61)));
        life.signed(ago(Duration.ofSeconds(10)));

        assertThat(life.lives())
                .as("sent within the lease, and perhaps not written within it")
                .isEqualTo(first + 1);
    }

    @Test
    void aBatchIsASignOfLifeAndDoesNotTellWhoLeads() {
        life.seen(ago(Duration.ofSeconds(40)), true);
        assertThat(life.isFresh()).isFalse();
        life.signed(ago(Duration.ZERO));

        assertThat(life.isFresh()).isTrue();
        assertThat(life.mustBeat()).as("who leads is asked all the same").isTrue();
    }

    private static long ago(Duration time) {
        return System.nanoTime() - time.toNanos();
    }
}
