package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Somebody else's eyes: libxml2 reads the envelopes that really left and checks them against the contract. Where Debian's libxml2-utils is not installed
 * this looks at nothing; {@code -Dparts.debian=required} makes it a must, as {@code .ci/run} does.
 */
class XmllintIT {

    private static final Path CONTRACT = Bed.CONNECTORS.resolve("province-soap/contract");

    @TempDir
    static Path folder;

    @BeforeAll
    static void contract() throws IOException {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "xmllint")));
        if ("required".equals(System.getProperty("parts.debian"))) {
            assertThat(there)
                    .as(new Problem("x", "xmllint is needed", "not on the PATH", "apt-get install libxml2-utils")
                            .message())
                    .isTrue();
        }
        assumeTrue(there, "xmllint is not installed: apt-get install libxml2-utils");
        Files.copy(CONTRACT.resolve("exchange.xsd"), folder.resolve("exchange.xsd"));
        try (InputStream schema = Objects.requireNonNull(XmllintIT.class.getResourceAsStream("/soap/envelope.xsd"))) {
            Files.copy(schema, folder.resolve("envelope.xsd"));
        }
    }

    @Test
    void libxml2AcceptsEveryEnvelopeThatACaseSends() throws Exception {
        List<byte[]> left = new ArrayList<>();
        try (Bed bed = new Bed();
                RawServer server = new RawServer((request, socket, end) -> {
                    Weather.answer(socket.getOutputStream(), "200 OK", "text/xml", "");
                    return true;
                })) {
            Connector connector = bed.open("province-soap", server.address(), java.util.Map.of());
            for (ConnectorCase one : ConnectorCase.all(Bed.CONNECTORS, "province-soap")) {
                for (ConnectorCase.Message message : one.messages()) {
                    connector.call(message.operation(), message.body(), () -> "lint");
                }
            }
            server.requests.forEach(request -> left.add(request.body()));
        }
        assertThat(left).hasSizeGreaterThan(60);
        int number = 0;
        for (byte[] envelope : left) {
            assertThat(lint(Files.write(folder.resolve("sent-" + number++ + ".xml"), envelope)))
                    .endsWith("validates");
        }
    }

    @Test
    void libxml2SeesWhatDoesNotKeepTheContract() throws Exception {
        SoapContract contract = SoapContract.read(CONTRACT.resolve("exchange.wsdl"));
        String good = new String(
                contract.envelope(
                        "updateResult",
                        JsonPath.JSON.readTree(
                                "{\"arg0\":{\"documentResultSoapList\":{\"lePhiHoSo\":1,\"maSoHoSo\":\"x\",\"phiXuLyHoSo\":2}}}")),
                StandardCharsets.UTF_8);
        Path file = folder.resolve("broken.xml");
        assertThat(lint(Files.writeString(file, good))).endsWith("validates");
        for (String broken : List.of(
                good.replace(
                        "<maSoHoSo>x</maSoHoSo><phiXuLyHoSo>2</phiXuLyHoSo>",
                        "<phiXuLyHoSo>2</phiXuLyHoSo><maSoHoSo>x</maSoHoSo>"),
                good.replace(">1<", ">1.0<"),
                good.replace("<phiXuLyHoSo>2</phiXuLyHoSo>", ""),
                good.replace("<arg0>", "<ns:arg0>").replace("</arg0>", "</ns:arg0>"))) {
            assertThat(broken).isNotEqualTo(good);
            assertThat(lint(Files.writeString(file, broken))).endsWith("fails to validate");
        }
    }

    private static String lint(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "xmllint",
                        "--noout",
                        "--nonet",
                        "--schema",
                        folder.resolve("envelope.xsd").toString(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
