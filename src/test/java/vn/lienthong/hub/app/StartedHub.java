package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import vn.lienthong.hub.replay.FakeProvince;

/** The whole application with real parts on free ports, a fake province beside it, and the hands of a tester. */
final class StartedHub implements AutoCloseable {
    static final String KNOWN_PROCEDURE = "1.001193.000.00.00.H08";
    static final String UNKNOWN_PROCEDURE = "9.999999.000.00.00.H08";

    final FakeProvince province;
    /** Empty after the end: test classes keep their hub until the last test of all, and a closed one is large. */
    private final AtomicReference<HubServer> server = new AtomicReference<>();

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger number = new AtomicInteger();

    StartedHub(Path data) {
        this(data, Map.of());
    }

    StartedHub(Path data, Map<String, String> more) {
        this(Path.of(""), data, more);
    }

    /** As another home than this repository has it. */
    StartedHub(Path home, Path data, Map<String, String> more) {
        this(home, data, more, Clock.systemUTC());
    }

    /** The same by a clock of the test's. */
    StartedHub(Path home, Path data, Map<String, String> more, Clock clock) {
        province = FakeProvince.start(FakeProvince.Settings.defaults(), Clock.systemUTC());
        Map<String, String> settings = new HashMap<>(Map.of(
                "server.port", "0",
                "hub.home", home.toString(),
                "hub.data", data.toString(),
                "hub.destinations.province-rest.address", province.address().toString(),
                "hub.destinations.province-rest.username", "demo",
                "hub.destinations.province-rest.password", "demo",
                "logging.level.vn.lienthong.hub", "WARN"));
        settings.putAll(more);
        server.set(HubServer.start(settings, environment -> {}, clock));
    }

    HubServer server() {
        return Objects.requireNonNull(server.get(), "this hub is closed");
    }

    String address() {
        return "http://127.0.0.1:" + server().port();
    }

    /** A dossier code that nobody used before. Made up. */
    String newDossier() {
        return "000.00.ZZ.H08-191216-%04d".formatted(number.incrementAndGet());
    }

    static ObjectNode record(String dossier, int revision, String procedure) {
        ObjectNode record = Json.object()
                .put("dossierCode", dossier)
                .put("revision", revision)
                .put("procedureCode", procedure)
                .put("unit", "21556")
                .put("status", "RECEIVED")
                .put("summary", "Made-up dossier of a test")
                .put("receivedAt", "2019-12-16T08:05:00+07:00")
                .put("dueAt", "2019-12-16T17:00:00+07:00");
        // Made up: nobody has this name and number.
        record.putObject("applicant")
                .put("kind", "CITIZEN")
                .put("name", "NGUYỄN VĂN MẪU")
                .putObject("identity")
                .put("type", "CCCD")
                .put("number", "052089000001");
        record.putArray("steps")
                .addObject()
                .put("at", "2019-12-16T08:0" + revision + ":00+07:00")
                .put("by", "TRẦN THỊ MẪU")
                .put("note", "Tiếp nhận")
                .put("status", "RECEIVED");
        return record;
    }

    /** Pushes one record; the transfer it is owed. */
    String push(String dossier, int revision, String procedure) throws Exception {
        return push(record(dossier, revision, procedure));
    }

    /** The same with a record of the test's own. */
    String push(ObjectNode record) throws Exception {
        HttpResponse<String> answer = post("/v1/dossiers", record);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).at("/transfers/0/id").asText();
    }

    /** Has the hub hold a file that no test pushed before. */
    void hold(byte[] file) throws Exception {
        HttpRequest put = request("/v1/attachments/" + sha256(file))
                .PUT(BodyPublishers.ofByteArray(file))
                .build();
        assertThat(http.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
    }

    /** Lists files in a record, as its attachments a0, a1, ... */
    static void attach(ObjectNode record, byte[]... files) throws Exception {
        for (int i = 0; i < files.length; i++) {
            record.withArray("attachments")
                    .addObject()
                    .put("id", "a" + i)
                    .put("name", "giấy tờ mẫu " + i + ".pdf")
                    .put("size", files[i].length)
                    .put("sha256", sha256(files[i]));
        }
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    JsonNode awaitTransfer(String id, String state) {
        return await(
                "/v1/transfers/" + id,
                transfer -> transfer.path("state").asText().equals(state));
    }

    JsonNode await(String path, Predicate<JsonNode> condition) {
        return Awaitility.await("GET " + path)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> json(get(path)), condition);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(path, "application/json", body.toString());
    }

    HttpResponse<String> send(String path, String type, String body) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path)).timeout(Duration.ofSeconds(30));
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Json.MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        server.getAndSet(null).close();
        province.close();
    }
}
