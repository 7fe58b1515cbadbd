package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.switchover.Gates.Judged;
import vn.lienthong.hub.switchover.Gates.Kind;
import vn.lienthong.hub.switchover.Gates.Known;
import vn.lienthong.hub.switchover.Gates.Reading;

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
