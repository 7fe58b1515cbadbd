package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.hub.Hub;

/** Which settings a destination may have. */
class DestinationKeysTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z.-]+)` \\|.*");

    private final Connectors connectors = Hub.at(Path.of(".")).connectors();

    @Test
    void everySettingOfADestinationThatTheDocsNameIsOne() throws IOException {
        List<String> table = Files.readString(Path.of("docs/operating.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("| `mapping.NAME`"))
                .takeWhile(line -> line.startsWith("|"))
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> row.group(1))
                .toList();

        assertThat(table).contains("newest-only", "retry.cap", "lane-window").hasSizeGreaterThan(10);
        for (String key : table) {
            DestinationKeys.check(Map.of("province-rest", Map.of(key, "1")), connectors);
            String variable = key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
            assertThat(DestinationKeys.named(variable)).isEqualTo(key);
        }
    }

    @Test
    void anyOtherIsRefused() {
        assertThatThrownBy(
                        () -> DestinationKeys.check(Map.of("province-rest", Map.of("newest-onyl", "true")), connectors))
                .hasMessageContaining("newest-onyl")
                .hasMessageContaining("newest-only");
    }
}
