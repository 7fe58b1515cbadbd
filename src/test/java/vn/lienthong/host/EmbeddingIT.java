package vn.lienthong.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The library in somebody else's application, and the samples of docs/city-push.md against it. */
class EmbeddingIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @TempDir
    static Path data;

    private static ServletWebServerApplicationContext host;

    @BeforeAll
    static void start() {
        SpringApplication application = new SpringApplication(HostApplication.class);
        host = (ServletWebServerApplicationContext) application.run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--hub.home=" + root(),
                "--hub.data=" + data,
                "--logging.level.root=WARN");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void theHostKeepsItsOwnPages() throws Exception {
        assertThat(get("/own-page").body()).isEqualTo("still mine");
    }

    @Test
    void theHubComesWithItsFaces() throws Exception {
        assertThat(get("/v1/balance").statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(get("/v1/balance").body()).path("closes").asBoolean())
                .isTrue();
    }

    @Test
    void theSampleOfTheDocumentIsAcceptedAndAnsweredAsTheDocumentShows() throws Exception {
        HttpResponse<String> first = post(sample("dossier-record").toString());
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(first.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).startsWith("/v1/submissions/"));
        assertThat(shape(JSON.readTree(first.body()))).isEqualTo(shape(withoutTransfers(sample("receipt"), first)));

        HttpResponse<String> again = post(sample("dossier-record").toPrettyString());
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(again.body()).path("repeated").asBoolean()).isTrue();
    }

    @Test
    void aRecordWithoutANameIsRefusedAsTheDocumentShows() throws Exception {
        ObjectNode record = (ObjectNode) sample("dossier-record");
        record.put("dossierCode", "000.01.10.H08-191216-0043");
        ((ObjectNode) record.get("applicant")).remove("name");
        HttpResponse<String> answer = post(record.toString());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body())).isEqualTo(withId(sample("problem"), answer));
    }

    /** Which destinations are owed is the host's configuration, not the document's. */
    private static JsonNode withoutTransfers(JsonNode sample, HttpResponse<String> answer) throws IOException {
        if (JSON.readTree(answer.body()).path("transfers").isEmpty()) {
            ((ObjectNode) sample).putArray("transfers");
        }
        return sample;
    }

    private static JsonNode withId(JsonNode sample, HttpResponse<String> answer) throws IOException {
        return ((ObjectNode) sample).set("keptAs", JSON.readTree(answer.body()).get("keptAs"));
    }

    /** Names of all members, with their way from the top. */
    private static Set<String> shape(JsonNode node) {
        TreeSet<String> names = new TreeSet<>();
        node.fields().forEachRemaining(member -> {
            names.add(member.getKey());
            shape(member.getValue().isArray() ? member.getValue().path(0) : member.getValue())
                    .forEach(inner -> names.add(member.getKey() + "/" + inner));
        });
        return names;
    }

    /** The block of the document that is marked with this word. */
    private static JsonNode sample(String word) throws IOException {
        String document = Files.readString(root().resolve("docs/city-push.md"));
        Matcher block = Pattern.compile("(?s)```json " + word + "\\n(.*?)```").matcher(document);
        assertThat(block.find()).as("a block marked " + word).isTrue();
        return JSON.readTree(block.group(1));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return CLIENT.send(
                request("/v1/dossiers")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        int port = host.getWebServer().getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static Path root() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }
}
