package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that a record only has an address of, through the whole hub: fetched, held, and given out by an address of the hub's own. */
@Timeout(180)
class FilesThroughHubIT {

    private static final byte[] FILE = bytes(300_000);
    private static final String NAME = "Tờ khai \"đăng ký\".PDF";

    private static WireMockServer servers;
    private static StartedHub hub;
    private static Path data;
    private final HttpClient http = HttpClient.newHttpClient();

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @BeforeAll
    static void start(@TempDir Path temp) throws IOException {
        servers = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        servers.start();
        data = temp.resolve("data");
        Path home = HomeCopy.of(temp.resolve("home"), Set.of("province-rest", "province-gateway-rest"));
        // The files are seen to in the flow to the gateway.
        HomeCopy.files(home, "dossiers-to-province-gateway", "link");
        hub = open(home);
    }

    private static StartedHub open(Path home) {
        String mine = "hub.destinations.province-gateway-rest.";
        Map<String, String> more = new HashMap<>();
        more.put(mine + "address", servers.baseUrl());
        more.put(mine + "token", "the-bai-thu-khong-that");
        more.put(mine + "retry.first", "PT0.2S");
        more.put("hub.intake.owed-to", "province-gateway-rest");
        more.put("hub.files.fetch-from", at("") + ",http://localhost:" + servers.port());
        more.put("hub.files.fetch-inside", "127.0.0.1");
        more.put("hub.files.public-address", "http://127.0.0.1:1");
        return new StartedHub(home, data, more);
    }

    @AfterAll
    static void stop() {
        hub.close();
        servers.stop();
    }

