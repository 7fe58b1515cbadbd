package vn.lienthong.hub.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.check.Violation;

class RoutesTest {
    private static final Map<String, Set<String>> NAMES =
            Map.of("map", Set.of("dossier-to-echo"), "deliver", Set.of("echo"), "pull", Set.of("inbox"));
    private static final String BACK =
            """
            - route:
                id: back
                from:
                  uri: hub:pull/inbox?every=PT1M
                  steps:
                    - to: hub:map/dossier-to-echo
                    - to: hub:accept/echo
            """;
    private static final String GOOD =
            """
            - route:
                id: %s
                from:
                  uri: hub:lane/echo
                  steps:
                    - to: hub:map/dossier-to-echo
                    - to: hub:deliver/echo
            """;

    @TempDir
    Path folder;

    @Test
    void everyFlowOfTheRepositoryIsSound() {
        Map<String, Set<String>> names = Map.of(
                "map", folders(Path.of("mappings")),
                "deliver", folders(Path.of("connectors")),
                "pull", folders(Path.of("connectors")));

        assertThat(Routes.load(Path.of("routes")).check(names)).isEmpty();
    }

    private static Set<String> folders(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aMisspeltNameIsToldWithLineAndTheNamesThereAre() throws IOException {
        write("flow.camel.yaml", GOOD.formatted("flow").replace("hub:deliver/echo", "hub:deliver/eccho"));

        assertThat(messages())
                .contains("routes/flow.camel.yaml:7: A flow uses a name that does not exist. "
                        + "Found: hub:deliver/eccho. Use one of: echo.");
    }

    @Test
    void aFlowThatPullsIsSoundAndSaysForWhom() throws IOException {
        write("back.camel.yaml", BACK);

        assertThat(messages()).isEmpty();
        assertThat(Routes.load(folder).waysBack())
                .containsExactly(new Routes.WayBack("back", "inbox", java.util.List.of("echo")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hub:pull/inbox?every=PT1M | hub:pull/outbox?every=PT1M  | A flow uses a name that does not exist",
                "every=PT1M                | every=often                 | A verb says something that nobody understands",
                "every=PT1M                | from=here                   | A verb says something that nobody understands",
                "hub:map/dossier-to-echo   | hub:map/dossier-to-echo?x=1 | A verb says something that nobody understands",
                "hub:accept/echo           | hub:accept/nobody           | A flow uses a name that does not exist",
                "hub:accept/echo           | hub:deliver/echo            | A flow that pulls does something else than to map and then to accept",
                "hub:accept/echo           | hub:map/dossier-to-echo     | A flow pulls for nobody",
                "hub:map/dossier-to-echo   | hub:accept/echo             | A flow that pulls does something else than to map and then to accept",
                "hub:pull/inbox?every=PT1M | hub:lane/echo               | A flow accepts what it did not pull",
            })
    void whatAFlowThatPullsMayNotDoIsTold(String right, String wrong, String message) throws IOException {
        write("back.camel.yaml", BACK.replace(right, wrong));

        assertThat(messages()).anyMatch(told -> told.contains(message));
    }

    @Test
    void aMisspeltVerbIsTold() throws IOException {
        write("flow.camel.yaml", GOOD.formatted("flow").replace("hub:map/", "hub:mapp/"));

        assertThat(messages())
                .anyMatch(message -> message.contains("flow.camel.yaml:6") && message.contains("No such verb"));
    }

    @Test
    void filesAreSeenToBeforeTheRecordIsMapped() throws IOException {
        write("flow.camel.yaml", GOOD.formatted("flow").replace("steps:\n", "steps:\n        - to: hub:files/link\n"));
        assertThat(messages()).isEmpty();
        write("flow.camel.yaml", GOOD.formatted("flow").replace("steps:\n", "steps:\n        - to: hub:files/lnk\n"));
        assertThat(messages()).singleElement().asString().contains("Use one of: hold, link.");
        write("flow.camel.yaml", GOOD.formatted("flow") + "        - to: hub:files/hold\n");
        assertThat(messages()).singleElement().asString().contains("mapped already");
    }

    @Test
    void fileNameAndRouteIdMustAgree() throws IOException {
        write("flow.camel.yaml", GOOD.formatted("another"));

        assertThat(messages())
                .singleElement()
                .asString()
                .contains("Route id and file name differ")
                .contains("another");
    }

    @Test
    void logicInAFlowIsRefused() throws IOException {
        write("flow.camel.yaml", GOOD.formatted("flow") + "        - script: {}\n");

        assertThat(messages()).anyMatch(message -> message.contains("logic") && message.contains("script"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hub:lane/echo             | timer:x           | 4 | No such verb in a flow. Found: timer:x",
                "hub:lane/echo             | http://there/x    | 4 | No such verb in a flow. Found: http://there/x",
                "hub:lane/echo             | hub:deliver/echo  | 4 | A flow begins with another verb than its lane or its pull.",
                "hub:map/dossier-to-echo   | log:x             | 6 | No such verb in a flow. Found: log:x",
                "hub:map/dossier-to-echo   | file:/tmp         | 6 | No such verb in a flow. Found: file:/tmp",
                "hub:map/dossier-to-echo   | hub:lane/echo     | 6 | A lane or a pull stands among the steps.",
                "- to:                     | - toD:            | 6 | A flow holds logic or error handling. Found: toD",
                "- to:                     | - log:            | 6 | A flow holds logic or error handling. Found: log",
                "steps:                    | parameters:       | 5 | A flow begins with more than its lane or its pull. Found: parameters",
                "from:                     | errorHandler:     | 3 | A route holds more than where it begins and its steps.",
            })
    void whatIsNoVerbOfOursIsRefused(String here, String instead, int line, String message) throws IOException {
        write("flow.camel.yaml", GOOD.formatted("flow").replaceFirst(here, instead));

        assertThat(messages()).anyMatch(said -> said.startsWith("routes/flow.camel.yaml:" + line + ": " + message));
    }

    @Test
    void theLongFormOfAStepIsAVerbToo() throws IOException {
        write(
                "flow.camel.yaml",
                GOOD.formatted("flow")
                        .replace("to: hub:deliver/echo", "to:\n            uri: hub:deliver/echo")
                        .replace("id: flow", "id: flow\n    description: Tried only here"));

        assertThat(messages()).isEmpty();
    }

    @Test
    void knowsTheMappingOfADestination() throws IOException {
        write("flow.camel.yaml", "# not hub:map/another\n" + GOOD.formatted("flow"));

        assertThat(Routes.load(folder).mappingTo("echo")).contains("dossier-to-echo");
        assertThat(Routes.load(folder).mappingTo("nobody")).isEmpty();
    }

    @Test
    void aFlowMustMapBeforeItDelivers() throws IOException {
        write("flow.camel.yaml", GOOD.formatted("flow").replace("        - to: hub:map/dossier-to-echo\n", ""));

        assertThat(messages()).singleElement().asString().contains("delivers what it has not mapped");
    }

    @Test
    void brokenYamlNamesTheLine() throws IOException {
        write("flow.camel.yaml", "- route:\n   id: [\n");

        assertThat(messages()).singleElement().asString().contains("A flow is no YAML");
    }

    @Test
    void aStrangeFileInTheFolderIsTold() throws IOException {
        write("notes.txt", "hello");

        assertThat(messages()).singleElement().asString().contains("A file in routes/ is no flow");
    }

    private List<String> messages() {
        return Routes.load(folder).check(NAMES).stream().map(Violation::message).toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
