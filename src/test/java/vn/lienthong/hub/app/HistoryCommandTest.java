package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told of rules for columns before the hub is asked. */
class HistoryCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aKeyThatStandsTwiceIsToldWithItsLine() throws IOException {
        Path rules = folder.resolve("columns.yaml");
        Files.writeString(rules, "fields:\n  dossierCode: MaHoSo\n  status: TrangThai\n  dossierCode: SoHoSo\n");

        Ran ran = Ran.command(
                "history",
                "load",
                "ward.csv",
                "--source",
                "city",
                "--columns",
                rules.toString(),
                "--by",
                "An",
                "--why",
                "test",
                "--hub",
                "http://127.0.0.1:9");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("The rules for columns cannot be read.")
                .contains("found duplicate key dossierCode, line 4")
                .contains("Example: fields: {dossierCode: [MaHoSo]}");
    }
}
