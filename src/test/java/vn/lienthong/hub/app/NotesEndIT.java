package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.delivery.SendingWindow;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.testkit.Waiting;

/** What is noted of fetched files goes with the body of its record, and not before. */
@Timeout(180)
class NotesEndIT {

    @TempDir
    Path temp;

    private StartedHub open(String servers) throws IOException {
        Path home = HomeCopy.of(temp.resolve("home"), Set.of("province-rest", "province-gateway-rest"));
        HomeCopy.files(home, "dossiers-to-province-gateway", "hold");
        String mine = "hub.destinations.province-gateway-rest.";
        Map<String, String> settings = new HashMap<>();
        settings.put(mine + "address", servers);
        settings.put(mine + "token", "the-bai-thu-khong-that");
        settings.put("hub.intake.owed-to", "province-gateway-rest");
        settings.put("hub.files.fetch-from", servers);
        settings.put("hub.files.fetch-inside", "localhost");
        settings.put("hub.retention.payloads", "30d");
        return new StartedHub(home, temp.resolve("data"), settings);
    }

    private static ObjectNode record(String dossier, String file) {
        ObjectNode record = StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE);
        ((ObjectNode) record.get("applicant")).put("phone", "0900000001");
        record.putArray("attachments")
                .addObject()
                .put("id", "a1")
                .put("name", "mẫu.pdf")
                .put("url", file);
        return record;
    }

    /** The submissions for which something is noted. */
    private List<String> noted() {
        Path notes = temp.resolve("data/attachments/notes");
        try (Stream<Path> all = Files.exists(notes) ? Files.walk(notes) : Stream.empty()) {
            return all.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(notes.relativize(file).getName(1)))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatWasNotedOfFilesGoesWithTheBodyAndStaysWhileTheRecordIsOpen() throws Exception {
        WireMockServer servers = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        servers.start();
        servers.stubFor(any(anyUrl())
                .atPriority(9)
                .willReturn(aResponse().withBody("{\"error_code\":\"0\",\"message\":\"Thành công\"}")));
        servers.stubFor(get(urlPathMatching("/tep/.*")).willReturn(aResponse().withBody("Giay to mau")));
        try (StartedHub hub = open(servers.baseUrl())) {
            String ended = hub.newDossier();
            hub.awaitTransfer(hub.push(record(ended, servers.url("/tep/1.pdf"))), "DELIVERED");
            assertThat(noted()).hasSize(1);
            String open = hub.newDossier();
            servers.stubFor(post(anyUrl())
                    .withRequestBody(containing(open))
                    .willReturn(aResponse().withStatus(503)));
            hub.push(record(open, servers.url("/tep/2.pdf")));
            Waiting.until("the file of the other one is here too", () -> noted().size() == 2);

            retain(hub, Duration.ofDays(29));
            assertThat(noted()).as("its body is not old enough").hasSize(2);
            retain(hub, Duration.ofDays(31));

            String left = StartedHub.json(hub.get("/v1/dossiers/" + open))
                    .at("/paths/0/came/0/id")
                    .asText();
            assertThat(noted()).containsExactly(left);
            assertThat(hub.get("/v1/dossiers/" + ended).body()).contains("the body was archived to");
        } finally {
            servers.stop();
        }
    }

    private static void retain(StartedHub hub, Duration later) {
        Journal journal = hub.server().part(Journal.class);
        Waiting.until("this node leads", journal::leads);
        new HouseKeeper(
                        () -> hub.server().part(EarlyStart.class).hub(),
                        journal,
                        hub.server().part(HubSettings.class),
                        hub.server().part(HubMetrics.class),
                        Clock.offset(Clock.systemUTC(), later))
                .retain(SendingWindow.ALWAYS);
    }
}
