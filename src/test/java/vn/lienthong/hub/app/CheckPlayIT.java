package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check connector NAME --play}: the cases of a connector without Maven. */
class CheckPlayIT {
    @TempDir
    private Path home;

    @BeforeEach
    void aHomeWithEcho() throws IOException {
        for (String folder : new String[] {"routes", "mappings", "connectors"}) {
            Files.createDirectories(home.resolve(folder));
        }
        Path echo = Path.of("connectors/echo");
        try (Stream<Path> files = Files.walk(echo)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve(file.toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private Ran check(String... more) {
        String[] arguments = Stream.concat(
                        Stream.of("check", "connector", "echo", "--home", home.toString()), Stream.of(more))
                .toArray(String[]::new);
        return Ran.command(arguments);
    }

    @Test
    void playsEachCaseAndSaysWhatDoesNotHold() throws IOException {
        Ran sound = check("--play");
        assertThat(sound.out()).contains("Cases played: 8.", "Sound.");
        assertThat(sound.code()).isZero();

        Path stub = home.resolve("connectors/echo/cases/refused/stub.json");
        Files.writeString(stub, Files.readString(stub).replace("422", "418"));
        assertThat(check().code()).as("only who plays can see it").isZero();
        Ran red = check("--play");
        assertThat(red.out())
                .contains(
                        "connectors/echo/cases/refused/expected.yaml: The answer to message 1 reads otherwise than the case says. "
                                + "Found: outcome: unclear instead of rejected; row: otherwise instead of refused",
                        "Violations: 1.");
        assertThat(red.code()).isEqualTo(1);
        assertThat(check("--play", "--json").out()).contains("\"played\" : 8", "\"sound\" : false");
    }

    @Test
    void onlyConnectorsHaveCasesThatArePlayed() {
        Ran ran = Ran.command("check", "mapping", "--play", "--home", home.toString());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("Cases are played of connectors.", "--play with mapping");
    }
}
