package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.delivery.DestinationState.Standing;
import vn.lienthong.hub.delivery.Gate.End;
import vn.lienthong.hub.delivery.Gate.Word;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.kit.SettableClock;

class GateTest {
    private static final Trouble BUSY =
            new Trouble("busy", Symptom.TOO_MANY, "The destination is busy. Found: HTTP 429. Wait.");
    private static final End ANSWERED = new End(true, null, null, true);

    private final SettableClock clock = SettableClock.onTheSampleDay();
    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final AtomicLong counted = new AtomicLong();
    private final AtomicBoolean away = new AtomicBoolean();
    private Optional<Instant> closedUntil = Optional.empty();

    @Test
    void letsThroughWhenNothingSpeaksAgainstIt() {
        Gate gate = gate(Map.of());

        assertThat(gate.ask()).isInstanceOfSatisfying(Word.Go.class, go -> assertThat(go.probe())
                .isFalse());
        assertThat(gate.standing()).isEmpty();
    }

    @Test
    void waitsAsLongAsTheDestinationAskedAndNoLonger() {
        Gate gate = gate(Map.of());
        ends(gate, trouble(Duration.ofSeconds(30)));

        Word.Wait wait = wait(gate);
        assertThat(wait.why()).isEqualTo(Standing.ASKED_TO_WAIT);
        assertThat(wait.reason()).contains("The destination is busy.");
        assertThat(wait.trouble()).isEqualTo(BUSY);
        assertThat(wait.until()).isEqualTo(clock.instant().plusSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(gate.ask()).isInstanceOf(Word.Go.class);
    }

    @Test
    void aWaitThatIsAboutOneRecordKeepsNobodyElse() {
        Gate gate = gate(Map.of());
        ends(gate, new End(true, BUSY, Duration.ofMinutes(1), false));

        assertThat(gate.standing()).isEmpty();
        assertThat(gate.ask()).isInstanceOf(Word.Go.class);
    }

    @Test
    void keepsTheLongerOfTwoWishes() {
        Gate gate = gate(Map.of());
        Instant start = clock.instant();
        ends(gate, trouble(Duration.ofSeconds(30)));
        gate.ended(0, trouble(Duration.ofSeconds(5)));

        assertThat(wait(gate).until()).isEqualTo(start.plusSeconds(30));
        assertThat(wait(gate).since()).isEqualTo(start);
    }

    @Test
    void opensAfterTroubleAndTriesWithOneRealRecord() {
        Gate gate = gate(Map.of("probe-every", "PT5S"));
        for (int i = 0; i < 10; i++) {
            ends(gate, trouble(null));
        }

        assertThat(wait(gate).why()).isEqualTo(Standing.BREAKER_OPEN);
        clock.advance(Duration.ofSeconds(6));
        Word.Go probe = (Word.Go) gate.ask();
        assertThat(probe.probe()).isTrue();
        assertThat(gate.ask()).isInstanceOf(Word.Wait.class);
        gate.ended(probe.permission(), ANSWERED);
        assertThat(gate.ask()).isInstanceOfSatisfying(Word.Go.class, go -> assertThat(go.probe())
                .isFalse());
    }

    @Test
    void aRecordsOwnFaultIsNoTrouble() {
        Gate gate = gate(Map.of());
        for (int i = 0; i < 50; i++) {
            ends(gate, ANSWERED);
        }

        assertThat(gate.standing()).isEmpty();
    }

    @Test
    void keepsSendingHours() {
        Gate gate = gate(Map.of());
        closedUntil = Optional.of(clock.instant().plusSeconds(3_600));

        assertThat(wait(gate).why()).isEqualTo(Standing.OUTSIDE_HOURS);
        assertThat(wait(gate).until()).isEqualTo(closedUntil.get());
        closedUntil = Optional.empty();
        assertThat(gate.ask()).isInstanceOf(Word.Go.class);
    }

    @Test
    void keepsAQuotaUntilTheNextMidnightOfVietNam() {
        Gate gate = gate(Map.of("per-day", "3"));
        counted.set(2);
        ends(gate, ANSWERED);
        assertThat(wait(gate).why()).as("ended, and not yet in the journal").isEqualTo(Standing.QUOTA_USED_UP);
        gate.landed(true);

        assertThat(wait(gate).why()).isEqualTo(Standing.QUOTA_USED_UP);
        assertThat(wait(gate).until()).isEqualTo(Instant.parse("2019-12-16T17:00:00Z"));
        counted.set(0);
        clock.advance(Duration.ofHours(17));
        assertThat(gate.ask()).isInstanceOf(Word.Go.class);
    }

    @Test
    void aQuotaCountsWhatIsUnderWay() {
        Gate gate = gate(Map.of("per-day", "3"));
        long permission = ((Word.Go) gate.ask()).permission();
        assertThat(gate.asFor(permission)).isTrue();
        assertThat(gate.asFor(permission)).isTrue();

        assertThat(gate.asFor(permission)).isFalse();
        assertThat(wait(gate).why()).isEqualTo(Standing.QUOTA_USED_UP);
        gate.release(permission);
        assertThat(gate.asFor(permission)).isTrue();
        gate.ended(permission, new End(false, null, null, true));
        gate.landed(false);
        assertThat(gate.asFor(permission)).as("nothing was said").isTrue();
    }

    @Test
    void aQuotaThatCannotBeReadLeavesNothingTaken() {
        Gate gate = gate(Map.of("per-day", "30", "probe-every", "PT5S"));
        for (int i = 0; i < 10; i++) {
            ends(gate, trouble(null));
            gate.landed(true);
        }
        // The next day the journal is asked again, and is away.
        clock.advance(Duration.ofDays(1));
        away.set(true);
        assertThatThrownBy(gate::ask).isInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(gate::ask).as("and again").isInstanceOf(JournalUnavailable.class);
        away.set(false);
        counted.set(0);

        assertThat(gate.ask()).isInstanceOfSatisfying(Word.Go.class, go -> assertThat(go.probe())
                .isTrue());
    }

    @Test
    void aClockThatIsSetBackDoesNotMakeAWaitLonger() {
        Gate patient = gate(Map.of());
        ends(patient, trouble(Duration.ofSeconds(30)));
        Gate broken = gate(Map.of("probe-every", "PT5S"));
        for (int i = 0; i < 10; i++) {
            ends(broken, trouble(null));
        }
        clock.advance(Duration.ofHours(-2));

        assertThat(wait(patient).until()).isEqualTo(clock.instant().plusSeconds(30));
        assertThat(wait(broken).until()).isEqualTo(clock.instant().plusSeconds(5));
        clock.advance(Duration.ofSeconds(31));
        assertThat(patient.ask()).isInstanceOf(Word.Go.class);
        assertThat(broken.ask()).isInstanceOf(Word.Go.class);
    }

    @Test
    void remembersSinceWhenItIsClosed() {
        Gate gate = gate(Map.of());
        alive.set(false);
        Instant since = wait(gate).since();
        clock.advance(Duration.ofSeconds(60));

        assertThat(wait(gate).since()).isEqualTo(since);
        alive.set(true);
        gate.ask();
        alive.set(false);
        assertThat(wait(gate).since()).isEqualTo(clock.instant());
    }

    @Test
    void whatWasPermittedBeforeItClosedDoesNotBegin() {
        Gate gate = gate(Map.of());
        long permission = ((Word.Go) gate.ask()).permission();
        assertThat(gate.stillGoes(permission)).isTrue();
        gate.ended(permission, trouble(Duration.ofSeconds(30)));

        assertThat(gate.stillGoes(permission)).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(gate.stillGoes(permission)).isTrue();
    }

    @Test
    void beginsNothingWhenTheJournalIsLost() {
        Gate gate = gate(Map.of());
        alive.set(false);

        assertThat(wait(gate).why()).isEqualTo(Standing.CUT_OFF);
    }

    @Test
    void spreadsARateEvenly() {
        Gate gate = gate(Map.of("rate", "10"));
        Duration sum = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            Duration pace = gate.pace();
            sum = sum.compareTo(pace) > 0 ? sum : pace;
        }

        assertThat(sum).as("the twentieth of ten a second").isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(2));
        assertThat(gate(Map.of()).pace()).isZero();
    }

    private Gate gate(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        DestinationSettings read = DestinationSettings.read("province-rest", all, text -> now -> closedUntil);
        return new Gate(read, new Quota(read.perDay(), day -> count()), alive::get, clock);
    }

    private long count() {
        if (away.get()) {
            throw new JournalUnavailable("The journal's database is away. Found: a test. Ask again later.");
        }
        return counted.get();
    }

    private static Word.Wait wait(Gate gate) {
        return (Word.Wait) gate.ask();
    }

    private static void ends(Gate gate, End end) {
        gate.ended(((Word.Go) gate.ask()).permission(), end);
    }

    private static End trouble(@Nullable Duration asked) {
        return new End(true, BUSY, asked, true);
    }
}
