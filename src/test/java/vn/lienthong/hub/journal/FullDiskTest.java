package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    @TempDir
    Path folder = Path.of(".");

    @Test
    void saysToMakeRoomWhateverMetTheFullDisk() {
        IOException met = new IOException("the server ended at once: FATAL: could not write: No space left on device");

        assertThat(FullDisk.told(folder.resolve("not/there"), new IllegalStateException(met)))
                .hasValueSatisfying(told -> assertThat(told.getMessage())
                        .startsWith("The disk of the journal is full. Found: ")
                        .contains(" MB left for " + folder.resolve("not/there"))
                        .endsWith(". Make room there (never inside hub.data), or move hub.data to a larger disk;"
                                + " then start again."));
        assertThat(FullDisk.told(new SQLException("could not extend file", "53100")))
                .hasValueSatisfying(told ->
                        assertThat(told.getMessage()).contains("Found: the database answers that its disk is full."));
    }

    @Test
    void leavesOtherFailuresAsTheyAre() {
        assertThat(FullDisk.told(folder, new IOException("Permission denied"))).isEmpty();
        assertThat(FullDisk.told(new SQLException("no such table", "42P01"))).isEmpty();
    }
}
