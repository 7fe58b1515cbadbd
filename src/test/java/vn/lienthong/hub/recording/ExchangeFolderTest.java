package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a recorded exchange as people write, move and spoil it. */
class ExchangeFolderTest {
    @TempDir
    private Path place;

    private Path written() {
        return ExchangeFolder.write(place, Recordings.exchange("{\"a\":1}", Hidden.json("{\"x\":1}")));
    }

    @Test
    void whatIsWrittenIsRead() {
        RecordedExchange exchange = Recordings.exchange("{\"a\":1}", Hidden.json("{\"x\":1}"));
        RecordedExchange read = ExchangeFolder.read(ExchangeFolder.write(place, exchange));
        assertThat(read.about()).isEqualTo(exchange.about());
        assertThat(read.record()).isEqualTo(exchange.record());
        assertThat(read.legs()).usingRecursiveComparison().isEqualTo(exchange.legs());
        assertThat(ExchangeFolder.in(place)).hasSize(1);
    }

    @Test
    void whatDoesNotFitIsRefusedWithPlaceAndCure() throws IOException {
        Path folder = written();
        Path yaml = folder.resolve("exchange.yaml");
        String text = Files.readString(yaml);

        Files.writeString(yaml, text.replace("ignore:", "ignored:"));
        assertThatThrownBy(() -> ExchangeFolder.read(folder))
                .isInstanceOf(BadRecording.class)
                .hasMessageContaining("The file does not describe a recorded exchange. Found: " + yaml)
                .hasMessageContaining("ignore");
        Files.writeString(yaml, text + "\n- [");
        assertThatThrownBy(() -> ExchangeFolder.read(folder))
                .hasMessageStartingWith("The file is not YAML. Found: " + yaml);
        for (String deep : List.of("[", "{a: ")) {
            Files.writeString(yaml, deep.repeat(50_000));
            assertThatThrownBy(() -> ExchangeFolder.read(folder))
                    .isInstanceOf(BadRecording.class)
                    .hasMessageContaining(yaml + ", ");
        }
        Files.writeString(yaml, text);

        Files.writeString(folder.resolve("mine.txt"), "x");
        assertThatThrownBy(() -> ExchangeFolder.read(folder))
                .hasMessageContaining("does not belong to the exchange. Found: " + folder.resolve("mine.txt"));
        Files.delete(folder.resolve("mine.txt"));

        Files.writeString(folder.resolve("01-answer.http"), "");
        assertThatThrownBy(() -> ExchangeFolder.read(folder)).hasMessageContaining("no message of HTTP");
        Files.delete(folder.resolve("01-answer.http"));
        assertThatThrownBy(() -> ExchangeFolder.read(folder)).hasMessageContaining("missing or cannot be read");
    }

    @Test
    void aTimeThatThereIsNotAndANumberThatIsTooLargeAreRefusedToo() throws IOException {
        Path folder = written();
        Path yaml = folder.resolve("exchange.yaml");
        String text = Files.readString(yaml);
        Files.writeString(yaml, text.replaceFirst("at: \\d{4}-\\d\\d-", "at: 2026-13-"));
        assertThatThrownBy(() -> ExchangeFolder.read(folder))
                .isInstanceOf(BadRecording.class)
                .hasMessageContaining("Found: " + yaml + ", Text '2026-13-");
        for (String number : List.of("revision: 99999999999", "revision: -1")) {
            Files.writeString(yaml, text.replaceFirst("revision: \\d+", number));
            assertThatThrownBy(() -> ExchangeFolder.read(folder))
                    .isInstanceOf(BadRecording.class)
                    .hasMessageContaining("$.origin.revision");
        }
    }

    @Test
    void nothingIsWrittenOverAnotherExchange() {
        RecordedExchange exchange = Recordings.exchange("{}", Hidden.json("{}"));
        ExchangeFolder.write(place, exchange);
        assertThatThrownBy(() -> ExchangeFolder.write(place, exchange))
                .hasMessageStartingWith("This exchange is recorded there already.");
    }

    @Test
    void whatWasLeftHalfWrittenIsNotFoundAndDoesNotStandInTheWay() throws IOException {
        RecordedExchange exchange = Recordings.exchange("{}", Hidden.json("{}"));
        Path half = Files.createDirectories(place.resolve(".half-" + ExchangeFolder.name(exchange)));
        Files.writeString(half.resolve("exchange.yaml"), "recordedExchange: 1");
        assertThatThrownBy(() -> ExchangeFolder.in(place)).hasMessageStartingWith("There is no recorded exchange.");
        Path written = ExchangeFolder.write(place, exchange);
        assertThat(ExchangeFolder.in(place)).containsExactly(written);
        assertThat(half).doesNotExist();
    }

    @Test
    void messagesThatBelongToNobodyAreNotPassedOverInSilence() throws IOException {
        Path folder = written();
        Path other = Files.createDirectories(place.resolve("other"));
        assertThat(ExchangeFolder.in(place)).containsExactly(folder);
        Files.writeString(other.resolve("01-request.http"), "POST / HTTP/1.1\r\n\r\n");
        assertThatThrownBy(() -> ExchangeFolder.in(place))
                .hasMessage("A folder holds messages and does not say whose they are. Found: no exchange.yaml in "
                        + other + ". Take it away, or record it again.");
    }

    @Test
    void aFileAndAFolderThatIsNotThereAreSaidToBeSo() throws IOException {
        Path file = Files.writeString(place.resolve("file"), "x");
        assertThatThrownBy(() -> ExchangeFolder.in(file)).hasMessageContaining("file, which is a file.");
        assertThatThrownBy(() -> ExchangeFolder.in(place.resolve("gone")))
                .hasMessageContaining("gone, which is not there.");
    }

    @Test
    void aSetThatIsNotKnownProvesNothing() {
        assertThatThrownBy(() -> RecordingSet.known(place, "elsewhere"))
                .hasMessageContaining("nobody can tell whether an original was left");
        assertThatThrownBy(() -> RecordingSet.open(place, "../up")).hasMessageContaining("no name of a recording set");
    }
}
