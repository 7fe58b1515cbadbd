package vn.lienthong.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.intake.Answered.problem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.TestJournal;

/** Every answer of /v1/attachments, in a real container. */
class AttachmentsIT {
    private static final int LIMIT = 100_000;

    private static TestJournal journal;
    private static RunningIntake running;

    @BeforeAll
    static void start() {
        IntakeSettings usual = IntakeSettings.owedTo(List.of("province-rest"));
        IntakeSettings small = new IntakeSettings(
                usual.recordLimit(),
                LIMIT,
                usual.batchLimit(),
                usual.batchWindow(),
                usual.batches(),
                usual.uploads(),
                usual.bodies(),
                usual.heldBytes(),
                usual.bodyTime(),
                usual.batchIdle(),
                usual.rate(),
                usual.burst(),
                usual.owedTo(),
                Map.of(),
                Map.of(),
                Map.of());
        journal = TestJournal.started();
        running = RunningIntake.start(
                journal.journal(), Sources.of(Map.of()), small, new TickingClock(TestJournal.START));
    }

    @AfterAll
    static void stop() {
        running.close();
        journal.close();
    }

    @Test
    void holdsAnAttachmentByItsHash() {
        byte[] file = "a made-up file".getBytes(UTF_8);
        String path = "/v1/attachments/" + hash(file);

        assertThat(head(path)).isEqualTo(404);
        HttpResponse<String> first = put(path, file);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(put(path, file).statusCode()).isEqualTo(200);
        assertThat(head(path)).isEqualTo(200);
        problem(put("/v1/attachments/" + "0".repeat(64), file), 422, "never");
        assertThat(put("/v1/attachments/..%2f..%2fetc%2fpasswd", file).statusCode())
                .isIn(400, 404);
        problem(put("/v1/attachments/" + "A".repeat(64), file), 404, "never");
    }

    @Test
    void refusesTwoAnnouncedGigabytesWithoutWaitingForThem() throws IOException {
        try (RawCall call = RawCall.to(running.port())) {
            call.send("PUT /v1/attachments/" + "0".repeat(64)
                    + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2147483648\r\n\r\n");

            assertThat(call.statusLine()).contains(" 413 ");
        }
    }

    @Test
    void takesAnAttachmentOfExactlyTheLimitAndNotOneByteMore() {
        assertThat(running.send(chunked(new byte[LIMIT])).statusCode()).isEqualTo(201);
        problem(running.send(chunked(new byte[LIMIT + 1])), 413, "never");
    }

    private static HttpRequest chunked(byte[] file) {
        return running.request("/v1/attachments/" + hash(file))
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file)))
                .build();
    }

    private static int head(String path) {
        return running.send(running.request(path)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build())
                .statusCode();
    }

    private static HttpResponse<String> put(String path, byte[] file) {
        return running.send(running.request(path)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file))
                .build());
    }

    private static String hash(byte[] file) {
        return HexFormat.of().formatHex(CanonicalJson.fingerprint(file));
    }
}
