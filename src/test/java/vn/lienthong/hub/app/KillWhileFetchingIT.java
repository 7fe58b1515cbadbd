package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.testkit.Waiting;
import vn.lienthong.hub.vocabulary.Ids;

/** Kills a small hub in the middle of the second of three large files of a message that a gateway holds for it. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class KillWhileFetchingIT {
    private static final String CODE = "BN-0000012342000009";

    @TempDir
    Path data;

    private HubProcess process;

    @BeforeEach
    void onItsData() {
        process = new HubProcess(data);
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeProvince province = FakeProvince.start(FakeProvince.Settings.defaults(), Clock.systemUTC());
    private final FilesFront front = new FilesFront(province.address());

    @AfterEach
    void stop() throws InterruptedException {
        process.stop();
        front.close();
        province.close();
    }

    @Test
    void whatIsHeldIsNotFetchedTwiceAndTheDossierComesWithAllItsFiles() throws Exception {
        province.serveGateway();
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            // Only its number counts: the bytes are given by who stands in front.
            files.add(province.mail().file(new byte[] {1}));
        }
        String message = province.mail().handOver(message(files));
        front.goesOn = (file, times) -> !file.equals(files.get(1)) || times > 1 || killed();
        URI hub = HubProcess.freeAddress();
        Process first = begin(hub);
        assertThat(first.waitFor(5, TimeUnit.MINUTES)).as(process.said()).isTrue();
        assertThat(province.mail().waiting()).containsExactly(message);
        assertThat(front.begun).containsOnlyKeys(files.get(0), files.get(1));
        assertThat(noted()).as("what is held, for when the message comes again").isEqualTo(1);

        Process second = begin(hub);
        Waiting.until(
                () -> "it is acknowledged: " + process.said(),
                () -> province.mail().waiting().isEmpty());
        assertThat(front.begun).isEqualTo(Map.of(files.get(0), 1, files.get(1), 2, files.get(2), 1));
        assertThat(province.mail().refused()).isEmpty();
        Waiting.until("nobody needs what was noted of its files", () -> noted() == 0);
        for (String file : files) {
            String sha256 = FilesFront.sha256(file);
            try (InputStream kept = Files.newInputStream(
                    data.resolve("attachments").resolve(sha256.substring(0, 2)).resolve(sha256))) {
                assertThat(LargeFilesDesk.sha256(kept)).isEqualTo(sha256);
            }
        }
        assertThat(get(hub.resolve("/v1/dossiers/" + CODE)).at("/paths/0/came")).hasSize(1);
        assertThat(get(hub.resolve("/v1/balance")).path("closes").asBoolean()).isTrue();
        assertThat(second.isAlive()).as("no memory was wanting").isTrue();
    }

    /** How many files of messages that are not told yet are noted as held. */
    private int noted() {
        Path notes = data.resolve("attachments/notes").resolve(Ids.text(0).substring(0, 4));
        String[] names = notes.resolve(Ids.text(0)).toFile().list();
        return names == null ? 0 : names.length;
    }

    private static String message(List<String> files) {
        String content =
                "{\"soBienNhan\":\"0000012342000009\",\"maLoaiHoSo\":\"1.001193\",\"ngayTiepNhanHoSo\":1576458300000,\"hoVaTenKhachHang\":\"Nguyễn Thị Mẫu\"}";
        StringBuilder attached = new StringBuilder();
        files.forEach(file -> attached.append("<attach-file><attach-file-id>")
                .append(file)
                .append("</attach-file-id><file-name>ban ve mau.pdf</file-name><file-size>")
                .append(FilesFront.SIZE)
                .append("</file-size></attach-file>"));
        return "<message><message-id>{{message-id}}</message-id><receiving-system-id>1:30:0:0:0:0:1</receiving-system-id>"
                + "<document-type>2.100.1.1</document-type><content>"
                + Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))
                + "</content><attach-files>" + attached + "</attach-files></message>";
    }

    /** Ends the process that waits for the rest, as kill -9 does. */
    private boolean killed() {
        process.kill();
        return false;
    }

    private Process begin(URI hub) throws IOException {
        String pull = "hub.pulls.gateway-soap.";
        Map<String, String> settings = Map.of(
                "hub.destinations.city-rest.address",
                "http://127.0.0.1:9",
                "hub.destinations.city-rest.token",
                "throw-away",
                pull + "address",
                front.address() + FakeProvince.GATEWAY_PATH,
                pull + "username",
                "demo",
                pull + "password",
                "demo",
                pull + "every",
                "PT0.5S",
                pull + "mapping.units",
                "1:30:0:0:0:0:1=21556");
        return process.begin(hub, settings);
    }

    private JsonNode get(URI address) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        return Json.MAPPER.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
