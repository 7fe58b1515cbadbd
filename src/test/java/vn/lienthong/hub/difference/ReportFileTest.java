package vn.lienthong.hub.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    private Path place;

    @Test
    void halfAReportIsTakenAwayAndAFolderIsNot() throws IOException {
        Path half = Files.writeString(place.resolve("half.html"), "<html>");
        assertThat(ReportFile.notWritten(half, new IOException("No space left on device")))
                .hasMessage("The report cannot be written. Found: " + half
                        + " (No space left on device). Make room there, or name a file on another disk.");
        assertThat(half).doesNotExist();
        assertThat(ReportFile.notWritten(place, new IOException("x"))).hasMessageContaining("Name a file elsewhere");
        assertThat(place).isEmptyDirectory();
    }
}
