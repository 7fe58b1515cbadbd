package vn.lienthong.hub.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.opentest4j.AssertionFailedError;
import vn.lienthong.hub.connector.CasePlay;
import vn.lienthong.hub.replay.CaseServer;

/** What the kit says to who uses it wrongly, and of a case that does not hold. */
class MisuseIT {
    @TempDir
    private Path connectors;

    private static String failure(Class<?> misused) {
        SummaryGeneratingListener heard = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(misused))
                                .build(),
                        heard);
        assertThat(heard.getSummary().getFailures()).hasSize(1);
        return String.valueOf(
                heard.getSummary().getFailures().get(0).getException().getMessage());
    }

    static class NoSuchFolder {
        @ConnectorCases("connectors/nobody")
        void holds(ConnectorCase situation) {
            situation.holds();
        }
    }

    static class NoCases {
        @ConnectorCases("docs")
        void holds(ConnectorCase situation) {
            situation.holds();
        }
    }

    static class NoHome {
        @RegisterExtension
        static final HubExtension HUB = HubExtension.at("docs");

        @Test
        void runs(TestHub hub) {}
    }

    static class NoSuchConnector {
        @RegisterExtension
        static final HubExtension HUB = HubExtension.at(".").asInCases("nobody");

        @Test
        void runs(TestHub hub) {}
    }

    @Test
    void saysWhatIsMissingAndWhereItLooked() {
        assertThat(failure(NoSuchFolder.class))
                .startsWith("There is no folder of connectors. Found: nothing at /")
                .contains("connectors/nobody");
        assertThat(failure(NoCases.class)).startsWith("There are no cases to play. Found: no folder in /");
        assertThat(failure(NoHome.class)).startsWith("This is no home of a hub. Found: no folder routes/ in /");
        assertThat(failure(NoSuchConnector.class)).startsWith("There is no such connector. Found: nobody among [");
    }

    @Test
    void aDestinationHasOneOtherSideAndAHubIsThereWhileATestRuns() {
        HubExtension hub = HubExtension.at(".").toFakeProvince("echo");

        assertThatThrownBy(() -> hub.asInCases("echo"))
                .hasMessageContaining("A destination is named twice. Found: echo.");
        assertThatThrownBy(hub::hub).hasMessageContaining("There is no hub now.");
    }

    @Test
    void aCaseThatDoesNotHoldSaysWhereAndWhatWasFoundAndWhatToDo() throws IOException {
        copyOfEcho();
        change("taken/expected.yaml", "row: taken", "row: refused");
        change("taken/sent.http", "Quy Nhơn", "Huế");
        try (CasePlay play = new CasePlay(connectors, CaseServer::start)) {
            assertThatThrownBy(() -> new ConnectorCase(play, "echo", "taken").holds())
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContainingAll(
                            "connectors/echo/cases/taken/expected.yaml: The answer to message 1 reads otherwise than the case says. "
                                    + "Found: row: taken instead of refused. Put outcomes.yaml right",
                            "connectors/echo/cases/taken/sent.http:5: Something else is sent than the case says. Found: '",
                            "Quy Nhơn\"}' instead of '");
            Files.delete(connectors.resolve("echo/cases/failed/stub.json"));
            assertThatThrownBy(() -> new ConnectorCase(play, "echo", "failed").holds())
                    .hasMessageContaining("connectors/echo/cases/failed/: The case cannot be played. Found: ");
            new ConnectorCase(play, "echo", "not-now").holds();
        }
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = connectors.resolve("echo/cases").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private void copyOfEcho() throws IOException {
        Path echo = Path.of("connectors/echo");
        try (Stream<Path> files = Files.walk(echo)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy =
                        connectors.resolve("echo").resolve(echo.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
