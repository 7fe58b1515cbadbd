package vn.lienthong.hub.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.app.StartedHub.KNOWN_PROCEDURE;
import static vn.lienthong.hub.app.StartedHub.UNKNOWN_PROCEDURE;
import static vn.lienthong.hub.app.StartedHub.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that no decent client makes: each gets a clear answer, and nobody else notices. */
class HostileCallsIT {
    private static final String END = "\r\n\r\n";

    @TempDir
    private static Path data;

    private static StartedHub hub;

    @BeforeAll
    static void start() throws IOException {
        Path incoming = Files.createDirectories(data.resolve("open/attachments/incoming"));
        Files.writeString(incoming.resolve("put-1234.part"), "half a fi");
        hub = new StartedHub(data.resolve("open"), Map.of("hub.intake.body-time", "10s"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void readsNothingOfAnActBeforeItKnowsWhoCalls() throws Exception {
        try (StartedHub guarded =
                new StartedHub(data.resolve("guarded"), Map.of("hub.operators.duty.password", "made-up-password"))) {
            for (String path : new String[] {"/v1/transfers/release", "/v1/transfers/0000000000001/cancel"}) {
                String answer = flood(guarded.server().port(), "POST " + path, 24);
                assertProblem(answer, 401, "no-credential");
                assertThat(answer).contains("WWW-Authenticate: Basic");
            }
            assertThat(guarded.get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void readsNoMoreOfAnActThanAnActCanSay() throws Exception {
        assertProblem(flood(hub.server().port(), "POST /v1/transfers/release", 24), 413, "too-large");
        assertProblem(flood(hub.server().port(), "PUT /v1/transfers/release", 24), 405, "method-not-allowed");
        assertProblem(flood(hub.server().port(), "POST /v1/balance", 8), 405, "method-not-allowed");
        assertProblem(flood(hub.server().port(), "POST /v1/nothing", 8), 404, "no-such-call");
        assertProblem(flood(hub.server().port(), "POST /openapi.yaml", 8), 405, "method-not-allowed");
        assertThat(hub.get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void servesOthersAtOnceWhileHundredsOfActsTrickle() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (String path : new String[] {"/v1/transfers/release", "/v1/nothing", "/v1/balance", "/v1/dossiers"}) {
                for (int i = 0; i < 80; i++) {
                    Socket socket = new Socket(
                            InetAddress.getLoopbackAddress(), hub.server().port());
                    slow.add(socket);
                    write(socket, "POST " + path + head(5_000) + " ");
                }
            }
            for (Socket socket : slow) {
                write(socket, " ");
            }
            for (int i = 0; i < 5; i++) {
                hub.push(hub.newDossier(), 1, KNOWN_PROCEDURE);
            }
            assertThat(answered(slow.subList(0, 80))).as("given up before").isZero();
            assertProblem(onceItComes(slow.get(0)), 408, "too-slow");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET /v1/%00 HTTP/1.1\\r\\nHost: x                                           | 400 | bad-request
                    GET /v1/transfers/%ff HTTP/1.1\\r\\nHost: x                                 | 400 | bad-request
                    GET /v1/%zz HTTP/1.1\\r\\nHost: x                                           | 400 | bad-request
                    GET /v1/a\\\\b HTTP/1.1\\r\\nHost: x                                        | 400 | bad-request
                    GET /v1/balance HTTP/1.1                                                    | 400 | bad-request
                    GET /v1/balance HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: -1               | 400 | bad-request
                    GET /v1/balance HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 12a              | 400 | bad-request
                    GET /v1/balance HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: gzip, chunked | 501 | not-implemented
                    GET /v1/balance HTTP/1.1\\r\\nHost: x\\r\\nExpect: wonders                  | 417 | unknown-expectation
                    GET /v1/balance HTTP/2.0\\r\\nHost: x                                       | 505 | http-version
                    GET /v1/balance HTTP/1.1\\r\\nHost: x\\r\\nAccept: application/xml          | 406 | not-acceptable
                    TRACE /v1/balance HTTP/1.1\\r\\nHost: x                                     | 405 | method-not-allowed
                    GET /error HTTP/1.1\\r\\nHost: x                                            | 404 | no-such-call
                    GET / HTTP/1.1\\r\\nHost: x                                                 | 404 | no-such-call
                    """)
    void refusesInItsOwnWordsWhatTheContainerRefuses(String call, int status, String code) throws IOException {
        String text = call.replace("\\r", "\r").replace("\\n", "\n").replace("\\\\", "\\");

        assertProblem(exchange(text + "\r\nConnection: close" + END), status, code);
    }

    @Test
    void refusesAHeadThatIsTooLongInItsOwnWords() throws IOException {
        String answer = exchange("GET /v1/balance HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(9_000) + END);

        assertProblem(answer, 400, "bad-request");
        assertThat(answer).doesNotContain("aaaa");
    }

    @Test
    void findsADossierWhoseCodeHoldsASlash() throws Exception {
        String code = "12/HS-2019/0042";
        hub.awaitTransfer(hub.push(code, 1, KNOWN_PROCEDURE), "DELIVERED");

        HttpResponse<String> explained = hub.get("/v1/dossiers/12%2FHS-2019%2F0042");
        assertThat(explained.statusCode()).as(explained.body()).isEqualTo(200);
        assertThat(json(explained).path("dossierCode").asText()).isEqualTo(code);
        Ran ran = Ran.command("explain", code, "--hub", hub.address());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("Dossier " + code);
        assertThat(hub.get("/v1/dossiers/a%2F..%2F..%2Fetc").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"by\":\"An\",\"why\":\"w\",\"dryRun\":true,\"dryRun\":false}",
                "{\"by\":\"An\",\"why\":\"w\"}{\"dryRun\":true}",
                "{\"by\":\"An\",\"why\":\"w\"} xx",
                "{\"by\":true,\"why\":false}",
                "{\"by\":5,\"why\":\"w\"}",
                "{\"by\":\"An\",\"why\":\"w\",\"dryRun\":\"true\"}",
                "{\"by\":\"An\",\"why\":\"w\",\"dryrun\":true}",
                "[{\"by\":\"An\",\"why\":\"w\"}]"
            })
    void doesNothingOnAnActThatMayMeanTwoThings(String act) throws Exception {
        String id = hub.push(hub.newDossier(), 1, UNKNOWN_PROCEDURE);
        hub.awaitTransfer(id, "PARKED");

        HttpResponse<String> answer = hub.send("/v1/transfers/" + id + "/cancel", "application/json", act);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        JsonNode problem = json(answer);
        assertThat(problem.path("type").asText()).endsWith("invalid-act");
        assertThat(problem.path("found").asText()).isNotBlank();
        assertThat(problem.path("cure").asText()).isNotBlank();
        assertThat(json(hub.get("/v1/transfers/" + id)).path("state").asText()).isEqualTo("PARKED");
    }

    @Test
    void doesNothingOnAFilterThatMayMeanTwoThings() throws Exception {
        String act = "{\"by\":\"An\",\"why\":\"w\",\"filter\":{\"unit\":\"99999\",\"unit\":\"21556\"}}";

        assertThat(hub.send("/v1/transfers/cancel", "application/json", act).statusCode())
                .isEqualTo(422);
    }

    @Test
    void tellsWhoeverBreaksOffAnAttachmentToSendAgain() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), hub.server().port())) {
            write(socket, "PUT /v1/attachments/" + "0".repeat(64) + head(500) + "abc");
            socket.shutdownOutput();
            String answer = rest(socket);

            assertProblem(answer, 408, "broken-off");
            assertThat(answer).contains("\"retry\":\"now\"");
        }
    }

    @Test
    void takesAwayWhatAKilledHubLeftBehindOfItsAttachments() {
        assertThat(data.resolve("open/attachments/incoming")).isEmptyDirectory();
    }

    @Test
    void doesNotStartWithAnotherKeyAndNamesBoth() throws IOException {
        Path folder = data.resolve("keyed");
        new StartedHub(folder).close();
        Files.write(folder.resolve("payload.key"), new byte[32]);

        Ran ran = Ran.command("run", "--port", "0", "--set", "hub.data=" + folder);

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .contains("The key of the bodies is not the one of this journal.")
                .containsPattern("Found: key [0-9a-f]+ in .*payload.key, and bodies sealed with key [0-9a-f]+")
                .contains("To do: Bring that file back");
    }

    private static void assertProblem(String answer, int status, String code) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer)
                .contains("Content-Type: application/problem+json\r\n")
                .contains("\"type\":\"urn:lienthong-hub:problem:" + code + "\"")
                .contains("\"status\":" + status)
                .contains("\"found\":\"")
                .contains("\"cure\":\"")
                .contains("\"retry\":\"")
                .doesNotContain("<html", "Whitelabel", "Tomcat", "Exception");
    }

    private static String exchange(String call) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), hub.server().port())) {
            write(socket, call);
            return rest(socket);
        }
    }

    /** Sends a large body whole before it looks for the answer, as most clients do. */
    private static String flood(int port, String call, int megabytes) throws IOException {
        byte[] block = "{},".repeat(350_000).substring(0, 1 << 20).getBytes(UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            write(socket, call + head((long) megabytes << 20));
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < megabytes; i++) {
                out.write(block);
            }
            socket.shutdownOutput();
            return rest(socket);
        }
    }

    private static String head(long length) {
        return " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                + length + END;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static long answered(List<Socket> calls) throws IOException {
        long answered = 0;
        for (Socket call : calls) {
            answered += call.getInputStream().available() > 0 ? 1 : 0;
        }
        return answered;
    }

    /** The answer to a call that goes on until then: the hub reads on for a while before it closes. */
    private static String onceItComes(Socket socket) throws IOException {
        String first = new String(socket.getInputStream().readNBytes(1), UTF_8);
        socket.shutdownOutput();
        return first + rest(socket);
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
}
