package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hub that was killed left in the folder of a live recording. All that is in it is made up. */
class LiveFolderCrashTest {
    @TempDir
    private Path data;

    private Path live;
    private Path written;

    @BeforeEach
    void left() throws IOException {
        live = data.resolve("live");
        RecordedExchange left = Recordings.recorder(data).masked(Recordings.exchange("{}", Hidden.json("{}")));
        written = ExchangeFolder.write(live.resolve(".writing"), left);
        Files.createDirectories(live.resolve(".writing/half"));
        Files.createFile(live.resolve(".lock"));
    }

    /** As it is between the two moves. */
    private void away() throws IOException {
        Files.move(written, written.resolveSibling(".before-" + written.getFileName()));
    }

    @Test
    void whoReadsBetweenTwoMovesFindsTheOneBefore() throws IOException {
        away();
        Path exchange = live.resolve(written.getFileName());
        assertThat(ExchangeFolder.in(live)).containsExactly(exchange);
        assertThat(ExchangeFolder.head(exchange).folder()).isEqualTo(exchange);
        assertThat(ExchangeFolder.read(exchange).legs()).hasSize(1);
    }

    @Test
    void whatGrewSinceItWasLookedAtIsReadAsItIsNow() throws IOException {
        recounted();
        Path exchange = live.resolve(written.getFileName());
        ExchangeFolder.Head head = ExchangeFolder.head(exchange);
        RecordedExchange now = head.read();
        try (LiveLocks locks = new LiveLocks()) {
            assertThat(folder(locks).keep(now, true, false)).isEmpty();
        }
        assertThat(head.read().legs()).hasSize(2);
    }

    private LiveFolder folder(LiveLocks locks) {
        return new LiveFolder(new LivePlan("province-rest", LiveShare.parse("x", "all"), live, 10, 1 << 20), locks);
    }

    private void recounted() throws IOException {
        try (LiveLocks locks = new LiveLocks()) {
            folder(locks).recount();
        }
        assertThat(live.resolve(".writing")).doesNotExist();
    }

    @Test
    void whatWasLeftBetweenTwoMovesIsPutInItsPlace() throws IOException {
        recounted();
        assertThat(ExchangeFolder.in(live)).containsExactly(live.resolve(written.getFileName()));
    }

    @Test
    void whatWasThereBeforeComesBackWhereNoNewOneWasWritten() throws IOException {
        away();
        recounted();
        assertThat(ExchangeFolder.in(live)).containsExactly(live.resolve(written.getFileName()));
    }

    @Test
    void halfAnExchangeIsNotTakenForAWholeOne() throws IOException {
        Files.writeString(written.resolve("01-answer.http"), "HTTP/1.1 200\r\n\r\n{\"half");
        Files.move(written, written.resolveSibling(".half-" + written.getFileName()));
        recounted();
        assertThatThrownBy(() -> ExchangeFolder.in(live)).hasMessageStartingWith("There is no recorded exchange.");
        assertThat(live.resolve(written.getFileName())).doesNotExist();
        assertThat(live.resolve(".half-" + written.getFileName())).doesNotExist();
    }
}
