package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.kit.SettableClock;

class SharedSessionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SettableClock clock = SettableClock.onTheSampleDay();
    private final SharedSession session = new SharedSession(clock, ZoneId.of("+07:00"));
    private int logins;

    private SharedSession.State open() {
        return session.open(
                () -> {
                    logins++;
                    return new SharedSession.Login.Granted("s" + logins);
                },
                PATIENCE);
    }

    @Test
    void aMessageHeardLateUnderAnOldSessionTakesNothingBack() {
        for (int generation = 1; generation <= 10; generation++) {
            open();
            session.proved(generation);
            session.proved(generation - 1);
            assertThat(session.unproven(generation)).isFalse();
            session.forget(generation);
        }
        assertThat(open()).isInstanceOf(SharedSession.State.Open.class);
        assertThat(logins).isEqualTo(11);
    }

    @Test
    void aClockThatIsSetBackMakesNoPauseLongerAndPeopleReadTheirOwnTime() {
        refuse();
        clock.advance(Duration.ofHours(-3));
        assertThat(refuse()).isEqualTo(refuse());
        assertThat(logins).isEqualTo(1);

        clock.advance(Duration.ofSeconds(30));

        assertThat(refuse().why().detail()).endsWith("; no new login before 2019-12-16T04:31:30+07:00");
        assertThat(logins).isEqualTo(2);
    }

    private SharedSession.State.Closed refuse() {
        SharedSession.State state = session.open(
                () -> {
                    logins++;
                    Answer.Failed why = new Answer.Failed(Answer.Failure.LOGIN_REFUSED, "wrong password");
                    return new SharedSession.Login.Denied(why, null);
                },
                PATIENCE);
        return (SharedSession.State.Closed) state;
    }

    @Test
    void sessionsThatNeverHoldAreAskedForAFewTimesAnHour() {
        for (int second = 0; second < 7_200; second++) {
            if (open() instanceof SharedSession.State.Open useless) {
                session.forget(useless.generation());
            }
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(logins).as("logins in two hours").isBetween(20, 40);
    }
}
