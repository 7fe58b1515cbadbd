package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.KeyStores;

/** A file of keys that is taken away: what was read stays in force, and somebody is told. */
class TlsFilesTest {

    @TempDir
    Path folder;

    @Test
    void aFileThatHasVanishedIsWarnedOfOnceEachTime() throws Exception {
        KeyStores keys = KeyStores.in(folder);
        Path file = keys.file("hub");
        Path away = folder.resolve("away.p12");
        TlsFiles files = new TlsFiles(new TlsStore("key-store", file, KeyStores.SECRET), null);
        SSLContext before = files.context();
        try (LogCatcher log = new LogCatcher()) {
            for (int times = 1; times <= 2; times++) {
                Files.move(file, away);
                assertThat(files.context()).isSameAs(before);
                assertThat(files.context()).isSameAs(before);
                assertThat(warnings(log)).hasSize(times).allMatch(line -> line.contains("key-store"));
                Files.move(away, file);
                assertThat(files.context()).isSameAs(before);
            }
        }
    }

    private static List<String> warnings(LogCatcher log) {
        return log.lines.stream()
                .filter(line -> line.contains("stays in force"))
                .toList();
    }
}
