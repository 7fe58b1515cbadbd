package vn.lienthong.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.intake.RunningIntake.JSON;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.testkit.Waiting;

/** Bodies that come slowly, stop, break off, or come although nobody wants them. */
class SlowBodiesIT {
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final String ZEROS = "0".repeat(64);

    private static TestJournal journal;
    private static RunningIntake running;
    /** For what is not about waiting: a machine that stands still for a second is no slow sender. */
    private static RunningIntake patient;

    @BeforeAll
    static void start() {
        journal = TestJournal.started();
        running = intake(settings(SHORT, 40), Sources.of(Map.of()));
        patient = intake(settings(Duration.ofSeconds(30), 1_000), Sources.of(Map.of()));
    }

    @AfterAll
    static void stop() {
        running.close();
        patient.close();
        journal.close();
    }

    @Test
    void servesOthersAtOnceWhileHundredsOfBodiesTrickle() throws IOException {
        List<RawCall> slow = new ArrayList<>();
        List<Duration> waits = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                RawCall call = RawCall.to(patient.port());
                call.send(head("POST", "/v1/dossiers", JSON, 5_000) + " ");
                slow.add(call);
            }
            for (RawCall call : slow) {
                call.send(" ");
            }
            for (int i = 0; i < 10; i++) {
                long began = System.nanoTime();
                HttpResponse<String> answer = patient.post("/v1/dossiers", JSON, Readers.RECORD.getBytes(UTF_8));
                assertThat(answer.statusCode()).isIn(200, 202);
                waits.add(Duration.ofNanos(System.nanoTime() - began));
            }
            Waiting.onceAtMost(Duration.ofSeconds(3), waits);
        } finally {
            for (RawCall call : slow) {
                call.close();
            }
        }
    }

    @Test
    void turnsAwayOneBodyTooManyAndLetsTheNextInWhenThereIsRoom() throws IOException {
        List<RawCall> slow = new ArrayList<>();
        try (RunningIntake small = intake(settings(Duration.ofSeconds(4), 10), Sources.of(Map.of()))) {
            // Two more than fit: one of our own calls may have had a place for a moment.
            for (int i = 0; i < 12; i++) {
                RawCall call = RawCall.to(small.port());
                call.send(head("POST", "/v1/dossiers", JSON, 5_000) + " ");
                slow.add(call);
            }
            TestJournal.eventually(() -> {
                HttpResponse<String> answer = small.post("/v1/dossiers", JSON, Readers.RECORD.getBytes(UTF_8));
                return answer.statusCode() == 503
                        && answer.body().contains("too-many-bodies")
                        && answer.headers().firstValue("Retry-After").isPresent();
            });
            int late = 0;
            for (RawCall call : slow) {
                late += call.rest().startsWith("HTTP/1.1 408") ? 1 : 0;
                call.close();
            }
            assertThat(late).isEqualTo(10);
            assertThat(small.post("/v1/dossiers", JSON, Readers.RECORD.getBytes(UTF_8))
                            .statusCode())
                    .isIn(200, 202);
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 500, '{\"a\":'", "Transfer-Encoding: chunked, '6\r\n{\"a\": \r\n'"})
    void tellsWhoeverStopsInTheMiddleToSendAgain(String length, String piece) throws IOException {
        try (RawCall call = RawCall.to(running.port())) {
            call.send("POST /v1/dossiers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + length
                    + "\r\n\r\n" + piece);

            assertProblem(call.rest(), 408, "too-slow", "now");
        }
    }

    @Test
    void tellsWhoeverEndsHalfWayToSendAgain() throws IOException {
        try (RawCall call = RawCall.to(patient.port())) {
            call.send(head("POST", "/v1/dossiers", JSON, 500) + "{\"a\":");
            call.socket().shutdownOutput();

            assertProblem(call.rest(), 408, "broken-off", "now");
        }
    }

    @Test
    void tellsWhoeverStopsInTheMiddleOfAnAttachmentToSendAgain() throws IOException {
        try (RawCall call = RawCall.to(running.port())) {
            call.send(head("PUT", "/v1/attachments/" + ZEROS, "application/pdf", 500) + "abc");

            assertProblem(call.rest(), 408, "too-slow", "now");
        }
    }

    @Test
    void tellsWhoeverSendsAnAttachmentByteByByteToSendAgain() throws IOException {
        try (RawCall call = RawCall.to(running.port())) {
            call.send(head("PUT", "/v1/attachments/" + ZEROS, "application/pdf", 100_000) + "abc");
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!call.hasAnswer() && System.nanoTime() < end) {
                call.trickle();
            }

            assertThat(call.statusLine()).contains(" 408 ");
        }
    }

    @Test
    void answersTheLinesOfABatchThatStopsAndThenSaysSo() throws IOException {
        try (RawCall call = RawCall.to(running.port())) {
            call.send(head("POST", "/v1/dossiers/batch", RunningIntake.NDJSON, 100_000) + line() + "{\"dossier");

            String answer = call.rest();
            assertThat(answer).startsWith("HTTP/1.1 200").contains("\"line\":1,\"status\":2");
            assertThat(answer)
                    .contains("\"line\":2,\"type\":\"urn:lienthong-hub:problem:too-slow\"")
                    .contains("\"status\":408")
                    .contains("\"retry\":\"now\"")
                    .endsWith("0\n\n");
        }
    }

    @Test
    void answersTheLinesOfABatchThatBreaksOffAndThenSaysSo() throws IOException {
        for (String query : new String[] {"", "?answers=last"}) {
            try (RawCall call = RawCall.to(patient.port())) {
                call.send(head("POST", "/v1/dossiers/batch" + query, RunningIntake.NDJSON, 100_000) + line()
                        + "{\"dossier");
                call.socket().shutdownOutput();

                String answer = call.rest();
                assertThat(answer).startsWith("HTTP/1.1 200").contains("\"line\":1,\"status\":2");
                assertThat(answer)
                        .contains("\"line\":2,\"type\":\"urn:lienthong-hub:problem:broken-off\"")
                        .contains("\"status\":408")
                        .endsWith("0\n\n");
            }
        }
    }

    /** As most clients do: send all of it, then look for the answer. */
    @ParameterizedTest
    @CsvSource({
        "POST, /v1/dossiers, application/json, 20, 413",
        "POST, /v1/dossiers, text/plain, 20, 415",
        "PUT, /v1/dossiers, application/json, 20, 405",
        "POST, /v1/dossiers/batch, text/plain, 20, 415",
        "PUT, /v1/attachments/0, application/pdf, 20, 404",
        "PUT, /v1/attachments/" + "0000000000000000000000000000000000000000000000000000000000000000"
                + ", application/pdf, 31, 413",
    })
    void isHeardByWhoeverSendsEverythingFirst(String method, String path, String type, int megabytes, int status)
            throws IOException {
        byte[] block = new byte[1 << 20];
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), patient.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(head(method, path, type, (long) megabytes << 20).getBytes(UTF_8));
            for (int i = 0; i < megabytes; i++) {
                out.write(block);
            }
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, UTF_8)).isEqualTo("HTTP/1.1 " + status);
        }
    }

    @Test
    void isHeardAlsoWithoutACredential() throws IOException {
        Sources city = Sources.of(Map.of("city", "ab".repeat(32)));
        try (RunningIntake guarded = intake(settings(Duration.ofSeconds(30), 40), city);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), guarded.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(head("POST", "/v1/dossiers", JSON, 8 << 20).getBytes(UTF_8));
            socket.getOutputStream().write(new byte[8 << 20]);

            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .isEqualTo("HTTP/1.1 401");
        }
    }

    private static RunningIntake intake(IntakeSettings settings, Sources sources) {
        return RunningIntake.start(journal.journal(), sources, settings, new TickingClock(TestJournal.START));
    }

    private static void assertProblem(String answer, int status, String code, String retry) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json")
                .contains("urn:lienthong-hub:problem:" + code + "\"")
                .contains("\"retry\":\"" + retry + "\"");
    }

    private static String head(String method, String path, String type, long length) {
        return method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    private static String line() {
        return Readers.RECORD.replace("\n", "") + "\n";
    }

    private static IntakeSettings settings(Duration patience, int bodies) {
        IntakeSettings usual = IntakeSettings.owedTo(List.of("province-rest"));
        return new IntakeSettings(
                usual.recordLimit(),
                usual.attachmentLimit(),
                usual.batchLimit(),
                usual.batchWindow(),
                usual.batches(),
                usual.uploads(),
                bodies,
                usual.heldBytes(),
                patience,
                patience,
                usual.rate(),
                usual.burst(),
                usual.owedTo(),
                Map.of(),
                Map.of(),
                Map.of());
    }
}
