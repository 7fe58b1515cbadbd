package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of connectors/README.md, in their order, as somebody types them who adds a connector. */
class ConnectorManualIT {
    private static final String JAR = "java -jar target/lienthong-hub.jar ";

    @TempDir
    private Path home;

    @Test
    void everyCommandOfTheManualDoesWhatItSays() throws Exception {
        for (String folder : List.of("routes", "connectors", "mappings", "test-fixtures/nasty")) {
            copy(Path.of(folder));
        }
        List<Ran> ran = ran(commands("connectors/README.md", ""));

        assertThat(ran).extracting(Ran::code).as("%s", ran).containsExactly(0, 0, 0, 0, 3);
        assertThat(ran.get(2).out()).startsWith("Sound: connectors [").contains(", my-system, ");
        assertThat(ran.get(4).out()).startsWith("my-system: ").contains("not-reached");
    }

    @Test
    void theWayOfTheReadmeFromAWsdlToASoundConnectorMappingAndFlow() throws Exception {
        for (String folder : List.of("routes", "connectors", "mappings", "test-fixtures/nasty")) {
            copy(Path.of(folder));
        }
        Files.copy(Path.of("src/test/resources/soap/new/tiep-nhan.wsdl"), home.resolve("their.wsdl"));
        List<Ran> ran = ran(commands("README.md", "## Add a connector in 15 minutes"));

        assertThat(ran).extracting(Ran::code).as("%s", ran).containsExactly(0, 0, 0);
        assertThat(ran.get(0).out())
                .contains("It begins with the operation tiepNhanHoSo.", "Fill in what is marked FILL IN");
        assertThat(ran.get(2).out())
                .startsWith("Warning: connectors/my-system/README.md:")
                .contains("Warning: connectors/my-system/outcomes.yaml:", "\nSound: connectors [", ", my-system");
        Ran mapped = command("map dossier-to-my-system test-fixtures/nasty/sound.json");
        assertThat(mapped.out()).contains("\"maHoSo\"", "\"trichYeu\"").doesNotContain("\"kenh\"", "\"mau\"");
    }

    private List<Ran> ran(List<String> lines) throws Exception {
        List<Ran> ran = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(JAR)) {
                ran.add(command(line.substring(JAR.length())));
            } else {
                Process shell = new ProcessBuilder("sh", "-c", line)
                        .directory(home.toFile())
                        .start();
                assertThat(shell.waitFor()).as(line).isZero();
            }
        }
        return ran;
    }

    private Ran command(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.replaceAll(word -> word.startsWith("test-fixtures/") || word.equals("their.wsdl")
                ? home.resolve(word).toString()
                : word);
        words.add("--home");
        words.add(home.toString());
        return Ran.command(words.toArray(String[]::new));
    }

    /** The commands of the first block behind a heading. */
    private static List<String> commands(String file, String heading) throws IOException {
        String all = Files.readString(Path.of(file));
        String manual = all.substring(all.indexOf(heading));
        Matcher block = Pattern.compile("(?s)```sh\n(.*?)```").matcher(manual);
        assertThat(block.find()).isTrue();
        return block.group(1).lines().toList();
    }

    private void copy(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.createDirectories(home.resolve(file).getParent());
                Files.copy(file, home.resolve(file));
            }
        }
    }
}
