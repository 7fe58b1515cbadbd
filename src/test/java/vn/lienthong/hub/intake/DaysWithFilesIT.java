package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.connector.ShelfInMemory;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.mapping.Mapping;

/** A source that lists by days, is told nothing, and whose messages name files. */
class DaysWithFilesIT extends PullBed {
    private final FiledSource source = new FiledSource();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T01:00:00Z"));

    @Override
    AutoCloseable source() {
        return source;
    }

    private PullState round() throws IOException {
        source.calls.clear();
        return opened().round(FiledSource.NAME);
    }

    @Override
    Pulls open() throws IOException {
        source.untold = true;
        source.write(home.resolve("connectors"));
        Map<String, String> settings = Map.of("address", source.address(), "look-back", "P2D", "give-up-after", "P5D");
        Mapping mapping = PulledRecords.mapping(home, PulledRecords.WITH_FILES);
        return open(FiledSource.NAME, settings, mapping, new ShelfInMemory(), clock);
    }

    private void hold(String day, String id, String file) {
        source.days.put(id, day);
        source.hold(id, PulledRecords.record("X-" + id, "Nguyễn Thị Mẫu"), file);
    }

    @Test
    void aMessageWhoseFileNeverComesIsKeptAsRefusedAtLastAndItsDayIsClosed() throws IOException {
        hold("02/03/2026", "a", "1");
        source.answering("1", 404);
        round();
        clock.advance(Duration.ofDays(6));
        for (int i = 0; i < 3; i++) {
            assertThat(round().trouble())
                    .as("no other file comes, so it may be who gives them")
                    .isNotNull();
        }
        assertThat(journals.count("refused")).isZero();
        hold("08/03/2026", "b", "2");
        assertThat(round().counts().accepted()).isEqualTo(1);

        assertThat(kept("a")).singleElement().satisfies(view -> {
            assertThat(view.problemCodes()).containsExactly("never-given");
            assertThat(new String(
                            journals.journal().content(view.id()).orElseThrow(),
                            java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Nguyễn Thị Mẫu");
        });
        assertThat(round().trouble()).isNull();
        assertThat(source.calls).containsExactlyInAnyOrder("list 06/03/2026", "list 07/03/2026", "list 08/03/2026");
    }

    @Test
    void ofAQuietSourceAFileThatCameBeforeIsAskedForAgainAndThenTheOtherMessageIsKept() throws IOException {
        hold("01/03/2026", "b", "2");
        hold("02/03/2026", "a", "1");
        source.answering("1", 404);
        round();
        clock.advance(Duration.ofDays(9));
        source.answering("2", 404);
        for (int i = 0; i < 4; i++) {
            assertThat(round().trouble())
                    .as("what came before does not come either")
                    .isNotNull();
        }
        assertThat(journals.count("refused")).isZero();
        source.answering("2", 200);
        clock.advance(Duration.ofHours(1));
        PullState state = round();

        assertThat(source.calls).contains("detail b", "file 2");
        assertThat(state.trouble()).isNull();
        assertThat(kept("a")).singleElement().satisfies(view -> assertThat(view.problemCodes())
                .containsExactly("never-given"));
        assertThat(kept("X-b")).hasSize(1);
        round();
        assertThat(source.calls).doesNotContain("list 02/03/2026").hasSize(3);
    }

    @Test
    void aFileThatComesAfterLongIsTaken() throws IOException {
        hold("02/03/2026", "a", "1");
        source.answering("1", 404);
        round();
        clock.advance(Duration.ofDays(60));
        hold("01/05/2026", "b", "2");
        round();
        assertThat(journals.count("refused")).as("too few rounds").isZero();
        source.answering("1", 200);
        round();

        assertThat(kept("X-a")).hasSize(1);
    }
}
