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
    void aNewFolderIsThereOnlyWithAllThatBelongsToIt() throws IOException {
        Path to = place.resolve("new/to");
        try (NewRecording begun = NewRecording.in(to)) {
            ExchangeFolder.write(begun.folder(), exchange);
            assertThat(to).doesNotExist();
            assertThat(begun.whole()).isEqualTo(1);
            assertThat(ExchangeFolder.in(to)).hasSize(1);
        }
        assertThat(place.resolve("new")).isDirectoryNotContaining(left -> !left.equals(to));
        assertThat(to)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("."));
    }

    @Test
    void whatAKillLeftBesideANewFolderIsClearedAwayToo() throws IOException {
        Path to = place.resolve("to");
        Path left = Files.createDirectories(place.resolve(".to.arriving/all/half"));
        Files.writeString(left.resolve("exchange.yaml"), "half");
        try (NewRecording begun = NewRecording.in(to)) {
            assertThat(left).doesNotExist();
            assertThat(begun.whole()).isZero();
        }
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void aFolderThatCameMeanwhileIsLeftAsItIs() throws IOException {
        Path to = place.resolve("to");
        try (NewRecording begun = NewRecording.in(to)) {
            ExchangeFolder.write(begun.folder(), exchange);
            Files.createDirectory(to);
            assertThatThrownBy(begun::whole).hasMessageContaining("is there now. Found: " + to);
        }
        assertThat(to).isEmptyDirectory();
    }

    @Test
    void aPartThatAKillLeftIsNotTakenForTheWhole() throws IOException {
        ExchangeFolder.write(place, exchange);
        Path rest = Files.createDirectories(place.resolve(".arriving"));
        ExchangeFolder.write(rest, Recordings.exchange("{}", Hidden.json("{}")));
        assertThat(ExchangeFolder.in(place)).hasSize(1);
        Files.createFile(rest.resolve("whole"));
        assertThatThrownBy(() -> ExchangeFolder.in(place))
                .hasMessageStartingWith("Not all of the recording is in its place.")
                .hasMessageContaining(rest.toString());
        NewRecording.in(place).close();
        assertThat(ExchangeFolder.in(place)).hasSize(2);
    }

    @Test
    void whatCannotBePutInItsPlaceIsNotThrownAway() throws IOException {
        Path block = place.resolve(ExchangeFolder.name(exchange));
        Files.createSymbolicLink(block, place.resolve("nowhere"));
        try (NewRecording begun = NewRecording.in(place)) {
            ExchangeFolder.write(begun.folder(), exchange);
            assertThatThrownBy(begun::whole).hasMessageStartingWith("The recording cannot be written.");
        }
        Files.delete(block);
        NewRecording.in(place).close();
        assertThat(ExchangeFolder.in(place)).containsExactly(block);
    }

    @Test
    void whoEndsTwiceTakesNothingAwayFromTheNextOne() {
        NewRecording first = NewRecording.in(place);
        first.close();
        try (NewRecording next = NewRecording.in(place)) {
            ExchangeFolder.write(next.folder(), exchange);
            first.close();
            assertThat(next.whole()).isEqualTo(1);
        }
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
