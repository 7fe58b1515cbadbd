package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.app.StartedHub.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A hub's home in which every cause has a destination of its own: a copy of the province's connector under another name, owed the records of
 * one unit, at an address below one stub. The hub itself, its database and its broker are real.
 */
final class CausesBed implements AutoCloseable {
    private static final String MODEL = "province-rest";
    private static final String SESSION = "{\"error_code\":\"0\",\"session\":\"phien-thu-1\"}";
    static final String TAKEN = "{\"error_code\":\"0\",\"message\":\"Cập nhật thành công\"}";
    private static final List<String> UNITS = List.of(
            "21550", "21553", "21556", "21559", "21562", "21565", "21568", "21571", "21574", "21577", "21580", "21583",
            "21586", "21589", "21592", "21595", "21598", "21601", "21604", "21607", "21991");

    final WireMockServer stub = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .containerThreads(60));
    private final Path home;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();
    private int number;

    /** What must be told. */
    record Expect(Cause cause, Actor actor, boolean tellsWhen) {}

    CausesBed(Path home) throws IOException {
        this.home = home;
        for (String folder : List.of("routes", "connectors", "mappings")) {
            copy(Path.of(folder), home.resolve(folder), text -> text);
        }
        stub.start();
        settings.put("hub.intake.owed-to", MODEL);
    }

    /** A destination of its own that takes everything, until it is told otherwise. */
    CausesBed destination(String name) throws IOException {
        return destination(name, outcomes -> outcomes);
    }

    CausesBed destination(String name, UnaryOperator<String> outcomes) throws IOException {
        copy(
                Path.of("connectors", MODEL),
                home.resolve("connectors").resolve(name),
                text -> outcomes.apply(text.replace("dossier-to-" + MODEL, "THE MAPPING")
                        .replace(MODEL, name)
                        .replace("THE MAPPING", "dossier-to-" + MODEL)));
        flow(name, "hub:map/dossier-to-" + MODEL, "hub:deliver/" + name);
        String unit = UNITS.get(units.size());
        units.put(name, unit);
        set("hub.intake.owed-by-unit." + unit, name);
        setting(name, "address", stub.baseUrl() + "/" + name);
        setting(name, "username", "tai-khoan-thu");
        setting(name, "password", "mat-khau-thu");
        setting(name, "unit-code", "000.00.00.H08");
        setting(name, "retry.first", "PT2M");
        loginAnswers(name, WireMock.okJson(SESSION));
        return answers(name, WireMock.okJson(TAKEN));
    }

    void flow(String name, String... steps) throws IOException {
        StringBuilder flow = new StringBuilder("- route:\n    id: dossiers-to-" + name
                + "\n    from:\n      uri: hub:lane/" + name + "\n      steps:\n");
        for (String step : steps) {
            flow.append("        - to: ").append(step).append('\n');
        }
        Files.writeString(home.resolve("routes/dossiers-to-" + name + ".camel.yaml"), flow);
    }

    CausesBed set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    CausesBed setting(String destination, String key, String value) {
        return set("hub.destinations." + destination + "." + key, value);
    }

    CausesBed answers(String destination, ResponseDefinitionBuilder answer) {
        stub.stubFor(WireMock.post("/" + destination + "/mapi/g").willReturn(answer));
        return this;
    }

    /** Answers messages that hold a text otherwise than the others. */
    void answers(String destination, String part, ResponseDefinitionBuilder answer) {
        stub.stubFor(WireMock.post("/" + destination + "/mapi/g")
                .atPriority(1)
                .withRequestBody(WireMock.containing(part))
                .willReturn(answer));
    }

    /** The same for one dossier and one operation. */
    void answers(String destination, String dossier, String operation, ResponseDefinitionBuilder answer) {
        stub.stubFor(WireMock.post("/" + destination + "/mapi/g")
                .atPriority(1)
                .withRequestBody(WireMock.containing(dossier))
                .withRequestBody(WireMock.containing(operation))
                .willReturn(answer));
    }

    CausesBed loginAnswers(String destination, ResponseDefinitionBuilder answer) {
        stub.stubFor(WireMock.post("/" + destination + "/mapi/login").willReturn(answer));
        return this;
    }

    Map<String, String> settings() {
        return settings;
    }

    Path home() {
        return home;
    }

    String unit(String destination) {
        return units.getOrDefault(destination, UNITS.get(20));
    }

    /** A made-up dossier for a destination. */
    ObjectNode record(String destination) {
        return StartedHub.record("000.00.ZZ.H08-191216-%04d".formatted(++number), 1, StartedHub.KNOWN_PROCEDURE)
                .put("unit", unit(destination));
    }

    /** Pushes a record; the code of its dossier. */
    static String push(StartedHub hub, ObjectNode record) throws Exception {
        HttpResponse<String> answer = hub.post("/v1/dossiers", record);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return record.path("dossierCode").asText();
    }

    /** Waits until the last transfer of a dossier, or what came last of it, has a cause; then looks at all that is told of it. */
    static JsonNode tells(StartedHub hub, String dossier, Expect expected) {
        JsonNode explained = Awaitility.await(dossier + " has cause " + expected.cause())
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> json(hub.get("/v1/dossiers/" + dossier)), now -> cause(now)
                        .equals(expected.cause().code()));
        JsonNode standing = last(explained);
        assertThat(standing.path("actor").asText())
                .as("%s: %s", dossier, standing)
                .isEqualTo(expected.actor().code());
        assertThat(standing.path("next").has("at")).as("%s", standing).isEqualTo(expected.tellsWhen());
        for (String words : List.of("why", "next", "whoCanAct", "ifNobodyActs")) {
            for (String language : List.of("en", "vi")) {
                String text = standing.path(words).path(language).asText();
                assertThat(text).as(words).isNotBlank();
                assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
            }
        }
        showsNobody(explained);
        return standing;
    }

    private static void showsNobody(JsonNode explained) {
        String english = ExplainText.of(explained, Locale.ENGLISH);
        String vietnamese = ExplainText.of(explained, new Locale("vi"));
        for (String text : List.of(explained.toString(), english, vietnamese)) {
            assertThat(text).doesNotContain("MẪU", "052089000001", "mat-khau-thu", "tai-khoan-thu", "phien-thu");
        }
        JsonNode standing = last(explained);
        String code = standing.path("cause").asText();
        assertThat(english)
                .contains("cause: " + code)
                .contains("if nobody acts: " + standing.at("/ifNobodyActs/en").asText());
        assertThat(vietnamese)
                .contains("nguyên nhân: " + code)
                .contains("nếu không ai làm gì: "
                        + standing.at("/ifNobodyActs/vi").asText());
    }

    private static String cause(JsonNode explained) {
        return last(explained).path("cause").asText();
    }

    /** The last transfer of the first path, else what came last. */
    static JsonNode last(JsonNode explained) {
        JsonNode path = explained.at("/paths/0");
        JsonNode shown = path.path("transfers").isEmpty() ? path.path("came") : path.path("transfers");
        return shown.path(shown.size() - 1);
    }

    private static void copy(Path from, Path to, UnaryOperator<String> change) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(file).toString();
                if (from.endsWith(MODEL)) {
                    name = name.replace(MODEL, to.getFileName().toString());
                }
                Path target = to.resolve(name);
                Files.createDirectories(target.getParent());
                Files.writeString(target, change.apply(Files.readString(file)));
            }
        }
    }

    @Override
    public void close() {
        stub.stop();
    }
}
