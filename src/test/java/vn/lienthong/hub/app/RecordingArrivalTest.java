package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full or closed disk here is not a hub that does not answer. */
class RecordingArrivalTest {
    @TempDir
    private Path place;

    private static InputStream sent(boolean whole) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("province-rest_1/record.json"));
            zip.write('x');
            if (whole) {
                zip.putNextEntry(new ZipEntry(RecordApi.END));
                zip.write('{');
                zip.write('}');
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Test
    void whereThereIsNoFolderToWriteToItSaysSo() throws IOException {
        Path taken = Files.writeString(place.resolve("taken"), "a file");
        assertThatThrownBy(() -> new RecordingArrival(taken).unpack(sent(false)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("The recording cannot be written.")
                .hasMessageContaining(taken.toString());
    }

    @Test
    void aFullDiskIsNamedAndABreakOnTheWayStaysOne() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        InputStream sent = sent(false);
        assertThatThrownBy(() -> RecordingArrival.copy(sent, full, place))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("No space left on device");
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        assertThatThrownBy(() -> RecordingArrival.copy(broken, OutputStream.nullOutputStream(), place))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenOver() throws IOException {
        try (RecordingArrival first = new RecordingArrival(place)) {
            first.unpack(sent(true));
            assertThat(first.end()).isEmpty();
        }
        assertThat(place.resolve("province-rest_1/record.json")).hasContent("x");
        try (RecordingArrival again = new RecordingArrival(place)) {
            assertThatThrownBy(() -> again.unpack(sent(true))).hasMessageContaining("recorded there already");
        }
    }

    @Test
    void ofWhatBrokeOffNothingIsKept() throws IOException {
        Path to = place.resolve("to");
        try (RecordingArrival broken = new RecordingArrival(to)) {
            broken.unpack(sent(false));
            assertThatThrownBy(broken::end).hasMessageContaining("The recording broke off");
        }
        assertThat(to).doesNotExist();
    }
}
