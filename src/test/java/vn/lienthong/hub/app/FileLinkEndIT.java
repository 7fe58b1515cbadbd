package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The address of a file over restarts of the hub: with a new key beside the old one, after its time, and without the key that signed it. */
@Timeout(180)
class FileLinkEndIT {

    private static final byte[] FILE = "Giay to mau, khong cua ai.\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path temp;

    private StartedHub open(Path home, String gateway, String lifetime) {
        Map<String, String> settings = new HashMap<>();
        settings.put("hub.destinations.province-gateway-rest.address", gateway);
        settings.put("hub.destinations.province-gateway-rest.token", "the-bai-thu-khong-that");
        settings.put("hub.intake.owed-to", "province-gateway-rest");
        settings.put("hub.files.link-lifetime", lifetime);
        return new StartedHub(home, temp.resolve("data"), settings);
    }

    private static int status(StartedHub hub, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(hub.address() + path)).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void anAddressOutlivesANewKeyAndEndsWithItsTimeOrItsKey() throws Exception {
        WireMockServer gateway = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        gateway.start();
        gateway.stubFor(
                any(anyUrl()).willReturn(aResponse().withBody("{\"error_code\":\"0\",\"message\":\"Thành công\"}")));
        Path home = HomeCopy.of(temp.resolve("home"), Set.of("province-rest", "province-gateway-rest"));
        HomeCopy.files(home, "dossiers-to-province-gateway", "link");
        String path;
        try (StartedHub hub = open(home, gateway.baseUrl(), "1d")) {
            path = delivered(hub, gateway);
            assertThat(status(hub, path)).isEqualTo(200);
        }
        Path keys = temp.resolve("data/files.key");
        String old = Files.readString(keys);
        Files.writeString(keys, "2026-01-01T00:00:00Z " + "A".repeat(43) + "=\n" + old);
        try (StartedHub hub = open(home, gateway.baseUrl(), "1ms")) {
            assertThat(status(hub, path)).as("signed by us, and over").isEqualTo(410);
        }
        Files.writeString(keys, "2026-01-01T00:00:00Z " + "A".repeat(43) + "=\n");
        try (StartedHub hub = open(home, gateway.baseUrl(), "1d")) {
            assertThat(status(hub, path)).as("signed by nobody we know").isEqualTo(403);
        } finally {
            gateway.stop();
        }
    }

    private static String delivered(StartedHub hub, WireMockServer gateway) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(FILE));
        HttpRequest put = HttpRequest.newBuilder(URI.create(hub.address() + "/v1/attachments/" + sha256))
                .PUT(BodyPublishers.ofByteArray(FILE))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(put, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(201);
        ObjectNode record = StartedHub.record(hub.newDossier(), 1, StartedHub.KNOWN_PROCEDURE);
        ((ObjectNode) record.get("applicant")).put("phone", "0900000001");
        record.putArray("attachments")
                .addObject()
                .put("id", "a1")
                .put("name", "mẫu.txt")
                .put("sha256", sha256);
        String transfer = StartedHub.json(hub.post("/v1/dossiers", record))
                .at("/transfers/0/id")
                .asText();
        hub.awaitTransfer(transfer, "DELIVERED");
        for (var event : gateway.getAllServeEvents()) {
            for (String link :
                    Json.MAPPER.readTree(event.getRequest().getBodyAsString()).findValuesAsText("DuongDanTaiTepTin")) {
                return link.substring(link.indexOf("/v1/files/"));
            }
        }
        throw new AssertionError("no address in any message");
    }
}