    @BeforeEach
    void reset() {
        servers.resetAll();
        servers.stubFor(post(urlPathEqualTo("/nothing")).willReturn(aResponse().withStatus(404)));
        servers.stubFor(com.github.tomakehurst.wiremock.client.WireMock.any(
                        com.github.tomakehurst.wiremock.client.WireMock.anyUrl())
                .atPriority(9)
                .willReturn(aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"error_code\":\"0\",\"message\":\"Thành công\"}")));
        given("/tep/1.pdf", 200, FILE);
    }

    private static void given(String path, int status, byte[] body) {
        servers.stubFor(get(urlPathEqualTo(path))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private static ObjectNode record(String dossier, String... urls) {
        ObjectNode record = StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE);
        ((ObjectNode) record.get("applicant")).put("phone", "0900000001");
        for (int i = 0; i < urls.length; i++) {
            record.withArray("attachments")
                    .addObject()
                    .put("id", "a" + i)
                    .put("name", NAME)
                    .put("mediaType", "application/pdf")
                    .put("url", urls[i]);
        }
        return record;
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + servers.port() + path;
    }

    private static List<String> messages() {
        List<String> all = new ArrayList<>();
        servers.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getMethod().getName().equals("POST"))
                .forEach(event -> all.add(0, event.getRequest().getBodyAsString()));
        return all;
    }

    private static long fetches(String path) {
        return servers.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getUrl().startsWith(path))
                .count();
    }

    /** The address in the message, at the port where the hub of this test listens. */
    private static String linkIn(String message) throws IOException {
        List<String> found = linksIn(message);
        assertThat(found).as(message).hasSize(1);
        assertThat(found.get(0)).startsWith("http://127.0.0.1:1/v1/files/").matches("[A-Za-z0-9:/._-]+");
        return found.get(0).replace("http://127.0.0.1:1/", hub.address() + "/");
    }

    private static List<String> linksIn(String message) throws IOException {
        return Json.MAPPER.readTree(message).findValuesAsText("DuongDanTaiTepTin");
    }

    private HttpResponse<byte[]> ask(String link, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(link));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void aFileIsFetchedOnceAndGivenOutByTheAddressInTheMessage() throws Exception {
        String dossier = hub.newDossier();
        String transfer = hub.push(record(dossier, at("/tep/1.pdf")));
        hub.awaitTransfer(transfer, "DELIVERED");
        assertThat(fetches("/tep/1.pdf")).isEqualTo(1);
        String link = linkIn(messages().get(0));
        HttpResponse<byte[]> whole = ask(link);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(FILE);
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        assertThat(link).contains("/v1/files/" + tag.replace("\"", "") + "/").endsWith("/tep.pdf");
        assertThat(whole.headers().map())
                .containsEntry("Content-Type", List.of("application/pdf"))
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("Accept-Ranges", List.of("bytes"))
                .containsEntry("Content-Length", List.of("300000"));
        assertThat(whole.headers().firstValue("Content-Disposition").orElseThrow())
                .isEqualTo("attachment; filename=\"To khai _dang ky_.PDF\"; "
                        + "filename*=UTF-8''T%E1%BB%9D%20khai%20%22%C4%91%C4%83ng%20k%C3%BD%22.PDF");
        JsonNode explained = StartedHub.json(hub.get("/v1/dossiers/" + dossier));
        assertThat(explained.findPath("filesGiven").path("times").asInt()).isEqualTo(1);
        JsonNode again = StartedHub.json(
                hub.post("/v1/rerun", Json.object().set("filter", Json.object().put("dossier", dossier))));
        assertThat(again.path("differs").isBoolean()).as(again.toString()).isTrue();
        assertThat(again.path("differs").asBoolean())
                .as("today's mapping finds the same files: %s", again)
                .isFalse();
    }

    @Test
    void partsAndConditionsAreAnsweredAsHttpHasThem() throws Exception {
        hub.awaitTransfer(hub.push(record(hub.newDossier(), at("/tep/1.pdf"))), "DELIVERED");
        String link = linkIn(messages().get(0));
        String tag = ask(link).headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> part = ask(link, "Range", "bytes=100000-100009", "If-Range", tag);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(FILE, 100_000, 100_010));
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 100000-100009/300000");
        assertThat(ask(link, "Range", "bytes=-5").body()).isEqualTo(Arrays.copyOfRange(FILE, 299_995, 300_000));
        assertThat(ask(link, "Range", "bytes=299999-").body()).hasSize(1);
        HttpResponse<byte[]> beyond = ask(link, "Range", "bytes=300000-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */300000");
        HttpResponse<byte[]> other = ask(link, "Range", "bytes=0-9", "If-Range", "\"another\"");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(FILE);
        assertThat(ask(link, "If-None-Match", tag).statusCode()).isEqualTo(304);
        HttpResponse<Void> head = http.send(
                HttpRequest.newBuilder(URI.create(link))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).hasValue("300000");
    }

    @Test
    void anAddressThatTheHubDidNotMakeOpensNothing() throws Exception {
        hub.awaitTransfer(hub.push(record(hub.newDossier(), at("/tep/1.pdf"))), "DELIVERED");
        String link = linkIn(messages().get(0));
        String[] parts = link.substring(link.indexOf("/v1/files/") + 10).split("/");
        String front = hub.address() + "/v1/files/";
        String changed = parts[1].substring(0, 20) + (parts[1].charAt(20) == 'A' ? 'B' : 'A') + parts[1].substring(21);
        for (String wrong : List.of(
                front + "0".repeat(64) + "/" + parts[1] + "/" + parts[2],
                front + parts[0] + "/" + changed + "/" + parts[2],
                front + parts[0] + "/" + parts[1].substring(0, 30) + "/" + parts[2],
                front + parts[0] + "/" + parts[1] + "/tep.exe",
                front + parts[0].toUpperCase(java.util.Locale.ROOT) + "/" + parts[1] + "/" + parts[2],
                front + parts[0] + "/-/tep")) {
            HttpResponse<byte[]> answer = ask(wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
        assertThat(ask(front + parts[0]).statusCode()).isEqualTo(404);
    }

    @Test
    void aMessageThatGoesAgainHasTheSameBytes() throws Exception {
        String path = "/unavailable";
        servers.stubFor(com.github.tomakehurst.wiremock.client.WireMock.any(
                        com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching("/(?!tep).*"))
                .inScenario(path)
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("back"));
        hub.awaitTransfer(hub.push(record(hub.newDossier(), at("/tep/1.pdf"))), "DELIVERED");
        List<String> messages = messages();
        assertThat(messages).hasSizeGreaterThan(1);
        assertThat(messages.get(1)).isEqualTo(messages.get(0));
        assertThat(fetches("/tep/1.pdf")).isEqualTo(1);
    }

    @Test
    void aServerThatIsAwayIsAskedAgainUntilTheFileIsHere() throws Exception {
        servers.stubFor(get(urlPathEqualTo("/tep/sau.pdf"))
                .inScenario("away")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("back"));
        servers.stubFor(get(urlPathEqualTo("/tep/sau.pdf"))
                .inScenario("away")
                .whenScenarioStateIs("back")
                .willReturn(aResponse().withStatus(200).withBody(FILE).withFixedDelay(1_500)));
        String transfer = hub.push(record(hub.newDossier(), at("/tep/1.pdf"), at("/tep/sau.pdf")));
        JsonNode delivered = hub.awaitTransfer(transfer, "DELIVERED");
        assertThat(delivered.path("troubles").asInt())
                .as("it used up no attempt")
                .isLessThan(12);
        assertThat(fetches("/tep/sau.pdf")).isEqualTo(2);
        assertThat(linksIn(messages().get(0))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/tep/mat.pdf, file-gone, HTTP 404",
        "/tep/trang.pdf, file-unusable, web page",
        "HOST/tep/1.pdf, file-address-forbidden, inside",
        "http://khac.example/1.pdf, file-address-forbidden, khac.example",
    })
    void oneOfThreeFilesThatCannotComeKeepsTheMessageHere(String url, String cause, String found) throws Exception {
        given("/tep/mat.pdf", 404, new byte[0]);
        given("/tep/trang.pdf", 200, "<html>Đăng nhập</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String bad = url.startsWith("http")
                ? url
                : url.startsWith("HOST") ? "http://localhost:" + servers.port() + url.substring(4) : at(url);
        String dossier = hub.newDossier();
        hub.push(record(dossier, at("/tep/1.pdf"), bad, at("/tep/1.pdf")));
        JsonNode explained = hub.await(
                "/v1/dossiers/" + dossier,
                node -> node.at("/paths/0/standing/cause").asText().equals(cause));
        assertThat(explained.toString()).contains(found, "not even without it");
        assertThat(messages()).isEmpty();
    }
}
