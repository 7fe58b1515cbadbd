package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.TransferState;

class JudgeTest {
    private static final RetryPlan PLAN = new RetryPlan(Duration.ofSeconds(2), 2, Duration.ofMinutes(10), 3, 5);
    private static final Problem PROBLEM = new Problem("row", "It failed.", "HTTP 502", "Call them.");

    private final SettableClock clock = SettableClock.onTheSampleDay();
    private final Judge judge = new Judge(PLAN, new Random(1));

    private Landing judged(Flight flight, Outcome outcome, int alone) {
        Attempt attempt = new Attempt(flight, Map.of(), () -> true, clock);
        attempt.end("row", outcome);
        return judge.judge(attempt, alone, clock.instant());
    }

    @Test
    void whatIsConfirmedIsDelivered() {
        Landing landing = judged(Flights.first(), new Outcome.Delivered("A-1"), 0);

        assertThat(landing.becomes()).isEqualTo(TransferState.DELIVERED);
        assertThat(landing.counts()).isTrue();
        assertThat(landing.due()).isNull();
    }

    @Test
    void whatIsRefusedIsParkedAtOnce() {
        assertThat(judged(Flights.first(), new Outcome.Rejected(PROBLEM), 0).becomes())
                .isEqualTo(TransferState.PARKED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theRecordsOwnFailuresAreCountedAndEndInParking(boolean unclear) {
        Outcome outcome = unclear ? new Outcome.Unclear(PROBLEM) : new Outcome.Deferred(PROBLEM, null, false);
        TransferState between = unclear ? TransferState.UNCLEAR : TransferState.WAITING;

        for (int attempts = 0; attempts < 2; attempts++) {
            Landing landing = judged(Flights.of(attempts, 0, false), outcome, 0);
            assertThat(landing.becomes()).isEqualTo(between);
            assertThat(landing.counts()).isTrue();
            assertThat(due(landing)).isAfter(clock.instant());
        }
        Landing last = judged(Flights.of(2, 0, false), outcome, 0);
        assertThat(last.becomes()).isEqualTo(TransferState.PARKED);
        assertThat(last.outcome()).isInstanceOf(unclear ? Outcome.Unclear.class : Outcome.Rejected.class);
        assertThat(problem(last).what()).isEqualTo("Given up after 3 attempts.");
        assertThat(problem(last).found()).isEqualTo("last: It failed. (HTTP 502)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDestinationsTroubleUsesUpNothingHoweverLongItLasts(boolean unclear) {
        Outcome outcome = unclear ? new Outcome.Unclear(PROBLEM, true) : new Outcome.Deferred(PROBLEM, null, true);

        Landing landing = judged(Flights.of(2, 10_000, unclear), outcome, 0);

        assertThat(landing.becomes()).isEqualTo(unclear ? TransferState.UNCLEAR : TransferState.WAITING);
        assertThat(landing.counts()).isFalse();
        assertThat(due(landing)).isBetween(clock.instant(), clock.instant().plus(PLAN.cap()));
    }

    @Test
    void aRecordThatAlwaysMeetsTroubleAloneIsParkedInTheEnd() {
        Outcome outcome = new Outcome.Unclear(PROBLEM, true);

        assertThat(judged(Flights.of(0, 40, true), outcome, 4).becomes()).isEqualTo(TransferState.UNCLEAR);
        Landing last = judged(Flights.of(0, 41, true), outcome, 5);
        assertThat(last.becomes()).isEqualTo(TransferState.PARKED);
        assertThat(last.outcome()).isInstanceOf(Outcome.Unclear.class);
        assertThat(problem(last).what())
                .isEqualTo("Given up: it met trouble 5 times in a row while the destination took other records.");
    }

    @Test
    void comesBackWhenTheDestinationAskedAndNeverBefore() {
        Duration after = Duration.ofMinutes(2);
        Landing landing = judged(Flights.first(), new Outcome.Deferred(PROBLEM, after, true), 0);

        assertThat(due(landing))
                .isBetween(
                        clock.instant().plus(after), clock.instant().plus(after).plusSeconds(1));
    }

    @Test
    void whatTheJournalCannotHoldStaysUnclear() {
        Landing landing = judge.unwritable(judged(Flights.first(), new Outcome.Delivered("\u0000"), 0));

        assertThat(landing.becomes()).isEqualTo(TransferState.UNCLEAR);
        assertThat(landing.exchanges()).isEmpty();
        assertThat(due(landing)).isEqualTo(clock.instant().plus(PLAN.cap()));
    }

    private static Instant due(Landing landing) {
        return Objects.requireNonNull(landing.due());
    }

    private static Problem problem(Landing landing) {
        return landing.outcome() instanceof Outcome.Unclear unclear
                ? unclear.problem()
                : ((Outcome.Rejected) landing.outcome()).problem();
    }
}
