package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.intake.DaySource.record;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.PullBook;

/** What a source that is told nothing lists is not lost, whatever fails, where, and when. */
class DaysLostAndFoundIT extends DaysBed {

    @Test
    void whatWasWrittenDownBeforeAKillIsAsGoodAsToldAndAChangeBackIsSeen() throws IOException {
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        written = () -> {
            throw new JournalUnavailable("The hub is killed here, as the test wants it.", new IOException());
        };
        assertThat(Objects.requireNonNull(round().trouble()).code()).isEqualTo("journal-unavailable");
        written = () -> {};
        restart();
        assertThat(kept("X-1").get(0).pulled()).singleElement().satisfies(pulled -> {
            assertThat(pulled.acknowledged()).isEqualTo(PullBook.UNTOLD);
            assertThat(pulled.acknowledgedAt()).isEqualTo(clock.instant());
            assertThat(pulled.answer()).isEqualTo(PullBook.UNTOLD);
        });
        source.say("11", 0, record("X-1", "Nguyễn Văn Mẫu Hai"));
        round(Duration.ofHours(2));
        source.say("11", 0, record("X-1", "Nguyễn Văn Mẫu"));
        round(Duration.ofHours(2));

        assertThat(revisions("X-1")).containsExactly(1, 2, 3);
    }
}
