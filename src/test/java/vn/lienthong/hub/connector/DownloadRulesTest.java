package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.check.Violation;

/** A folder that fetches files says so in three places, and check finds the one that is forgotten. */
class DownloadRulesTest {
    private static final String NAME = "gateway-soap";

    @TempDir
    Path home;

    @BeforeEach
    void copy() throws IOException {
        Path model = Bed.CONNECTORS.resolve(NAME);
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve(NAME).resolve(model.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
    }

    private void change(String file, String pattern, String with) throws IOException {
        Path path = home.resolve(NAME).resolve(file);
        String before = Files.readString(path);
        String after = before.replaceFirst(pattern, with);
        assertThat(after).as(file).isNotEqualTo(before);
        Files.writeString(path, after);
    }

    private List<String> found() {
        return Connectors.load(home).check(NAME).stream()
                .map(Violation::message)
                .toList();
    }

    @Test
    void asItStandsItIsSound() {
        assertThat(found()).isEmpty();
    }

    @Test
    void filesWithoutAStepThatFetchesThem() throws IOException {
        change(NAME + "-sink.kamelet.yaml", "(?s) {8}- to:\n {12}uri: \"step:download\".*?(?= {8}- to:)", "");
        assertThat(found()).anySatisfy(message -> assertThat(message)
                .contains("the Kamelet does not fetch them by one step", "0 times step:download"));
    }

    @Test
    void aStepWithoutFiles() throws IOException {
        change("pull.yaml", "(?s)files:\n.*?(?=done:)", "");
        assertThat(found()).anySatisfy(message -> assertThat(message)
                .contains("Files could be fetched, and nobody asks for them"));
    }

    @Test
    void filesThatNoRowKnows() throws IOException {
        change("outcomes.yaml", "operation: download, status: 200", "operation: download2, status: 200");
        assertThat(found())
                .anySatisfy(message -> assertThat(message).contains("no delivered row with operation: download"));
    }
}
