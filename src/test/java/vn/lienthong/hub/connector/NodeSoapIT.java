package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Somebody else's SOAP altogether: node's, which knows nothing but the WSDL. It calls the fake province and is taken; it serves the WSDL and takes what
 * our connector sends. Where node is not installed, or its packages cannot be had, this looks at nothing and says so; {@code -Dparts.node=required} makes
 * it a must, as {@code .ci/run} does.
 */
class NodeSoapIT {

    private static final Path SCRIPTS = Path.of("src/test/resources/node");
    private static final String WSDL = Path.of("connectors/province-soap/contract/exchange.wsdl")
            .toAbsolutePath()
            .toString();

    @TempDir
    static Path folder;

    @BeforeAll
    static void packages() throws IOException, InterruptedException {
        String missing = Stream.of("node", "npm").allMatch(NodeSoapIT::isInstalled)
                ? installed()
                : "node and npm are not on the PATH";
        if ("required".equals(System.getProperty("parts.node"))) {
            assertThat(missing)
                    .as(new Problem("x", "Node's SOAP client is needed", missing, "apt-get install nodejs npm")
                            .message())
                    .isEmpty();
        }
        assumeTrue(missing.isEmpty(), "NOT RUN, node's SOAP was not tried: " + missing);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** The packages that package-lock.json pins, in a folder of their own; what went wrong, or nothing. */
    private static String installed() throws IOException, InterruptedException {
        for (String file : List.of("package.json", "package-lock.json", "client.mjs", "server.mjs")) {
            Files.copy(SCRIPTS.resolve(file), folder.resolve(file));
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        if (!npm.waitFor(180, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
            return "npm ci did not end within three minutes";
        }
        return npm.exitValue() == 0
                ? ""
                : "npm ci failed: "
                        + Files.readString(folder.resolve("npm.log")).strip();
    }

    /** A script that talks in lines of JSON. */
    private static final class Script implements AutoCloseable {
        private final Process process;
        private final BufferedReader says;
        private final BufferedWriter hears;

        Script(String name, String... arguments) throws IOException {
            List<String> command = new java.util.ArrayList<>(List.of("node", name));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(folder.resolve(name + ".log").toFile())
                    .start();
            says = process.inputReader(StandardCharsets.UTF_8);
            hears = process.outputWriter(StandardCharsets.UTF_8);
        }

        JsonNode next() throws IOException {
            String line = says.readLine();
            assertThat(line).as("what node says").isNotNull();
            return JsonPath.JSON.readTree(line);
        }

        JsonNode asked(String question) throws IOException {
            hears.write(question.replace("\n", " ") + "\n");
            hears.flush();
            return next();
        }

        @Override
        public void close() throws IOException {
            hears.close();
            process.destroy();
        }
    }

    @Test
    void aClientThatKnowsOnlyTheWsdlIsTakenByTheFakeProvince() throws Exception {
        String code = "000.00.01.H08-260105-0001";
        try (FakeProvince province = FakeProvince.start(
                FakeProvince.Settings.defaults().withLogin("hub", "throw-away"), Clock.systemUTC())) {
            province.serveSoap(Path.of(WSDL));
            String address = province.address() + FakeProvince.SOAP_PATH;
            try (Script client = new Script("client.mjs", address + "?wsdl", address)) {
                JsonNode pushed = client.asked(
                        """
                        {"operation": "pushDocument", "message": {"arg0": {"password": "throw-away", "userName": "hub",
                          "ossDocumentSoapList": [{"gioiTinh": 1, "hoTenNguoiNop": "Nguyễn Thị Mẫu & con <1>", "maSoHoSo": "%s"}]}}}
                        """
                                .formatted(code));
                assertThat(pushed.at("/answer/return/errCode").asText())
                        .as("%s", pushed)
                        .isEqualTo("0");
                assertThat(province.holding(code)).isPresent();
                JsonNode counted = client.asked(
                        "{\"operation\": \"countDocument\", \"message\": {\"arg0\": {\"password\": \"throw-away\", \"userName\": \"hub\", \"maDonViTiepNhan\": \"H08\"}}}");
                assertThat(counted.at("/answer/return/errCode").asText()).isEqualTo("0");
                JsonNode refused = client.asked(
                        "{\"operation\": \"pushDocument\", \"message\": {\"arg0\": {\"password\": \"x\", \"userName\": \"hub\", \"ossDocumentSoapList\": [{\"gioiTinh\": 1}]}}}");
                assertThat(refused.at("/answer/return/errCode").asText()).isEqualTo("3");
                JsonNode fault = client.asked(
                        "{\"operation\": \"pushDocument\", \"message\": {\"arg0\": {\"ossDocumentSoapList\": [{\"gioiTinh\": \"nam\"}]}}}");
                assertThat(fault.has("fault")).as("%s", fault).isTrue();
            }
        }
    }

    @Test
    void aServerThatKnowsOnlyTheWsdlUnderstandsWhatTheConnectorSends() throws Exception {
        try (Script server = new Script("server.mjs", WSDL);
                Bed bed = new Bed()) {
            String address = "http://127.0.0.1:" + server.next().path("port").asInt() + "/exchange";
            Connector connector = bed.open("province-soap", address, Map.of());
            for (String situation :
                    List.of("accepted", "accepted-update-status", "accepted-update-result", "counted")) {
                ConnectorCase one =
                        new ConnectorCase("province-soap", Bed.CONNECTORS.resolve("province-soap/cases/" + situation));
                for (ConnectorCase.Message message : one.messages()) {
                    Conversation said = connector.call(message.operation(), message.body(), () -> "node");
                    assertThat(connector
                                    .read(message.operation(), said.answer())
                                    .outcome())
                            .as("%s: %s", situation, said.answer())
                            .isInstanceOf(Outcome.Delivered.class);
                    JsonNode heard = server.next();
                    assertThat(heard.path("operation").asText()).isEqualTo(message.operation());
                    assertThat(heard.at("/message/arg0/userName").asText()).isEqualTo(Bed.USERNAME);
                    isUnderstood(message.body().path("arg0"), heard.at("/message/arg0"));
                }
            }
        }
    }

    /** Every text that we sent, in its place; node makes no list of a single one, and numbers of what the schema calls one. */
    private static void isUnderstood(JsonNode sent, JsonNode heard) {
        if (sent.isArray()) {
            for (int i = 0; i < sent.size(); i++) {
                isUnderstood(sent.get(i), heard.isArray() ? heard.get(i) : heard);
            }
        } else if (sent.isObject()) {
            sent.properties().forEach(field -> isUnderstood(field.getValue(), heard.path(field.getKey())));
        } else {
            assertThat(heard.isNull() ? "" : heard.asText()).isEqualTo(sent.asText());
        }
    }
}
