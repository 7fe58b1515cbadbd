package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.check.Violation;

class LoopCheckTest {
    @TempDir
    Path home;

    private Hub hub(String destination) throws IOException {
        Files.createSymbolicLink(
                home.resolve("connectors"), Path.of("connectors").toAbsolutePath());
        Files.createSymbolicLink(home.resolve("mappings"), Path.of("mappings").toAbsolutePath());
        Path routes = Files.createDirectory(home.resolve("routes"));
        Files.writeString(
                routes.resolve("back.camel.yaml"),
                Files.readString(Path.of("routes/province-soap-inbox-to-city.camel.yaml"))
                        .replace("id: province-soap-inbox-to-city", "id: back")
                        .replace("hub:accept/city-rest", "hub:accept/" + destination));
        return Hub.at(home);
    }

    @Test
    void whatComesFromTheProvinceIsNotOwedToTheProvince() throws IOException {
        assertThat(hub("province-rest").checkRoutes())
                .extracting(Violation::message)
                .containsExactly(
                        "routes/back.camel.yaml: What comes from a system would be sent back to it. Found: hub:pull/province-soap-inbox"
                                + " and hub:accept/province-rest, both of the group Province. Name a destination of another system; the group stands in the Kamelet's annotations.");
    }

    @Test
    void itIsOwedToAnother() throws IOException {
        Hub hub = hub("echo");

        assertThat(hub.checkRoutes()).isEmpty();
        assertThat(hub.routes().waysBack()).singleElement().satisfies(way -> assertThat(way.destinations())
                .containsExactly("echo"));
    }
}
