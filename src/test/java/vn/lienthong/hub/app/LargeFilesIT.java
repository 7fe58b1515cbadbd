package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.Waiting;

/**
 * Files of 30 MiB through a hub with 256 MB of heap, in its process, to three destinations at once: inside the message, ahead of it as multipart, and by the hub's
 * address in parts. Four wards at the same time; {@code -Dfiles.lanes=1} for less.
 */
@Timeout(300)
class LargeFilesIT {

    static final int SIZE = 30 << 20;

    private static final List<String> WARDS = List.of("21550", "21553", "21556", "21559");
    private static final int LANES = Integer.getInteger("files.lanes", WARDS.size());
    private static final Set<String> CONNECTORS = Set.of("lgsp-document-rest", "province-gateway-rest", "echo");

    @TempDir
    Path temp;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void filesOfThirtyMebibytesGoThroughASmallHubInThreeWays() throws Exception {
        Path home = HomeCopy.of(temp.resolve("home"), CONNECTORS);
        HomeCopy.files(home, "dossiers-to-province-gateway", "link");
        HomeCopy.echoUploads(home);
        HubProcess process = new HubProcess(Files.createDirectories(temp.resolve("data")));
        URI hub = HubProcess.freeAddress();
        try (LargeFilesDesk desk = new LargeFilesDesk()) {
            Map<String, String> settings = settings(desk.address(), hub);
            settings.put("hub.home", home.toString());
            Process running = process.begin(hub, settings);
            Waiting.until("the hub answers", () -> {
                if (!running.isAlive()) {
                    throw new AssertionError(process.said());
                }
                return answers(hub);
            });
            List<CompletableFuture<String>> pushed = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                String ward = WARDS.get(lane);
                int number = lane + 1;
                pushed.add(CompletableFuture.supplyAsync(() -> push(hub, ward, number)));
            }
            Set<String> expected = new HashSet<>();
            for (CompletableFuture<String> one : pushed) {
                for (String way : List.of("inline", "multipart", "address")) {
                    expected.add(way + " " + one.get(2, TimeUnit.MINUTES));
                }
            }
            Waiting.until(
                    () -> "all is delivered: " + balance(hub) + ", arrived " + desk.arrived,
                    Duration.ofMinutes(3),
                    () -> balance(hub).path("delivered").asInt() == 3 * LANES);
            assertThat(desk.arrived.keySet()).isEqualTo(expected);
            assertThat(desk.arrived)
                    .allSatisfy((file, times) -> assertThat(times).as(file).isEqualTo(1));
            assertThat(running.isAlive()).as("no memory was wanting").isTrue();
        } catch (Throwable e) {
            throw new AssertionError(process.said(), e);
        } finally {
            process.stop();
        }
    }

    private static Map<String, String> settings(String desk, URI hub) {
        Map<String, String> settings = new HashMap<>();
        String lgsp = "hub.destinations.lgsp-document-rest.";
        settings.put(lgsp + "address", desk + "/lgsp");
        settings.put(lgsp + "login-address", desk);
        settings.put(lgsp + "client-id", "khach-thu");
        settings.put(lgsp + "client-secret", "bi-mat-thu-khong-that");
        settings.put(lgsp + "access-key", "khoa-thu");
        settings.put(lgsp + "secret-key", "bi-mat-thu-khong-that");
        settings.put(lgsp + "app-name", "hub-thu");
        settings.put(lgsp + "partner-code", "000.00.00.H08");
        settings.put("hub.destinations.province-gateway-rest.address", desk + "/gateway");
        settings.put("hub.destinations.province-gateway-rest.token", "the-bai-thu-khong-that");
        settings.put("hub.destinations.echo.address", desk + "/echo");
        for (String destination : CONNECTORS) {
            settings.put("hub.destinations." + destination + ".answer-timeout", "PT2M");
            settings.put("hub.destinations." + destination + ".concurrency", "4");
        }
        settings.put("hub.intake.owed-to", String.join(",", CONNECTORS));
        settings.put("hub.files.public-address", hub.toString());
        return settings;
    }

    /** The file and then the dossier; neither is ever whole in the memory of this test. */
    private String push(URI hub, String ward, int number) {
        try {
            Path file = temp.resolve("tep-" + number);
            Files.write(file, random(number));
            String sha256;
            try (InputStream in = Files.newInputStream(file)) {
                sha256 = LargeFilesDesk.sha256(in);
            }
            HttpResponse<String> put = send(HttpRequest.newBuilder(hub.resolve("/v1/attachments/" + sha256))
                    .PUT(BodyPublishers.ofFile(file)));
            assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
            ObjectNode record =
                    StartedHub.record("000.00.ZZ.H08-191216-%04d".formatted(number), 1, StartedHub.KNOWN_PROCEDURE);
            record.put("unit", ward);
            ((ObjectNode) record.get("applicant")).put("phone", "0900000001");
            record.putArray("attachments")
                    .addObject()
                    .put("id", "a1")
                    .put("name", "bản vẽ mẫu.pdf")
                    .put("mediaType", "application/pdf")
                    .put("size", SIZE)
                    .put("sha256", sha256);
            HttpResponse<String> pushed = send(HttpRequest.newBuilder(hub.resolve("/v1/dossiers"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(record.toString())));
            assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(202);
            return sha256;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean answers(URI hub) {
        try {
            return send(HttpRequest.newBuilder(hub.resolve("/v1/balance"))).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private com.fasterxml.jackson.databind.JsonNode balance(URI hub) {
        try {
            return Json.MAPPER
                    .readTree(send(HttpRequest.newBuilder(hub.resolve("/v1/balance")))
                            .body())
                    .path("total");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
