package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

class RefusalsTest {
    private static final Problem NOT_ALLOWED =
            new Problem("not-allowed", "They do not let us.", "HTTP 403", "Ask them.");

    private final SettableClock clock = SettableClock.onTheSampleDay();
    private final Refusals refusals = new Refusals();

    private boolean refused(String... operations) {
        return refusals.note(ended(new Outcome.Deferred(NOT_ALLOWED, null, true), true, operations), clock.instant());
    }

    private void taken(String... operations) {
        refusals.note(ended(new Outcome.Delivered(null), false, operations), clock.instant());
    }

    private Attempt ended(Outcome outcome, boolean needsPerson, String... operations) {
        Attempt attempt = new Attempt(Flights.first(), Map.of(), () -> true, clock);
        for (String operation : operations) {
            attempt.exchanges().add(new KeptExchange(operation, new byte[0], 200, null, new byte[0], 1, false));
        }
        attempt.end("row", outcome, needsPerson);
        return attempt;
    }

    @Test
    void tellsOnceWhatIsRefusedAndForWhichOperation() {
        assertThat(refused("CapNhatTienDoHoSoMC")).isTrue();
        assertThat(refused("CapNhatTienDoHoSoMC")).isFalse();

        assertThat(refusals.words(clock.instant()))
                .contains("CapNhatTienDoHoSoMC: They do not let us. Found: HTTP 403. Ask them.");
    }

    @Test
    void anotherOperationThatIsTakenChangesNothing() {
        refused("DongBoHoSoMC", "CapNhatTienDoHoSoMC");
        taken("DongBoHoSoMC");
        assertThat(refusals.words(clock.instant())).isPresent();

        taken("DongBoHoSoMC", "CapNhatTienDoHoSoMC");
        assertThat(refusals.words(clock.instant())).isEmpty();
    }

    @Test
    void whatNobodyAskedForAnHourIsForgotten() {
        refused("TraCuuHoSo");
        clock.advance(Duration.ofMinutes(61));

        assertThat(refusals.words(clock.instant())).isEmpty();
    }
}
