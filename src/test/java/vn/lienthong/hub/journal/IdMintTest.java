package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IdMintTest {
    @Property(tries = 200)
    void growsWhateverTheClockDoes(
            @ForAll @Size(max = 60) List<@IntRange(min = -100_000, max = 100_000) Integer> steps,
            @ForAll @IntRange(min = 1, max = 40_000) int many,
            @ForAll @IntRange(max = 63) int node) {
        TestClock clock = new TestClock(TestJournal.START);
        IdMint mint = new IdMint(clock, node, 0);
        long last = 0;
        for (int step : steps) {
            clock.forward(Duration.ofMillis(step));
            long id = mint.next(many);
            assertThat(id).isGreaterThan(last);
            assertThat(id >> 16 & 63).isEqualTo(node);
            last = id + many - 1;
            assertThat(last >> 16).as("a run of ids stays in one millisecond").isEqualTo(id >> 16);
        }
        assertThat(new IdMint(clock, node, last).next(1)).isGreaterThan(last);
    }

    @Test
    void staysAboveWhatANodeWithAClockAheadHasMade() {
        TestClock clock = new TestClock(TestJournal.START);
        IdMint behind = new IdMint(clock, 1, 0);
        clock.forward(Duration.ofHours(1));
        long ahead = new IdMint(clock, 2, 0).next(1);
        clock.forward(Duration.ofHours(-1));

        behind.above(ahead);

        assertThat(behind.next(1)).isGreaterThan(ahead);
    }

    @Test
    void isOrderedByTimeSoThatAMomentIsAnId() {
        TestClock clock = new TestClock(TestJournal.START);
        long before = new IdMint(clock, 63, 0).next(1);
        clock.forward(Duration.ofMillis(1));
        long from = IdMint.firstAt(clock.instant());
        assertThat(from).isGreaterThan(before).isLessThanOrEqualTo(new IdMint(clock, 0, 0).next(1));
    }
}
