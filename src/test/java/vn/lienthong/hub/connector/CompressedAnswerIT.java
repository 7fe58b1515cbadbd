package vn.lienthong.hub.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.vocabulary.Outcome;

/** Gateways that compress answers although nobody asked them to. */
class CompressedAnswerIT {

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP"})
    void readsAnAnswerThatAGatewayCompressed(String encoding) throws IOException {
        Answer answer = answered(encoding, packed("{\"dossier\":\"H1\",\"number\":\"7\"}".getBytes(UTF_8)), reading -> {
            assertThat(reading.row()).isEqualTo("taken");
            assertThat(reading.outcome()).isEqualTo(new Outcome.Delivered("7"));
        });

        assertThat(((Answer.Http) answer).body()).startsWith("{\"dossier\"".getBytes(UTF_8));
    }

    @Test
    void unpacksNoMoreThanAnAnswerMayHold() throws IOException {
        byte[] bomb = packed(new byte[200 << 20]);
        assertThat(bomb).hasSizeLessThan(1 << 20);

        Answer answer =
                answered("gzip", bomb, reading -> assertThat(reading.row()).isEqualTo("answer-lost"));

        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(failed.failure())
                .isEqualTo(Answer.Failure.ANSWER_TOO_LARGE));
    }

    private static Answer answered(String encoding, byte[] body, Consumer<Reading> expected) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        try (Bed bed = new Bed()) {
            Connector echo = bed.open("echo", address, Map.of());
            Answer answer = echo.call("echo", JsonPath.JSON.createObjectNode(), () -> "key")
                    .answer();
            expected.accept(echo.read("echo", answer));
            return answer;
        } finally {
            server.stop(0);
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
