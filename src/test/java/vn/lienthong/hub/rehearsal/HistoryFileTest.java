package vn.lienthong.hub.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    @TempDir
    private Path folder;

    @Test
    void givesEachLineWithItsNumberAndPassesBlankOnesOver() throws IOException {
        assertThat(read("{\"a\":1}\r\n\n  \t\n{\"b\":2}")).containsExactly("1 {\"a\":1}\r", "4 {\"b\":2}");
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
        assertThat(read("x\n")).containsExactly("1 x");
    }

    @Test
    void whatIsLongerThanAnyRecordIsNoRecordAndTheNextOneIsReadAllTheSame() throws IOException {
        String blanks = " ".repeat(5 << 20);
        assertThat(read("x".repeat(5 << 20) + "\nfits\n" + blanks + "\nlast"))
                .containsExactly("1 null", "2 fits", "4 last");
    }

    private List<String> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("history.ndjson"), text);
        List<String> lines = new ArrayList<>();
        try (HistoryFile open = new HistoryFile(file)) {
            for (HistoryFile.Line line = open.next(); line != null; line = open.next()) {
                byte[] bytes = line.bytes();
                lines.add(line.number() + " " + (bytes == null ? null : new String(bytes, StandardCharsets.UTF_8)));
            }
        }
        return lines;
    }
}
