package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that was killed while it wrote a recording: all of it is there or nothing, and the same command again simply works. */
class NewRecordingTest {
    @TempDir
    private Path place;

    private final RecordedExchange exchange = Recordings.exchange("{}", Hidden.json("{}"));

    @Test
    void whatWasNotWrittenToItsEndIsNotThere() {
        Path to = place.resolve("to");
        try (NewRecording begun = NewRecording.in(to)) {
            ExchangeFolder.write(begun.folder(), exchange);
            assertThatThrownBy(() -> ExchangeFolder.in(to)).hasMessageStartingWith("There is no recorded exchange.");
        }
        assertThat(to).doesNotExist();
    }

    @Test
    void whatAKillLeftIsClearedAwayAndTheSameAgainWorks() throws IOException {
        Path left = Files.createDirectories(place.resolve(".arriving/province-rest_1"));
        Files.writeString(left.resolve("exchange.yaml"), "half");
        Files.createFile(place.resolve(".arriving/lock"));
        try (NewRecording begun = NewRecording.in(place)) {
            ExchangeFolder.write(begun.folder(), exchange);
            assertThat(begun.whole()).isEqualTo(1);
        }
        assertThat(ExchangeFolder.in(place)).hasSize(1);
        assertThat(place.resolve(".arriving")).doesNotExist();
    }

    @Test
    void whatAKillLeftWhenAllWasWrittenIsPutInItsPlace() throws IOException {
        Files.createDirectories(place.resolve(".arriving"));
        Path written = ExchangeFolder.write(place.resolve(".arriving"), exchange);
        Files.createFile(place.resolve(".arriving/whole"));
        try (NewRecording begun = NewRecording.in(place)) {
            assertThat(begun.folder()).exists();
        }
        assertThat(ExchangeFolder.in(place)).containsExactly(place.resolve(written.getFileName()));
    }

    @Test
    void whereOneIsThereAlreadyNoneIsPut() throws IOException {
        ExchangeFolder.write(place, exchange);
        try (NewRecording begun = NewRecording.in(place)) {
            ExchangeFolder.write(begun.folder(), exchange);
            Files.createDirectory(begun.folder().resolve("a"));
            assertThatThrownBy(begun::whole).hasMessageStartingWith("This exchange is recorded there already.");
        }
        assertThat(place).isDirectoryNotContaining(file -> file.endsWith("a") || file.endsWith(".arriving"));
    }

    @Test
    void twoDoNotWriteThereAtOnce() {
        try (NewRecording first = NewRecording.in(place)) {
            assertThat(first.folder()).exists();
            assertThatThrownBy(() -> NewRecording.in(place))
                    .hasMessageStartingWith("Another command is recording into this folder.");
        }
    }
}
